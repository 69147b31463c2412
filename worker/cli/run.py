"""``run``: the worker alone, against a Kafka that is there."""

from __future__ import annotations

import typer

from worker.cli.session import Session


def run(ctx: typer.Context) -> None:
    """Run a worker until SIGTERM or Ctrl-C: it commits what is done and leaves within 5 s."""
    from worker.bootstrap import run_worker
    from worker.streams.ending import run as run_to_end

    session: Session = ctx.obj
    session.start_logging()
    code = run_to_end(run_worker(session.settings))
    raise typer.Exit(code)
