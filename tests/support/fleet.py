"""Real worker processes under a supervisor, and the faults to put them through."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

#: A start takes two seconds, and far longer where many other programs run.
_READY_SECONDS = 150.0


@dataclass(slots=True)
class Fleet:
    """Workers by name; each is restarted when it dies, as systemd or Kubernetes would.

    Not so when it is not ``supervised``: what ends stays down, for a person to look at. The name
    is the static membership id. Everything a worker writes goes to ``logs/<name>.log``. A worker in
    ``homes`` is that of another build, whose code is in that folder.
    """

    bootstrap: str
    prefix: str
    logs: Path
    settings: dict[str, str] = field(default_factory=dict)
    supervised: bool = True
    restarts: int = 0
    homes: dict[str, Path] = field(default_factory=dict)
    _running: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    _supervisors: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _ready: dict[str, asyncio.Event] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The workers that run, or are being started again."""
        return list(self._running)

    def pid(self, name: str) -> int:
        """Process id of a worker."""
        return self._running[name].pid

    async def start(self, name: str) -> None:
        """Start a worker and wait until its lanes are open."""
        self._ready[name] = asyncio.Event()
        self._supervisors[name] = asyncio.create_task(self._supervise(name))
        await self.ready(name)

    async def ready(self, name: str) -> None:
        """Wait until the lanes of a worker, restarted or not, are open."""
        async with asyncio.timeout(_READY_SECONDS):
            await self._ready[name].wait()

    async def kill(self, name: str) -> None:
        """SIGKILL, once the lanes are open; the supervisor starts it again."""
        await self.ready(name)
        self._ready[name].clear()
        self._signal(name, signal.SIGKILL)

    def pause(self, name: str) -> None:
        """SIGSTOP: to the brokers it looks dead."""
        self._signal(name, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """SIGCONT: a zombie that believes to own what others have taken over."""
        self._signal(name, signal.SIGCONT)

    async def paused(self, name: str, *, seconds: float) -> None:
        """Stop a worker for longer than its session, then let it believe it is still the owner."""
        self.pause(name)
        await asyncio.sleep(seconds)
        self.resume(name)

    async def stop(self, name: str) -> tuple[int, float]:
        """SIGTERM; the exit code and the seconds it took."""
        self._supervisors.pop(name).cancel()
        process = self._running.pop(name)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            return await process.wait(), time.monotonic() - started

    async def ended(self, name: str, *, seconds: float = 30) -> int:
        """Wait for a worker that nobody restarts to end by itself; its exit code."""
        async with asyncio.timeout(seconds):
            return await self._running[name].wait()

    async def close(self) -> None:
        """End everything that still runs."""
        for supervisor in self._supervisors.values():
            supervisor.cancel()
        await asyncio.gather(*self._supervisors.values(), return_exceptions=True)
        for process in self._running.values():
            if process.returncode is None:
                process.kill()
                await process.wait()

    def log(self, name: str) -> str:
        """What a worker has written so far."""
        return (self.logs / f"{name}.log").read_text()

    def _signal(self, name: str, number: signal.Signals) -> None:
        process = self._running[name]
        if process.returncode is None:
            process.send_signal(number)

    async def _supervise(self, name: str) -> None:
        while True:
            process = self._running[name] = await self._launch(name)
            if process.stdout is None:
                raise RuntimeError("the worker has no stdout")
            while line := await process.stdout.readline():
                if line == b"ready\n":
                    self._ready[name].set()
            await process.wait()
            self._ready[name].clear()
            if not self.supervised:
                return
            self.restarts += 1

    async def _launch(self, name: str) -> asyncio.subprocess.Process:
        config = {
            "bootstrap": self.bootstrap, "prefix": self.prefix, "instance": name, **self.settings
        }  # fmt: skip
        home = self.homes.get(name)
        elsewhere = {"PYTHONPATH": str(home)} if home else {}
        with (self.logs / f"{name}.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.support.worker_main", json.dumps(config),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                cwd=home,
                env=os.environ | elsewhere,
            )  # fmt: skip
