"""One process of the pool, seen from the worker."""

from __future__ import annotations

import asyncio
import os
import resource
from collections.abc import Sequence
from typing import Any

from worker.streams import frames

#: A process a core: matrix threads of one process would only take the cores of the others.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
#: Big matrices, in bytes, go back to the system when a batch is done. The C library would keep them, and
#: places between them that nothing fits: a fifth of the memory of a process.
_GIVE_BACK = {"MALLOC_MMAP_THRESHOLD_": str(4 * 2**20)}


class MemberDied(Exception):
    """The process ended without an answer."""


class MemberHung(Exception):
    """The process gave no answer in time."""


class Member:
    """A pool process: started warm, asked batch after batch, killed rather than trusted."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a pool process needs both its pipes")
        self._process = process
        self._requests = process.stdin
        self._answers = process.stdout

    @classmethod
    async def start(
        cls, command: Sequence[str], hello: object, *, timeout: float, memory: int = 0
    ) -> Member:
        """Start the process and wait until its models are loaded.

        From then on it has ``memory`` bytes for data, its models among them; 0 is no bound. Raises
        MemberDied or MemberHung (``timeout`` in seconds) when it does not come up.
        """
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**20,
            env=_ONE_THREAD | _GIVE_BACK | os.environ,
            start_new_session=True,  # Ctrl-C on the terminal is for the worker alone
        )
        member = cls(process)
        try:
            await member.ask(hello, timeout=timeout)
            member._limit(memory)
        except BaseException:
            await member.kill()
            raise
        return member

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    async def ask(self, message: object, *, timeout: float) -> Any:
        """Send a message and wait for its answer; raises MemberDied or MemberHung."""
        self.send(message)
        return await self.answer(timeout=timeout)

    def send(self, message: object) -> None:
        """Put a message into the pipe, behind those that are not answered yet.

        Nobody waits until it is through: the process reads it when it has answered what came before, and
        to answer it may need us to read.
        """
        self._requests.write(frames.pack(message))

    async def answer(self, *, timeout: float) -> Any:
        """Wait for the next answer; they come in the order of the messages. Raises as ``ask`` does."""
        try:
            async with asyncio.timeout(timeout):
                return await frames.read_async(self._answers)
        except TimeoutError as error:
            raise MemberHung(f"no answer within {timeout:g} s") from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise MemberDied(f"exit code {await self._process.wait()}") from error

    def _limit(self, memory: int) -> None:
        """An article that eats memory then ends its process, not its neighbors on the machine."""
        if memory and hasattr(resource, "prlimit"):  # Linux alone can bound another process
            resource.prlimit(self.pid, resource.RLIMIT_DATA, (memory, memory))

    async def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        if self._process.returncode is None:
            self._process.kill()
        self._requests.close()
        await self._process.wait()
