"""``make scorecard``: every labeled set measured by ``escalation-worker eval``, as one table.

The sets are not the project's to ship; they are read from the folder ``eval`` of the shared data.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from bench import cards, sets
from bench.paths import RESULTS, ROOT, SHARED
from bench.sets import LabeledSet, Row
from worker import __version__

_BETWEEN = re.compile(r"(<!-- scorecard -->\n).*?(<!-- /scorecard -->)", re.DOTALL)
_HEAD = ("set", "items", "measure", "value", "to read it against")
_FAILED, _MISUSED = 1, 2


def main(
    shared: Annotated[Path, typer.Option(help="The folder with eval/.")] = SHARED,
    readme: Annotated[Path, typer.Option(help="Gets the table between its two comments.")] = (
        ROOT / "README.md"
    ),
    results: Annotated[Path, typer.Option(help="Gets scorecard.json and scorecard.md.")] = RESULTS,
) -> None:
    """Measure all labeled sets and write the scorecard."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    contents = sets.read()
    files = [shared / "eval" / one.file for one in contents.set]
    if lacking := ", ".join(file.name for file in files if not file.is_file()):
        console.print(
            f"scorecard: {shared / 'eval'} lacks {lacking}; these sets are not part of the repository: "
            "name the folder that holds them with --shared",
            style="red",
        )
        raise typer.Exit(_MISUSED)
    if unfit := [
        one.models for one in contents.set if one.models and not (ROOT / one.models).is_dir()
    ]:
        console.print(f"scorecard: {', '.join(unfit)} is missing: `make held-out`", style="red")
        raise typer.Exit(_MISUSED)
    rows: list[Row] = []
    for one, file in zip(contents.set, files, strict=True):
        console.print(f"measuring {one.file}")
        rows += measured(one, evaluate(one, file))
    rows += cards.rows(ROOT / "worker" / "models")
    text = f"{table(rows)}\n{contents.notes}"
    write(rows, text, results)
    if not fill(readme, text):
        console.print(f"{readme} has no <!-- scorecard --> to fill", style="yellow")


def evaluate(labeled: LabeledSet, file: Path, *, more: Sequence[str] = ()) -> dict[str, Any]:
    """What ``escalation-worker eval`` says of a file; ends the program where it fails.

    ``more`` are settings, as KEY=VALUE.
    """
    languages = [] if labeled.set in ("news", "conflict") else ["--language", labeled.language]
    command = [sys.executable, "-m", "worker", "eval", labeled.set, str(file), "--json", *languages]
    if labeled.models:
        more = (*more, f"models.{labeled.language}={ROOT / labeled.models}")
    command += [part for setting in more for part in ("--set", setting)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        raise typer.Exit(_FAILED)
    measures: dict[str, Any] = orjson.loads(done.stdout)
    return measures


def measured(labeled: LabeledSet, measures: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of a set out of its measures; raises KeyError for one that ``eval`` does not give."""
    for one in labeled.measures:
        interval = measures.get(one.interval or f"{one.key}_interval")
        yield Row(
            set=labeled.title,
            items=f"{measures[labeled.count]:,} {labeled.unit}",
            measure=one.name,
            value=measures[one.key],
            interval=(interval[0], interval[1]) if interval else None,
            against=one.against,
            source=labeled.file,
        )


def table(rows: Sequence[Row]) -> str:
    """A Markdown table; a set is named in its first row."""
    lines = [_line(_HEAD), _line(["---"] * 3 + ["---:", "---"])]
    named = ("", "")
    for row in rows:
        first = (row.set, row.items)
        lines.append(_line([*(("", "") if first == named else first), *_figures(row)]))
        named = first
    return "\n".join(lines) + "\n"


def _figures(row: Row) -> Iterable[str]:
    ends = f" ({row.interval[0]:.2f}–{row.interval[1]:.2f})" if row.interval else ""
    return row.measure, f"{row.value:.3f}{ends}", row.against or "–"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(rows: Sequence[Row], text: str, folder: Path) -> None:
    """scorecard.json, to compare with, and scorecard.md, to read."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    document = {"made": made, "version": __version__, "rows": rows}
    folder.mkdir(parents=True, exist_ok=True)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    (folder / "scorecard.json").write_bytes(orjson.dumps(document, option=options))
    (folder / "scorecard.md").write_text(text, encoding="utf-8")


def fill(page: Path, content: str) -> bool:
    """Put ``content`` between the two comments of a page; whether it has them."""
    text = page.read_text(encoding="utf-8")
    filled, times = _BETWEEN.subn(lambda found: f"{found[1]}{content}{found[2]}", text, count=1)
    if times:
        page.write_text(filled, encoding="utf-8")
    return bool(times)


if __name__ == "__main__":
    typer.run(main)
