"""Runs a server in a thread of its own, with an event loop of its own: the worker's is not disturbed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Self

import structlog

#: Runs until it is cancelled; calls what it is given with its address once it serves.
Serve = Callable[[Callable[[str], None]], Coroutine[Any, Any, None]]

log = structlog.get_logger(__name__)

_START_SECONDS = 10.0
_END_SECONDS = 3.0


class Aside:
    """A context manager that serves between its beginning and its end."""

    def __init__(self, serve: Serve, *, name: str) -> None:
        self._serve = serve
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._started = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._error: Exception | None = None
        self.url = ""

    def __enter__(self) -> Self:
        """Return when it serves; raises what kept it from that."""
        self._thread.start()
        self._started.wait(_START_SECONDS)
        if self._error is not None and not self.url:  # what ends it later is for the log
            raise self._error
        return self

    def __exit__(self, *_: object) -> None:
        task = self._task
        if task is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(task.cancel)
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self._serve(self._announce))
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        except Exception as error:
            self._error = error  # told to whoever waits for the start
            if self.url:
                log.exception("ended early", what=self._thread.name)
        finally:
            self._started.set()

    def _announce(self, url: str) -> None:
        self.url = url
        self._started.set()
