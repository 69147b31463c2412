"""Free ports of the loopback interface, for servers that clients will look for again and again."""

from __future__ import annotations

import random
import socket

from worker.local.errors import LocalKafkaError

HOST = "127.0.0.1"

# Below the range that systems take client ports from (Linux 32768, IANA 49152). Within it, a client
# that tries to reach a broker which is down can be given that very port and connect to itself;
# the broker then cannot come back.
_SERVERS = range(20_000, 30_000)


def free_ports(count: int) -> list[int]:
    """``count`` different ports that nobody listens on now, in no order.

    Raises LocalKafkaError when there are not so many.
    """
    # Chosen by chance, so that two brokers started at once hardly meet.
    candidates = random.SystemRandom().sample(_SERVERS, len(_SERVERS))
    found: list[int] = []
    for port in candidates:
        if is_free(port):
            found.append(port)
        if len(found) == count:
            return found
    raise LocalKafkaError(
        f"No {count} ports of {HOST} are free in {_SERVERS.start}-{_SERVERS.stop}"
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on ``port`` now."""
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def require_free(port: int) -> None:
    """Raises LocalKafkaError when something listens on ``port`` already."""
    if not is_free(port):
        raise LocalKafkaError(
            f"Port {port} of {HOST} is taken; stop what listens there or choose another port"
        )
