"""``doctor``: whether the worker would run here, and what to do if not."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.failures import FAILED
from worker.cli.session import Session, print_json

if TYPE_CHECKING:
    from worker.cli.checks import Check, Status

_STYLES: dict[Status, str] = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One JSON document a check.")] = False,
) -> None:
    """Check cluster, topics, group, clock, models, folders and ports; exits with 1 when one fails."""
    session: Session = ctx.obj
    session.start_logging(quiet=True)
    if asyncio.run(_failures(session, json=json)):
        raise typer.Exit(FAILED)


async def _failures(session: Session, *, json: bool) -> int:
    from worker.cli import checks

    failures = 0
    async for check in checks.kafka(session.settings):
        failures += check.status == "fail"
        _show(session, check, json=json)
    for check in checks.machine(session.settings):
        failures += check.status == "fail"
        _show(session, check, json=json)
    return failures


def _show(session: Session, check: Check, *, json: bool) -> None:
    from rich.text import Text

    if json:
        print_json(asdict(check))
        return
    line = Text(f"{check.status:<4} ", _STYLES[check.status])
    line.append(f"{check.name}: ", "bold").append(check.detail)
    if check.remedy and check.status != "ok":
        line.append(f"\n     → {check.remedy}", "italic")
    session.out.print(line)
