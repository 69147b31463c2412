"""Three local brokers that are one cluster: every topic thrice, a write needs two of them."""

from __future__ import annotations

import base64
import subprocess
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from worker.local import folders, ports, probe
from worker.local.archive import shared_classes
from worker.local.errors import LocalKafkaError
from worker.local.guarded import Guarded
from worker.local.jars import class_path
from worker.local.java import find_java

_START_SECONDS = 90.0
_LOGGING = Path(ports.__file__).with_name("log4j2.xml")
_SETTINGS = """\
process.roles=broker,controller
node.id={node}
controller.listener.names=CONTROLLER
controller.quorum.voters={voters}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={folder}
default.replication.factor=3
min.insync.replicas=2
offsets.topic.replication.factor=3
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
transaction.state.log.num.partitions=3
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
auto.create.topics.enable=false
message.max.bytes=8388608
replica.fetch.max.bytes=8388608
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
log.segment.bytes=67108864
log.cleaner.dedupe.buffer.size=16777216
num.network.threads=2
num.io.threads=4
background.threads=2
"""


@dataclass(slots=True)
class Trio:
    """A context manager; ``replication`` for topics is 3. Brokers are numbered 0 to 2."""

    folder: Path
    _ports: list[int] = field(default_factory=lambda: ports.free_ports(6))
    _running: list[Guarded] = field(default_factory=list)

    @property
    def bootstrap(self) -> str:
        """All three addresses."""
        return ",".join(f"{ports.HOST}:{port}" for port in self._ports[:3])

    @property
    def logs(self) -> list[Path]:
        """Each broker's own log."""
        return [self._home(number) / "kafka.log" for number in range(3)]

    def __enter__(self) -> Self:
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        for number in range(3):
            self._format(number, cluster)
        self._running = [self._launch(number) for number in range(3)]
        for number in range(3):
            self._serving(number)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._running:
            process.kill()

    def kill(self, number: int) -> None:
        """SIGKILL a broker."""
        self._running[number].kill()

    def restart(self, number: int) -> None:
        """Start a dead broker again and wait until it serves."""
        self._running[number] = self._launch(number)
        self._serving(number)

    def _format(self, number: int, cluster: str) -> None:
        home = self._home(number)
        home.mkdir(parents=True)
        voters = (f"{n + 1}@{ports.HOST}:{port}" for n, port in enumerate(self._ports[3:]))
        text = _SETTINGS.format(
            node=number + 1,
            voters=",".join(voters),
            port=self._ports[number],
            controller=self._ports[3 + number],
            folder=home / "topics",
        )
        (home / "server.properties").write_text(text, encoding="ascii")
        tool = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster}", "--config"]
        command = [*_java(), *tool, str(home / "server.properties")]
        with (home / "kafka.log").open("ab") as log:
            subprocess.run(command, stdout=log, stderr=log, check=True)

    def _launch(self, number: int) -> Guarded:
        home = self._home(number)
        command = [*_java(), "kafka.Kafka", str(home / "server.properties")]
        return Guarded(command, log=home / "kafka.log")

    def _serving(self, number: int) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not probe.is_serving(self._ports[number]):
            if self._running[number].ended_within(0.1) or time.monotonic() > deadline:
                log = (self._home(number) / "kafka.log").read_text()[-2000:]
                raise LocalKafkaError(f"Broker {number} does not serve:\n{log}")

    def _home(self, number: int) -> Path:
        return self.folder / f"broker-{number}"


def _java() -> list[str]:
    options = ["-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    logging = f"-Dlog4j2.configurationFile={_LOGGING}"
    cache = folders.jar_cache()
    command = [str(find_java()), *options, logging, "-cp", class_path(cache)]
    return command + shared_classes(command, cache)
