"""``tail``: what comes out on a topic, one line a record."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from worker.messages.topics import Topics


def tail(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Argument(help="Topic; default: events.coded.")] = None,
    json: Annotated[
        bool, typer.Option("--json", help="The records' values, one JSON document a line.")
    ] = False,
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="What is there already, too.")
    ] = False,
    most: Annotated[int | None, typer.Option("--max", min=1, help="End after N records.")] = None,
    idle: Annotated[
        float | None, typer.Option(min=0.1, help="End when nothing came for so many seconds.")
    ] = None,
) -> None:
    """Read a topic, committed records only, until Ctrl-C; no consumer group is touched."""
    session: Session = ctx.obj
    session.start_logging(quiet=True)
    name = _name(topic or "events.coded", session.settings.kafka.topics())
    asyncio.run(
        _tail(session, name, json=json, from_beginning=from_beginning, most=most, idle=idle)
    )


async def _tail(
    session: Session,
    topic: str,
    *,
    json: bool,
    from_beginning: bool,
    most: int | None,
    idle: float | None,
) -> None:
    from worker.cli.reading import reader, records
    from worker.cli.showing import as_json, line

    kafka = session.settings.kafka
    topics = kafka.topics()
    async with reader(kafka.connection(), topic, from_beginning=from_beginning) as consumer:
        async for record in records(consumer, most=most, idle=idle):
            if json:
                print_json(as_json(record, topics))
            else:
                session.out.print(line(record, topics))


def _name(topic: str, topics: Topics) -> str:
    """A topic of the worker by its name with or without the prefix, any other as it is."""
    with suppress(KeyError):
        return topics.find(topic).name
    return topic
