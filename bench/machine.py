"""The facts without which a timing says nothing."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from bench.results import Machine
from worker import local

_PACKAGES = ("escalation-worker", "spacy", "thinc", "numpy", "faust-streaming", "aiokafka")
_KAFKA = re.compile(r"kafka_2\.13-([\d.]+)\.jar")


def load_average() -> float:
    """Processes that ran or waited to run, over the last minute."""
    return round(os.getloadavg()[0], 1)


def describe(load: list[float], model: str) -> Machine:
    """The machine at hand, with the load averages that were taken and the German weights that ran."""
    versions = {name: version(name) for name in _PACKAGES}
    return Machine(
        cpu=_line(Path("/proc/cpuinfo"), r"model name\s*: (.+)") or platform.processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_gb=round(int(_line(Path("/proc/meminfo"), r"MemTotal:\s+(\d+)")) * 1024 / 1e9, 1),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        load_average=tuple(load),
        versions={
            "python": platform.python_version(), **versions, "weights": model, "kafka": _kafka()
        },
    )  # fmt: skip


def _kafka() -> str:
    jars = Path(local.__file__).with_name("kafka.sha256").read_text(encoding="ascii")
    found = _KAFKA.search(jars)
    return found[1] if found else ""


def _line(file: Path, pattern: str) -> str:
    found = re.search(pattern, file.read_text(encoding="utf-8"))
    return found[1] if found else ""
