"""Run rows one after the other, each on a broker of its own, and keep what they found."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.scenarios.ground import Ground
from tests.scenarios.table import Result, Row, Sizes
from worker.local import LocalKafka, LocalKafkaError

RESULTS = Path(__file__).parents[2] / "bench" / "results" / "scenarios.json"
#: Where everybody's logs are kept of a row that did not hold.
LOGS = Path(__file__).parents[2] / "build" / "scenarios"
_MOST_MISMATCHES = 20
#: What logs say that explains most of what does not hold, and how much of it is shown.
_TELLING = ("likely deleted", "Fencing broker", "Corruption", "lanes open", '"fenced"', "Refused:")
_MOST_LINES, _MOST_CHARACTERS = 20, 300
#: More would have to wait for the processor instead of for each other.
_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Ran:
    """A row with the sizes it had, what it found and how long it took."""

    row: Row
    sizes: Sizes
    result: Result
    seconds: float


def run(rows: Iterable[tuple[Row, Sizes]]) -> Iterator[Ran]:
    """Each row on a fresh broker; what a row leaves behind is gone before the next one starts."""
    for row, sizes in rows:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"scenario-{row.name}-") as folder:
            result = play(row, sizes, Path(folder))
            if not result.passed:
                _save_logs(Path(folder), LOGS / row.name)
        yield Ran(row, sizes, result, time.monotonic() - started)


def play(row: Row, sizes: Sizes, folder: Path) -> Result:
    """One row at these sizes, on a broker of its own in ``folder``."""
    with LocalKafka(folder / "kafka") as kafka:
        return asyncio.run(_run(row, sizes, Ground(kafka, folder)))


async def together(rows: Iterable[Row], folder: Path, kafka: LocalKafka) -> dict[str, Result]:
    """Rows at their small sizes side by side, on topics of their own; most of them only wait.

    Those that kill a broker start one for themselves.
    """

    async def alone(row: Row) -> Result:
        place = folder / row.name
        place.mkdir()
        async with turns:
            return await _run(row, row.small, Ground(kafka, place))

    rows, turns = list(rows), asyncio.Semaphore(_AT_ONCE)
    found = await asyncio.gather(*map(alone, rows))
    return {row.name: result for row, result in zip(rows, found, strict=True)}


async def _run(row: Row, sizes: Sizes, ground: Ground) -> Result:
    try:
        return await row.run(ground, sizes)
    except (AssertionError, TimeoutError, OSError, RuntimeError, LocalKafkaError) as error:
        where = next(
            frame for frame in reversed(traceback.extract_tb(error.__traceback__))
            if Path(frame.filename).parent == Path(__file__).parent
        )  # fmt: skip
        at = f"{Path(where.filename).name}:{where.lineno}, {where.line}"
        return Result(broken=[f"the scenario comes to its end, not to {error!r} at {at}"])


def told(folder: Path) -> str:
    """The telling lines of each log in a row's ``folder``: what is left of a failure on another machine."""
    return "\n".join(
        f"{log.relative_to(folder)}: {line[:_MOST_CHARACTERS]}"
        for log in sorted(folder.rglob("*.log"))
        for line in [*filter(_tells, log.read_text(errors="replace").splitlines())][-_MOST_LINES:]
    )


def _tells(line: str) -> bool:
    return any(word in line for word in _TELLING)


def _save_logs(folder: Path, to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    for log in folder.rglob("*.log"):
        place = to / log.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(log, place)


def keep(ran: Ran, path: Path = RESULTS, *, note: str = "") -> None:
    """Put the row into the results file, beside those that ran before, with a ``note`` on how it ran."""
    known: dict[str, object] = json.loads(path.read_text()) if path.exists() else {}
    known[ran.row.name] = {**_summary(ran), "note": note}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, indent=2, ensure_ascii=False) + "\n")


def _summary(ran: Ran) -> Mapping[str, object]:
    return {
        "number": ran.row.number,
        "does": ran.row.does.format(**ran.sizes),
        "passes": ran.row.passes,
        "passed": ran.result.passed,
        "figures": ran.result.figures,
        "broken": ran.result.broken,
        "mismatches": list(map(str, ran.result.mismatches[:_MOST_MISMATCHES])),
        "seconds": round(ran.seconds, 1),
        "full": dict(ran.sizes) == dict(ran.row.full),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.release()}",
        "command": _command(ran),
    }


def _command(ran: Ran) -> str:
    sizes = " ".join(f"{name}={count}" for name, count in ran.sizes.items())
    return f"python -m tests.scenarios {ran.row.name} {sizes}"
