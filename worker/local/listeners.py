"""More addresses of the local broker, each with its own way to know clients: TLS, passwords, both.

The open address on the loopback stays, for the broker itself and for whoever asks whether it serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from worker.local.ports import HOST


@dataclass(frozen=True, slots=True)
class Listener:
    """An address of its own; ``settings`` hold for it alone and go by Kafka's names.

    ``name`` is in capitals ("SCRAM"), ``protocol`` one of Kafka's ("SASL_SSL"). Clients are told to
    come to ``advertised``, the port of something in between, where that is not ``port``.
    """

    name: str
    protocol: str
    port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    advertised: int | None = None

    @property
    def bootstrap(self) -> str:
        """The address for clients, "127.0.0.1:PORT"."""
        return f"{HOST}:{self.advertised or self.port}"

    @property
    def url(self) -> str:
        """Where it listens, as ``server.properties`` has it, "SCRAM://127.0.0.1:PORT"."""
        return f"{self.name}://{HOST}:{self.port}"

    @property
    def properties(self) -> dict[str, str]:
        """The settings under their full names, "listener.name.scram.ssl.client.auth"."""
        return {f"listener.name.{self.name.lower()}.{k}": v for k, v in self.settings.items()}


def scram_options(users: Mapping[str, str]) -> Iterator[str]:
    """What the storage is formatted with so that ``users``, names to passwords, are let in."""
    for name, password in users.items():
        yield from ("--add-scram", f"SCRAM-SHA-512=[name={name},password={password}]")


def protocols(listeners: Iterable[Listener]) -> str:
    """The protocol of every listener by its name, the open one's and the controller's too."""
    named = ["CONTROLLER:PLAINTEXT", "PLAINTEXT:PLAINTEXT"]
    return ",".join(named + [f"{listener.name}:{listener.protocol}" for listener in listeners])
