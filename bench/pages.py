"""The page of a broker as a process of its own, and how one waits for it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bench.errors import BenchError


@asynccontextmanager
async def served(bootstrap: str, prefix: str, folder: Path) -> AsyncIterator[tuple[int, str]]:
    """``escalation-worker page`` as a process of its own: its pid and its address."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ESCALATION_")}
    settings = {"kafka.bootstrap": bootstrap, "kafka.topic_prefix": prefix, "page.port": 0}
    flags = [flag for key, value in settings.items() for flag in ("--set", f"{key}={value}")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "worker", "page", *flags,
        stderr=asyncio.subprocess.PIPE, env=clean, cwd=folder,
    )  # fmt: skip
    try:
        if process.stderr is None:
            raise RuntimeError("the page has no stderr")
        line = (await process.stderr.readline()).decode()
        if " is at " not in line:
            raise BenchError(f"the page did not start: {line}")
        yield process.pid, line.partition(" is at ")[2].partition(";")[0]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def reading(url: str) -> None:
    """Wait until the page has read what there is: nothing."""
    async with aiohttp.ClientSession() as client, asyncio.timeout(60):
        while True:
            async with client.get(f"{url}/api/snapshot") as answer:
                found = await answer.json()
            if found["complete"] and found["operations"]["kafka"] == "up":
                return
