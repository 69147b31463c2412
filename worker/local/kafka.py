"""The local broker: its data folder, its start until it serves, its end."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from worker.local import broker, folders, ports
from worker.local.archive import shared_classes
from worker.local.errors import LocalKafkaError
from worker.local.fence import ended_in_order, fence_dead_broker
from worker.local.guarded import Guarded
from worker.local.jars import class_path
from worker.local.java import find_java
from worker.local.listeners import Listener, scram_options
from worker.local.lock import FolderLock
from worker.local.settings import controller_properties, server_properties

_LOGGING = Path(__file__).with_name("log4j2.xml")
_STOP_S = 10.0
_LOG_LIMIT = 8 * 1024 * 1024
_log = logging.getLogger(__name__)


class LocalKafka:
    """One Apache Kafka on 127.0.0.1 as a child of this process, which it never outlives.

    A context manager that serves between ``with`` and its end. Every method blocks and may be
    called from any thread; a coroutine calls it through ``asyncio.to_thread``. Topics and
    committed offsets stay in ``data`` from one start to the next unless ``fresh``.
    """

    def __init__(
        self,
        data: Path | None = None,
        *,
        port: int | None = None,
        fresh: bool = False,
        cache: Path | None = None,
        listeners: Sequence[Listener] = (),
        users: Mapping[str, str] | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """``data`` and ``cache`` (of jars) default to the user's folders, ``port`` to a free one.

        ``listeners`` are served beside the open one. ``users``, names to passwords, are known to
        those of them that ask by SCRAM-SHA-512, from the first start on ``data`` on. ``settings``
        stand in ``server.properties`` beside or instead of ours.
        """
        self._data = (data or folders.data()).absolute()
        self._cache = cache or folders.jar_cache()
        self._fixed_port = port
        self._fresh = fresh
        self._listeners = tuple(listeners)
        self._users = dict(users or {})
        self._settings = dict(settings or {})
        self._ports = (0, 0)
        self._java: list[str] = []
        self._lock: FolderLock | None = None
        self._process: Guarded | None = None

    @property
    def bootstrap(self) -> str:
        """The address for clients, "127.0.0.1:PORT"; the same over kill and restart."""
        return f"{ports.HOST}:{self._ports[0]}"

    @property
    def log(self) -> Path:
        """The broker's own log, kept after its end."""
        return self._data / "kafka.log"

    @property
    def _topics(self) -> Path:
        return self._data / "topics"

    @property
    def running(self) -> bool:
        """Whether the broker's process is alive."""
        return self._process is not None and self._process.running

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Return when the broker serves: 1 to 2 s, the first time on a machine plus the download.

        Raises LocalKafkaError when Java, Maven, the network, the port or the folder is not to be
        had, or when the broker ends or does not serve within 60 s.
        """
        if self._lock is not None:
            raise LocalKafkaError(f"This Kafka was started already, at {self.bootstrap}")
        self._java = self._java_command()
        self._ports = self._choose_ports()
        self._data.mkdir(parents=True, exist_ok=True)
        self._lock = FolderLock(self._data, note=self.bootstrap)
        try:
            self._prepare()
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the broker in order and release its folder; does nothing when it is not running."""
        if self._process is not None:
            self._process.terminate(patience_s=_STOP_S)
            self._process = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def kill(self) -> None:
        """SIGKILL the broker, as a crash would; what it had accepted is there after ``restart``."""
        if self._process is not None:
            self._process.kill()

    def restart(self) -> None:
        """Serve again at the same address with the same data, after a kill or instead of one."""
        if self._lock is None or self._process is None:
            raise LocalKafkaError("This Kafka was not started, so it cannot be restarted")
        self._process.terminate(patience_s=_STOP_S)
        self._fence()
        self._launch()

    def _java_command(self) -> list[str]:
        # A broker for one machine: little memory, and quick to start rather than quick for ever.
        options = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        java, path = find_java(), class_path(self._cache)
        command = [str(java), *options, f"-Dlog4j2.configurationFile={_LOGGING}", "-cp", path]
        return command + shared_classes(command, self._cache)

    def _choose_ports(self) -> tuple[int, int]:
        client, controller = ports.free_ports(2)
        if self._fixed_port is None:
            return client, controller
        ports.require_free(self._fixed_port)
        return self._fixed_port, controller

    def _prepare(self) -> None:
        """Lay the folder out: settings anew, the log kept but bounded, the storage formatted once."""
        topics, properties = self._topics, self._data / "server.properties"
        if self._fresh and topics.exists():
            shutil.rmtree(topics)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        client, controller = self._ports
        text = server_properties(
            port=client,
            controller_port=controller,
            folder=topics,
            listeners=self._listeners,
            more=self._settings,
        )
        properties.write_text(text, encoding="ascii")
        text = controller_properties(controller_port=controller, folder=topics)
        (self._data / "controller.properties").write_text(text, encoding="ascii")
        if not (topics / "meta.properties").exists():
            self._format(properties)
        else:
            self._fence()

    def _fence(self) -> None:
        if not ended_in_order(self._topics):
            properties = self._data / "controller.properties"
            command = broker.command([*self._java, "-Dfencing=INFO"], properties)
            fence_dead_broker(command, log=self.log, topics=self._topics)

    def _format(self, properties: Path) -> None:
        broker.format_storage(self._java, properties, log=self.log, more=scram_options(self._users))

    def _launch(self) -> None:
        started = time.monotonic()
        command = broker.command(self._java, self._data / "server.properties")
        share = () if self._lock is None else (self._lock.fileno(),)
        self._process = Guarded(command, log=self.log, share=share)
        broker.wait_until_serving(self._process, port=self._ports[0], log=self.log)
        _log.info("Kafka serves at %s after %.1f s", self.bootstrap, time.monotonic() - started)
