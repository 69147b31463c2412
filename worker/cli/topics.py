"""``topics``: what the worker's topics are, whether they are there, and making them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from worker.cli.cluster import Found
    from worker.messages.topics import Topic

topics = typer.Typer(no_args_is_help=True, help="Describe and create the topics of the worker.")


_Json = Annotated[bool, typer.Option("--json", help="One JSON document a topic.")]


@topics.command("list")
def show(ctx: typer.Context, json: _Json = False) -> None:
    """The topics, and whether they are on the cluster as declared."""
    session: Session = ctx.obj
    rows = _states(session)
    if json:
        for topic, found in rows:
            print_json(_document(topic, found))
    else:
        session.out.print(_table(session, rows))


@topics.command()
def describe(ctx: typer.Context) -> None:
    """The topics with what they hold, their keys, schemas and settings."""
    session: Session = ctx.obj
    for topic, found in _states(session):
        settings = ", ".join(f"{key}={value}" for key, value in topic.config.items())
        session.out.print(f"[bold]{topic.name}[/] {_state(session, topic, found)}")
        session.out.print(f"  {topic.description}")
        session.out.print(f"  key: {topic.key}; schema: {topic.schema}", style="dim")
        session.out.print(f"  {settings}", style="dim")


@topics.command()
def create(ctx: typer.Context) -> None:
    """Create the topics that are missing; what is there stays as it is."""
    session: Session = ctx.obj
    session.start_logging(quiet=True)
    made = asyncio.run(_create(session))
    session.out.print(f"created {', '.join(made)}" if made else "all topics are there")


def _states(session: Session) -> list[tuple[Topic, Found | None]]:
    session.start_logging(quiet=True)
    return asyncio.run(_find(session))


async def _find(session: Session) -> list[tuple[Topic, Found | None]]:
    from aiokafka.admin import AIOKafkaAdminClient

    from worker.cli import clients, cluster

    kafka = session.settings.kafka
    async with clients.running(AIOKafkaAdminClient, kafka.connection()) as admin:
        states = await cluster.find(admin, list(kafka.topics()))
    return [(topic, states[topic.name]) for topic in kafka.topics()]


async def _create(session: Session) -> list[str]:
    from aiokafka.admin import AIOKafkaAdminClient

    from worker.cli import clients, cluster

    kafka = session.settings.kafka
    async with clients.running(AIOKafkaAdminClient, kafka.connection()) as admin:
        return await cluster.make(admin, kafka)


def _table(session: Session, rows: list[tuple[Topic, Found | None]]) -> Table:
    from rich.table import Table

    table = Table("topic", "partitions", "replicas", "on the cluster")
    for topic, found in rows:
        numbers = (str(found.partitions), str(found.replication)) if found else ("-", "-")
        table.add_row(topic.name, *numbers, _state(session, topic, found))
    return table


def _state(session: Session, topic: Topic, found: Found | None) -> str:
    from worker.cli.cluster import differences

    if found is None:
        return "missing"
    return "; ".join(differences(topic, found, session.settings.kafka)) or "as declared"


def _document(topic: Topic, found: Found | None) -> dict[str, object]:
    return {
        "topic": topic.name,
        "key": topic.key,
        "description": topic.description,
        "schema": topic.schema,
        "declared": dict(topic.config),
        "exists": found is not None,
        "partitions": found and found.partitions,
        "replication": found and found.replication,
        "config": found and dict(found.config),
    }
