"""``python -m tests.scenarios [--small] [NAME [SIZE=COUNT…]]…``: the table, or rows of it by name."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.scenarios import page
from tests.scenarios.rows import ROWS
from tests.scenarios.run import Ran, keep, run
from tests.scenarios.table import Row, Sizes

_out = Console()


def main(
    words: Annotated[list[str] | None, typer.Argument(help="NAME, or SIZE=COUNT for it")] = None,
    *,
    small: Annotated[bool, typer.Option(help="The sizes that the tests use.")] = False,
    note: Annotated[str, typer.Option(help="What else to tell of the circumstances.")] = "",
) -> None:
    """Break the worker in every way and print what held; exits with 1 when something did not."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # brokers that die are meant to
    table = Table("#", "scenario", "what", "held", "figures", "s", title="Scenarios")
    failed = False
    for ran in run(_chosen(words or [], small=small)):
        keep(ran, note=note)
        failed |= not ran.result.passed
        _tell(ran)
        table.add_row(*_cells(ran))
    page.write()
    _out.print(table)
    raise typer.Exit(int(failed))


def _chosen(words: list[str], *, small: bool) -> Iterator[tuple[Row, Sizes]]:
    asked: dict[str, dict[str, int]] = {}
    name = ""
    for word in words:
        size, equals, count = word.partition("=")
        if not equals:
            name = word
            asked[name] = {}
        elif name:
            asked[name][size] = int(count)
    for name in asked or ROWS:
        if name not in ROWS:
            raise typer.BadParameter(f"no scenario {name!r}; there are {', '.join(ROWS)}")
        row = ROWS[name]
        yield row, {**(row.small if small else row.full), **asked.get(name, {})}


def _tell(ran: Ran) -> None:
    """Progress, and every mismatch with its article."""
    held = "held" if ran.result.passed else "DID NOT HOLD"
    _out.print(f"{ran.row.name}: {held} after {ran.seconds:.0f} s", highlight=False)
    for line in (*ran.result.broken, *map(str, ran.result.mismatches)):
        _out.print(f"  {line}", highlight=False, markup=False)


def _cells(ran: Ran) -> tuple[str, ...]:
    figures = ", ".join(f"{name} {value}" for name, value in ran.result.figures.items())
    return (
        str(ran.row.number),
        ran.row.name,
        ran.row.does.format(**ran.sizes),
        "yes" if ran.result.passed else "NO",
        figures,
        f"{ran.seconds:.0f}",
    )


if __name__ == "__main__":
    typer.run(main)
