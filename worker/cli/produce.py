"""``produce``: articles out of files into the topic the worker reads."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from worker.cli.failures import CommandError
from worker.cli.session import Session


def produce(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE... | -", help="JSONL, JSON, HTML or text; - is stdin."),
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Topic; default: articles.raw.")] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="At most so many articles a second.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Send the bytes as they are, articles or not.")
    ] = False,
) -> None:
    """Put articles on Kafka; each is checked first, and refused with its file and line if need be.

    Exits with 1 when an article was refused or not delivered.
    """
    from worker.cli import inputs, progress
    from worker.cli.delivery import Delivery

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    paths = inputs.check(files or [inputs.STDIN], session.tell)
    kafka = session.settings.kafka
    delivery = Delivery(
        kafka.connection(), topic or kafka.topics().raw.name, refuse=session.complain, raw=raw
    )
    with progress.bar(session.err, "producing", total=inputs.total(paths)) as advance:
        asyncio.run(delivery.run(inputs.articles(paths, raw=raw), advance=advance, rate=rate))
    session.out.print(
        f"{delivery.delivered} delivered to {delivery.topic}, {delivery.refused} refused"
    )
    if delivery.refused:
        raise CommandError(f"{delivery.refused} were not delivered; the reasons stand above")
