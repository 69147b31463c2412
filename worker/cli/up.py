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
    from worker.local import LocalKafka
    from worker.streams.ending import run as run_to_end

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    session.tell(f"starting Kafka{_first_time()}")
    with LocalKafka(fresh=fresh) as kafka:
        machine = Machine(session, kafka.bootstrap)
        code = run_to_end(machine.run(seeds=not no_seeds, once=once))
    raise typer.Exit(code)


def _first_time() -> str:
    """What a first start takes longer for."""
    from worker.local import folders
    from worker.local.archive import is_prepared

    cache = folders.jar_cache()
    if not cache.is_dir():
        return ", after its download: about a minute"
    return "" if is_prepared(cache) else "; its classes are prepared once, some seconds more"
