"""What Kafka is told: ``server.properties`` for one broker that is its own controller (KRaft)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from worker.local.listeners import Listener, protocols
from worker.local.ports import HOST

MIB = 1024 * 1024
Settings = dict[str, str | int]

_ONE_NODE: Settings = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.listener.names": "CONTROLLER",
    # One copy of everything: there is nobody to hold a second one.
    "offsets.topic.replication.factor": 1,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "offsets.topic.num.partitions": 1,
    "transaction.state.log.num.partitions": 1,
    # Topics are declared; a misspelt one must fail instead of springing into being.
    "auto.create.topics.enable": "false",
    # Room for any article that the decoder has to refuse, and for its dead letter.
    "message.max.bytes": 8 * MIB,
}
_QUICK: Settings = {
    "controller.quorum.election.timeout.ms": 200,
    "controller.quorum.election.backoff.max.ms": 100,
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1000,
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": 1000,
}
_SMALL: Settings = {
    "log.segment.bytes": 64 * MIB,
    "log.index.size.max.bytes": MIB,
    "log.cleaner.dedupe.buffer.size": 16 * MIB,  # the default takes 128 MiB of the heap at once
    "num.network.threads": 2,
    "num.io.threads": 4,
    "background.threads": 2,
}


def server_properties(
    *,
    port: int,
    controller_port: int,
    folder: Path,
    listeners: Sequence[Listener] = (),
    more: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The text of ``server.properties``: clients at ``port`` and ``listeners``, topics in ``folder``."""
    own, controller = f"PLAINTEXT://{HOST}:{port}", f"CONTROLLER://{HOST}:{controller_port}"
    told = (f"{listener.name}://{listener.bootstrap}" for listener in listeners)
    addresses: Settings = {
        "listeners": ",".join([own, *(listener.url for listener in listeners), controller]),
        "advertised.listeners": ",".join([own, *told]),
        "listener.security.protocol.map": protocols(listeners),
    }
    for listener in listeners:
        addresses |= listener.properties
    here = _here(controller_port, folder)
    return _text(_ONE_NODE | _QUICK | _SMALL | addresses | here | dict(more))


def controller_properties(*, controller_port: int, folder: Path) -> str:
    """The same node as a controller alone, which gives a broker up after 100 ms (see fence.py)."""
    alone: Settings = {
        "process.roles": "controller",
        "listeners": f"CONTROLLER://{HOST}:{controller_port}",
        "listener.security.protocol.map": protocols(()),
        "broker.session.timeout.ms": 100,
        "broker.heartbeat.interval.ms": 50,
        "metadata.max.idle.interval.ms": 50,
    }
    return _text(_ONE_NODE | _QUICK | alone | _here(controller_port, folder))


def _here(controller_port: int, folder: Path) -> Settings:
    return {
        "controller.quorum.voters": f"1@{HOST}:{controller_port}",
        "log.dirs": _escaped(folder),
    }


def _text(settings: Settings) -> str:
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def _escaped(path: Path) -> str:
    """Java reads properties files as Latin-1 with backslash escapes; a comma would split the list."""
    text = str(path.absolute())
    if "," in text:
        raise ValueError(f"Kafka takes no comma in the name of its data folder: {text}")
    return "".join(f"\\u{ord(char):04x}" if ord(char) > 126 else char for char in text)
