"""Kafka's classes as Java has read them once, kept beside the jars: half of a start is reading them again.

Java calls it a dynamic archive of shared classes (JEP 350); it takes 50 MB and holds for one build of Java
and one set of jars. Java looks whether it fits and does without it where it does not.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from worker.local import broker, ports
from worker.local.errors import LocalKafkaError
from worker.local.guarded import Guarded
from worker.local.lock import FolderLock
from worker.local.settings import server_properties

_WRITE_S = 60.0
_log = logging.getLogger(__name__)


def is_prepared(cache: Path) -> bool:
    """Whether an archive is in ``cache``, if perhaps an old one."""
    return any(cache.glob("classes-*.jsa"))


def shared_classes(java: Sequence[str], cache: Path) -> list[str]:
    """The option that has the command ``java`` use the archive in ``cache``, which is made if it is missing.

    No option where it cannot be made (a folder that we may not write to) or somebody else makes it.
    """
    archive = cache / f"classes-{_fit(Path(java[0]), cache)}.jsa"
    if not archive.exists():
        # Somebody has the lock, or there is no right or no room to write.
        with suppress(LocalKafkaError, OSError):
            _make_once(java, archive)
    there = archive.exists() and archive.stat().st_size
    return [f"-XX:SharedArchiveFile={archive}"] if there else []


def _fit(java: Path, cache: Path) -> str:
    """Names what an archive fits, by age: to ask Java for its version takes as long as it would save."""
    build = java.resolve()
    ages = [file.stat().st_mtime_ns for file in (build, *sorted(cache.glob("*.jar")))]
    return hashlib.sha256(f"{build} {ages}".encode()).hexdigest()[:12]


def _make_once(java: Sequence[str], archive: Path) -> None:
    lock = FolderLock(archive.parent, note="the archive of classes", patience_s=0)
    try:
        _log.info("Preparing Kafka's classes once, for quicker starts, in %s", archive)
        with tempfile.TemporaryDirectory(dir=archive.parent, prefix="archiving-") as folder:
            made = _made(java, Path(folder))
            made.touch()  # empty when Java made none: once is enough to try
            for old in archive.parent.glob("classes-*.jsa"):
                old.unlink()
            made.replace(archive)
    finally:
        lock.release()


def _made(java: Sequence[str], folder: Path) -> Path:
    """Start a broker in ``folder`` and end it when it serves; Java writes the archive when it ends."""
    port, controller = ports.free_ports(2)
    properties, log, made = folder / "server.properties", folder / "log", folder / "classes.jsa"
    text = server_properties(port=port, controller_port=controller, folder=folder / "topics")
    properties.write_text(text, encoding="ascii")
    broker.format_storage(java, properties, log=log)
    archiving = [*java, f"-XX:ArchiveClassesAtExit={made}"]
    process = Guarded(broker.command(archiving, properties), log=log)
    try:
        with suppress(LocalKafkaError):  # no archive then; the start that follows tells why
            broker.wait_until_serving(process, port=port, log=log)
    finally:
        process.terminate(patience_s=_WRITE_S)
    return made
