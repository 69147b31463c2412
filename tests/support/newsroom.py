"""A worker and its live page on a broker, as processes of their own, and what a test puts in."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp

from tests.support.cluster import Cluster
from tests.support.crisis import Crisis
from tests.support.undisturbed import encoded
from tests.support.waiting import eventually
from worker.domain.signature import Signature
from worker.local.ports import free_ports

_ADDRESS = re.compile(r"is at (http://\S+);")


_WEEK = 7 * 24 * 3600
_LOOK_SECONDS = 0.5
#: Markers of transactions take offsets too: so many may be left where all is done.
_MARKERS = 10


def threat(name: str, who: str = "Norwegen") -> dict[str, str]:
    """A raw article that gives one event: ``who`` threatens Iceland, as a minister told an agency."""
    return {
        "id": name,
        "text": f"Oslo. {who} hat Island am Montag mit Vergeltung gedroht, sagte Ministerin Berg "
        "der Agentur NTB.",
        "outlet": f"{name}.example",
        "published_at": "2024-03-20T10:00:00+01:00",
    }


@dataclass(slots=True)
class Newsroom:
    """``escalation-worker run`` and ``page`` on the topics of ``cluster``; logs go to ``folder``.

    With ``crisis`` the stages are told of forty days of one before the worker starts.
    """

    cluster: Cluster
    folder: Path
    crisis: bool = True
    url: str = ""
    _worker: subprocess.Popen[bytes] | None = None
    _page: subprocess.Popen[str] | None = None
    _page_port: int = field(default_factory=lambda: free_ports(1)[0])

    def start(self) -> None:
        """Make the topics, start both."""
        asyncio.run(self._prepare())
        self.start_page()
        self.start_worker()

    def start_page(self) -> None:
        """Serve the page, always at the same address."""
        command = self._command("page", "--port", str(self._page_port))
        self._page = subprocess.Popen(
            command, env=self._environment(), stderr=subprocess.PIPE, text=True
        )
        said: list[str] = []
        for line in self._page.stderr or ():
            said.append(line)
            if found := _ADDRESS.search("".join(said).replace("\n", " ")):
                self.url = found[1]
                return
        raise RuntimeError(f"the page did not start: {''.join(said)}")

    def start_worker(self) -> None:
        """Start the worker, or start it again when it has ended, as a supervisor would."""
        if self._worker is not None and self._worker.poll() is None:
            return
        with (self.folder / "worker.log").open("ab") as log:
            self._worker = subprocess.Popen(
                self._command("run"), env=self._environment(), stderr=log
            )

    def stop_page(self) -> None:
        """End the page's server, as an update of it would."""
        _end(self._page)

    def close(self) -> None:
        """End both."""
        _end(self._worker)
        _end(self._page)

    async def send(self, *articles: Mapping[str, Any]) -> None:
        """Put articles on articles.raw."""
        values = [(str(one.get("id", "")).encode(), json.dumps(one).encode()) for one in articles]
        await self.cluster.send(values)

    async def send_bytes(self, values: Iterable[tuple[bytes, bytes | None]]) -> None:
        """Put values on articles.raw as they are."""
        await self.cluster.send(values)

    async def settled(self, articles: int, *, seconds: float = 120) -> None:
        """Wait until so many articles are out and no stage is behind by more than its commit markers."""

        async def done() -> bool:
            async with client.get("/api/operations") as answer:
                now = await answer.json()
            behind = now["lag_total"]
            out = now["dispositions"].get("published", 0)
            return out >= articles and behind is not None and behind < _MARKERS

        async with aiohttp.ClientSession(self.url) as client:
            await eventually(done, seconds=seconds, every=_LOOK_SECONDS)

    async def _prepare(self) -> None:
        await self.cluster.create_topics()
        if not self.crisis:
            return
        records = encoded(_crisis(), self.cluster.topics)
        pairs = [(record.key or b"", record.value) for record in records]
        await self.cluster.send(pairs, topic=self.cluster.topics.signatures.name)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "worker", *words]

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "ESCALATION_KAFKA_BOOTSTRAP": self.cluster.bootstrap,
            "ESCALATION_KAFKA_TOPIC_PREFIX": self.cluster.topics.prefix,
            "ESCALATION_HTTP_PORT": "0",
            "ESCALATION_POOL_SIZE": "1",
            "COLUMNS": "200",
        }


def _crisis() -> list[Signature]:
    """The crisis, moved by whole weeks so that it ends in the week that has just gone by."""
    articles = Crisis(1, flood=12, other=0).articles()
    weeks = (int(time.time()) - max(one.time for one in articles)) // _WEEK
    return [replace(one, published=one.time + weeks * _WEEK) for one in articles]


def _end(process: subprocess.Popen[Any] | None) -> None:
    if process is not None:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
