"""A real Prometheus that scrapes one worker every second, and what it answers.

Debian's package ``prometheus`` brings it (``make test`` installs it). It listens on this machine only, keeps
its data in a folder of its own and ends with the context.
"""

from __future__ import annotations

import json
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import yaml

from bench.errors import BenchError
from worker.local.ports import free_ports

_LOOK_SECONDS = 0.1
_Seen = TypeVar("_Seen")


@dataclass(frozen=True, slots=True)
class Sample:
    """One series of an answer: its labels and its value."""

    labels: Mapping[str, str]
    value: float


class Prometheus:
    """Scrapes ``target`` ("host:port") as job escalation-worker and evaluates the ``rules`` files."""

    def __init__(self, folder: Path, *, target: str, rules: Sequence[Path]) -> None:
        self._folder = folder
        self._settings = {
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(file.absolute()) for file in rules],
            "scrape_configs": [
                {"job_name": "escalation-worker", "static_configs": [{"targets": [target]}]}
            ],
        }  # fmt: skip
        self._url = f"http://127.0.0.1:{free_ports(1)[0]}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        config = self._folder / "prometheus.yml"
        config.write_text(yaml.safe_dump(self._settings), encoding="utf-8")
        command = [
            "prometheus", f"--config.file={config}", f"--storage.tsdb.path={self._folder / 'data'}",
            f"--web.listen-address={self._url.removeprefix('http://')}", "--log.level=warn",
        ]  # fmt: skip
        with (self._folder / "prometheus.log").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603
        self.wait(self._is_ready, "Prometheus serves")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def query(self, expr: str) -> list[Sample]:
        """The answer to an instant query; raises BenchError when Prometheus refuses it."""
        return [
            Sample(one["metric"], float(one["value"][1]))
            for one in self._get("query", query=expr)["result"]
        ]

    def value(self, expr: str) -> float | None:
        """The one value of a query without labels; None when there is none."""
        found = self.query(expr)
        return found[0].value if found else None

    def firing(self) -> list[Sample]:
        """The alerts that fire now, each with the labels of its rule."""
        return [
            Sample({**one["labels"], **one["annotations"]}, float(one["value"]))
            for one in self._get("alerts")["alerts"]
            if one["state"] == "firing"
        ]

    def rule_errors(self) -> list[str]:
        """What went wrong in the last evaluation of a rule."""
        groups = self._get("rules")["groups"]
        return [
            rule["lastError"]
            for group in groups
            for rule in group["rules"]
            if rule.get("lastError")
        ]

    def wait(self, look: Callable[[], _Seen], what: str, *, seconds: float = 60) -> _Seen:
        """Look until there is something to see, and return it; raises BenchError after ``seconds``."""
        deadline = time.monotonic() + seconds
        while True:
            if seen := look():
                return seen
            if time.monotonic() > deadline:
                raise BenchError(f"after {seconds:g} s it is still not so that {what}")
            time.sleep(_LOOK_SECONDS)

    def scraped(self, times: int = 2) -> None:
        """Return when the worker was scraped, and every rule evaluated, so many times more."""
        now = time.time()
        expr = f"timestamp(up) > {now + times}"
        self.wait(lambda: self.query(expr), "the worker was scraped again")

    def _is_ready(self) -> bool:
        if self._process and self._process.poll() is not None:
            said = (self._folder / "prometheus.log").read_text(errors="replace")
            raise BenchError(f"Prometheus ended with {self._process.returncode}:\n{said}")
        try:
            with urllib.request.urlopen(f"{self._url}/-/ready", timeout=1) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False

    def _get(self, path: str, **parameters: str) -> Any:
        url = f"{self._url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise BenchError(f"{parameters}: {error.read().decode()}") from error
