"""``code``: what the worker would publish, without Kafka."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from worker.cli.session import Session, print_json


def code(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE... | -]", help="JSONL, JSON, HTML or text; - is stdin."),
    ] = None,
) -> None:
    """Process articles without Kafka; one JSON line an article on stdout, in input order.

    A line is {"outcome", "article", "events"}: exactly the values that the worker would publish.
    """
    from worker.cli import inputs, progress
    from worker.messages.outputs import as_json

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    paths = inputs.check(files or [inputs.STDIN], session.tell)
    coder = session.coder()
    size = session.settings.pool.batch_records
    with progress.bar(session.err, "coding", total=inputs.total(paths)) as advance:
        for batch in inputs.batches(inputs.articles(paths), size):
            for outcome in coder.code([item.value for item in batch]):
                print_json(as_json(outcome))
            advance(len(batch))
