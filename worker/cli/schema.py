"""``schema``: the contract of a topic as a JSON Schema; of all as AsyncAPI or as a page."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import orjson
import typer

from worker.cli.failures import MISUSED, CommandError


def schema(
    topic: Annotated[str | None, typer.Argument(help="Topic, such as events.coded.")] = None,
    asyncapi: Annotated[
        bool, typer.Option("--asyncapi", help="All topics as an AsyncAPI 3 document.")
    ] = False,
    page: Annotated[bool, typer.Option("--page", help="All topics as a page in Markdown.")] = False,
) -> None:
    """Print the JSON Schema of a topic's values, or the contract of all topics."""
    from worker.messages import reference
    from worker.messages.asyncapi import document

    if (bool(topic), asyncapi, page).count(True) != 1:
        names = f"name a topic ({_names()})"
        raise CommandError(f"{names}, or --asyncapi or --page for all", code=MISUSED)
    if page:
        typer.echo(reference.page(), nl=False)
    else:
        _print(document() if asyncapi else _schema(str(topic)))


def _schema(name: str) -> dict[str, Any]:
    from worker.messages import schemas
    from worker.messages.topics import Topics

    try:
        return schemas.load(Topics().find(name))
    except KeyError as error:
        raise CommandError(str(error.args[0]), code=MISUSED) from error


def _names() -> str:
    from worker.messages.topics import Topics

    return ", ".join(topic.base for topic in Topics())


def _print(document: dict[str, Any]) -> None:
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    sys.stdout.buffer.write(orjson.dumps(document, option=options))
