"""``up``: the whole thing on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from worker.cli.session import Session


def up(
    ctx: typer.Context,
    no_seeds: Annotated[
        bool, typer.Option("--no-seeds", help="Do not play the sample articles.")
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="End when every sample article is through.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget the topics of earlier runs first.")
    ] = False,
) -> None:
    """Start a Kafka of its own, the topics and a worker; play the samples; print what comes out.

    Ctrl-C stops all of it. Topics and offsets are kept from one run to the next.
    """
    from worker.cli.machine import Machine
    from worker.local import LocalKafka, folders
    from worker.streams.ending import run as run_to_end

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    first = not folders.jar_cache().is_dir()
    session.tell(f"starting Kafka{', after its download: about a minute' if first else ''}")
    with LocalKafka(fresh=fresh) as kafka:
        machine = Machine(session, kafka.bootstrap)
        code = run_to_end(machine.run(seeds=not no_seeds, once=once))
    raise typer.Exit(code)
