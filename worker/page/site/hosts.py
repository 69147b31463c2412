"""Which names of this server a request may use: a web page elsewhere can point its own name at us.

That is DNS rebinding: the browser then takes the stranger's page and ours for one site. A stranger's
name is refused; an address is no name and cannot be pointed anywhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Hosts:
    """The names a page answers to: its own address, those of this machine, and ``names``."""

    def __init__(self, bind: str, names: Iterable[str] = ()) -> None:
        self._names = _LOCAL | {bind.lower()} | {name.lower() for name in names}
        self._any_address = not is_loopback(bind)

    def admits(self, header: str) -> bool:
        """Whether the value of a Host header, "name[:port]", names us; the port may be forwarded."""
        name = _name(header.strip().lower())
        if name in self._names:
            return True
        return self._any_address and _address(name) is not None


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach a server at ``host``."""
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def _name(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].removesuffix(".")


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
