"""``page``: the live page of any cluster."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Annotated, Any

import typer

from worker.cli.failures import MISUSED, CommandError
from worker.cli.session import Session


def page(
    ctx: typer.Context,
    bind: Annotated[
        str | None, typer.Option(help="Address to serve at; default: 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; default: 8098; 0: a free one.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(help="What others must bring; better in ESCALATION_PAGE_TOKEN.")
    ] = None,
) -> None:
    """Serve the live page until Ctrl-C: what the worker of a cluster writes, only read.

    Elsewhere than on this machine it asks for a token.
    """
    from worker.page.site.options import CannotServe
    from worker.streams.ending import run as run_to_end

    flags = {"page.host": bind, "page.port": port, "page.token": token}
    session: Session = ctx.obj
    session = session.having({key: value for key, value in flags.items() if value is not None})
    session.start_logging(quiet=True)
    try:
        session.settings.page.options().check()
    except CannotServe as error:
        raise CommandError(str(error), code=MISUSED) from error
    run_to_end(_until_signal(_serve(session)))


async def _serve(session: Session) -> None:
    from worker.bootstrap import run_page

    kafka = session.settings.kafka.bootstrap

    def announce(url: str) -> None:
        session.tell(f"the page of Kafka at {kafka} is at {url}; Ctrl-C ends it")

    await run_page(session.settings, on_ready=announce)


async def _until_signal(work: Coroutine[Any, Any, None]) -> None:
    """Do the work until SIGINT or SIGTERM."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
