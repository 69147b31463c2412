"""Run rows one after the other, each on a broker of its own, and keep what they found."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.scenarios.ground import Ground
from tests.scenarios.table import Result, Row, Sizes
from worker.local import LocalKafka

RESULTS = Path(__file__).parents[2] / "bench" / "results" / "scenarios.json"
_MOST_MISMATCHES = 20


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
        yield Ran(row, sizes, result, time.monotonic() - started)


def play(row: Row, sizes: Sizes, folder: Path, kafka: LocalKafka | None = None) -> Result:
    """One row at these sizes, on ``kafka`` or a broker of its own in ``folder``."""
    if kafka is not None:
        return asyncio.run(_run(row, sizes, Ground(kafka, folder)))
    with LocalKafka(folder / "kafka") as own:
        return asyncio.run(_run(row, sizes, Ground(own, folder)))


async def _run(row: Row, sizes: Sizes, ground: Ground) -> Result:
    try:
        return await row.run(ground, sizes)
    except (AssertionError, TimeoutError, OSError, RuntimeError) as error:
        where = next(
            frame for frame in reversed(traceback.extract_tb(error.__traceback__))
            if Path(frame.filename).parent == Path(__file__).parent
        )  # fmt: skip
        at = f"{Path(where.filename).name}:{where.lineno}, {where.line}"
        return Result(broken=[f"the scenario comes to its end, not to {error!r} at {at}"])


def keep(ran: Ran, path: Path = RESULTS) -> None:
    """Put the row into the results file, beside those that ran before."""
    known: dict[str, object] = json.loads(path.read_text()) if path.exists() else {}
    known[ran.row.name] = _summary(ran)
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
