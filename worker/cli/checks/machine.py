"""The machine itself: versions, models, ports, folders, and what ``up`` needs."""

from __future__ import annotations

import platform
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from worker.bootstrap import coder_options
from worker.cli.checks.check import Check
from worker.config import Settings
from worker.domain.errors import DataError
from worker.local import LocalKafkaError, folders
from worker.local.java import find_java
from worker.stages.building import build_coder

#: py3langid unpacks its model there, 65.1 MiB, whenever a process of the pool starts.
UNPACKED = 66 * 1024 * 1024
_LIBRARIES = ("faust-streaming", "aiokafka", "spacy", "pydantic", "aiohttp")


def machine(settings: Settings) -> Iterator[Check]:
    """Versions, models, the port for /metrics, folders, and what ``up`` needs."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield Check("versions", "ok", f"Python {platform.python_version()}, {libraries}")
    yield (tier := _tier(settings))
    for language in settings.languages if tier.status == "ok" else ():
        yield _model(settings, language)
    yield _port(settings)
    yield _temporary(settings)
    yield _kept("folder jars", folders.jar_cache(), "XDG_CACHE_HOME")
    yield _kept("folder data", folders.data(), "XDG_DATA_HOME")
    yield _java()
    yield _maven()


def _tier(settings: Settings) -> Check:
    """Which tier reads, and whether what the accurate one needs is there."""
    chosen, name = settings.coder, "tier"
    if chosen.tier == "fast":
        return Check(name, "ok", "fast: small networks and rules")
    from worker.nlp.encoder.files import files

    try:
        found = files(chosen.weights)
    except DataError as error:
        remedy = "until then the worker does not start; with coder.tier fast it does"
        return Check(name, "fail", f"accurate: {error}", remedy)
    return Check(name, "ok", f"accurate: {found.version} in {found.folder}")


def _model(settings: Settings, language: str) -> Check:
    started = time.monotonic()
    options = replace(coder_options(settings), languages=(language,))
    try:
        build_coder(options, warm=True)
    except (DataError, OSError) as error:
        remedy = f"reinstall the package, or check models.{language}"
        return Check(f"model {language}", "fail", str(error), remedy)
    return Check(f"model {language}", "ok", f"loads in {time.monotonic() - started:.1f} s")


def _port(settings: Settings) -> Check:
    address = (settings.http.host, settings.http.port)
    try:
        with socket.create_server(address):
            return Check("http", "ok", f"{address[0]}:{address[1]} is free for /metrics")
    except OSError as error:
        remedy = "fine when that is a worker of yours; otherwise set http.port"
        return Check("http", "warn", f"{address[0]}:{address[1]}: {error.strerror}", remedy)


def _temporary(settings: Settings) -> Check:
    """Faust has an empty folder there, and the pool unpacks a model: no worker starts where it cannot."""
    name, needed = "folder temporary", settings.pool.size * UNPACKED
    try:
        with tempfile.TemporaryDirectory(prefix="escalation-worker-") as folder:
            there, free = Path(folder).parent, shutil.disk_usage(folder).free
    except OSError as error:
        remedy = "name one in TMPDIR that can be written to; in a container, a tmpfs at /tmp"
        said = error.strerror or str(error)
        return Check(name, "fail", f"no worker starts without: {said}", remedy)
    if free < needed:
        detail = f"{there} has {free >> 20} MiB free, the pool needs {needed >> 20} while it starts"
        return Check(name, "fail", detail, "make room, or name another one in TMPDIR")
    return Check(name, "ok", f"{there} can be written to, {free >> 20} MiB are free")


def _kept(name: str, folder: Path, variable: str) -> Check:
    """Whether ``up`` can write there, or make it."""
    there = next(parent for parent in (folder, *folder.parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return Check(name, "ok", f"{folder} can be written to, for `up`")
    except OSError as error:
        remedy = f"needed for `escalation-worker up` alone: set {variable}, or `chown` the folder"
        return Check(name, "warn", f"{folder}: {error.strerror}", remedy)


def _java() -> Check:
    try:
        return Check("java", "ok", f"{find_java()}, for `up`")
    except LocalKafkaError as error:
        return Check("java", "warn", str(error), "needed for `escalation-worker up` alone")


def _maven() -> Check:
    if folders.jar_cache().is_dir():
        return Check("kafka", "ok", f"jars in {folders.jar_cache()}, for `up`")
    if maven := shutil.which("mvn"):
        return Check("kafka", "ok", f"{maven} fetches its jars at the first `up`")
    return Check("kafka", "warn", "no mvn command", "needed for `up` alone: apt-get install maven")
