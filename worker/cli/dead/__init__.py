"""``dead``: the articles that could not be processed: list them, look at one, send them back."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.failures import FAILED, MISUSED, CommandError
from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from worker.cli.dead.reading import Found
    from worker.cli.dead.returning import Summary
    from worker.cli.dead.selecting import Selection

dead = typer.Typer(
    no_args_is_help=True, help="List and show what could not be processed, and send it back."
)

_Stage = Annotated[str | None, typer.Option("--stage", help="decode, normalize, nlp or encode.")]
_Code = Annotated[str | None, typer.Option("--code", help="Such as decode/too_large.")]
_Outlet = Annotated[
    str | None, typer.Option("--outlet", help="As the article names it, or its URL's host.")
]
_Since = Annotated[
    str | None,
    typer.Option("--since", metavar="TIME|AGE", help="Dead since: a time, 90m, 12h, 3d."),
]
_Json = Annotated[bool, typer.Option("--json", help="One JSON document a letter.")]


@dead.command("list")
def show_all(
    ctx: typer.Context,
    stage: _Stage = None,
    code: _Code = None,
    outlet: _Outlet = None,
    since: _Since = None,
    limit: Annotated[int, typer.Option(min=1, help="The newest N.")] = 50,
    json: _Json = False,
) -> None:
    """The dead letters, the newest last, and which of them were sent back."""
    from worker.cli.dead import showing
    from worker.cli.dead.selecting import Selection

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    wanted = Selection.of(stage, code, outlet, since)
    found, total = asyncio.run(_newest(session, wanted, limit))
    if json:
        for one in found:
            print_json(showing.as_json(one))
        return
    for line in showing.rows(found):
        session.out.print(line)
    session.tell(f"{len(found)} of {total} dead letters")


@dead.command()
def show(
    ctx: typer.Context,
    letter: Annotated[str, typer.Argument(help="PARTITION/OFFSET, as `dead list` shows it.")],
    raw: Annotated[
        bool, typer.Option("--raw", help="The original bytes to stdout, and nothing else.")
    ] = False,
    json: _Json = False,
) -> None:
    """One dead letter: what was wrong with it, its headers and its bytes, safe for a terminal."""
    from worker.cli.dead import showing
    from worker.cli.dead.selecting import Selection

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    wanted = Selection.of(None, None, None, None, [letter])
    found, _ = asyncio.run(_newest(session, wanted, 1))
    if not found:
        raise CommandError(f"there is no dead letter {letter}; `dead list` shows what there is")
    if raw:
        sys.stdout.buffer.write(found[0].letter.value or b"")
        sys.stdout.buffer.flush()
    elif json:
        print_json(showing.as_json(found[0]))
    else:
        for line in showing.lines(found[0]):
            session.out.print(line)


@dead.command()
def retry(
    ctx: typer.Context,
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="[LETTER]...", help="PARTITION/OFFSET of each.")
    ] = None,
    stage: _Stage = None,
    code: _Code = None,
    outlet: _Outlet = None,
    since: _Since = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most N, the oldest that wait first.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that wait.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and send nothing.")] = False,
) -> None:
    """Send original bytes, key and headers back to articles.raw, each letter once and never again.

    Article and ledger are written in one transaction: run it twice, kill it, run two of them, and each
    article still comes through once. What fails again is a new dead letter.
    """
    from worker.cli.dead.selecting import Selection

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    wanted = Selection.of(stage, code, outlet, since, letters or ())
    if wanted.is_everything and not everything:
        raise CommandError("which? Name letters, narrow them down, or say --all", code=MISUSED)
    summary = asyncio.run(_retry(session, wanted, limit, dry_run=dry_run))
    _tell(session, summary, dry_run=dry_run)
    if summary.refused:
        raise typer.Exit(FAILED)


async def _newest(session: Session, wanted: Selection, limit: int) -> tuple[list[Found], int]:
    """The last ``limit`` letters, and how many there are."""
    from worker.cli.clients import require_topic
    from worker.cli.dead.reading import letters, read_ledger

    kafka, total = session.settings.kafka, 0
    last: deque[Found] = deque(maxlen=limit)
    await require_topic(kafka.connection(), kafka.topics().dead.name)
    async for found in letters(kafka, wanted, await read_ledger(kafka)):
        last.append(found)
        total += 1
    return list(last), total


async def _retry(
    session: Session, wanted: Selection, limit: int | None, *, dry_run: bool
) -> Summary:
    from worker.cli import progress
    from worker.cli.dead import returning

    with progress.bar(session.err, "sending back", total=None) as advance:
        return await returning.retry(
            session.settings.kafka, wanted, limit=limit, dry_run=dry_run, advance=advance
        )


def _tell(session: Session, summary: Summary, *, dry_run: bool) -> None:
    for line in summary.refused:
        session.complain(line)
    verb = "would be sent" if dry_run else "sent"
    topic = session.settings.kafka.topics().raw.name
    session.out.print(
        f"{summary.sent} {verb} back to {topic}, {summary.already} had been before, "
        f"{len(summary.refused)} cannot go back"
    )
