"""``python -m bench.drill``: every alert is seen to fire and end; writes bench/results/alerts.json."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import orjson
import typer
from rich.console import Console

from bench.drill import rules
from bench.drill.stand import Stand, stand
from bench.drill.states import STATES, State, check
from bench.errors import BenchError
from bench.paths import RESULTS

_CALM_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Seen:
    """An alert: seconds from the state's beginning until it fired and from its end until it ended.

    ``beside`` are other alerts that fired with it; ``ended_seconds`` is None where the state stays.
    ``made`` is UTC.
    """

    alert: str
    made: str
    state: str
    fired_seconds: float
    beside: list[str]
    ended_seconds: float | None


def main(
    only: Annotated[
        list[str] | None, typer.Option(help="These alerts alone; the rest stays as it was seen.")
    ] = None,
) -> None:
    """Drill; about ten minutes."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    try:
        check(rules.names())
        with TemporaryDirectory(prefix="escalation-drill-") as folder:
            calm, seen = asyncio.run(_drill(Path(folder), only or rules.names(), console))
    except BenchError as error:
        console.print(f"drill: {error}", style="red")
        raise typer.Exit(1) from error
    _write(calm, seen)


async def _drill(folder: Path, only: list[str], console: Console) -> tuple[list[str], list[Seen]]:
    async with stand(folder) as made:
        calm = await _calm(made)
        console.print(f"calm for {_CALM_SECONDS:g} s; fired: {', '.join(calm) or 'nothing'}")
        seen: list[Seen] = []
        for state in (one for one in STATES if set(only) & set(one.alerts)):
            console.print(f"{state.what} …")
            for one in await _see(made, state):
                seen.append(one)
                beside = f", beside {', '.join(one.beside)}" if one.beside else ""
                ended = (
                    "stays"
                    if one.ended_seconds is None
                    else f"ended {one.ended_seconds:g} s after it"
                )
                console.print(f"  {one.alert} fired after {one.fired_seconds:g} s{beside}; {ended}")
    return calm, seen


async def _calm(made: Stand) -> list[str]:
    """Every alert that fired in half a minute of ordinary traffic."""
    fired: set[str] = set()
    async with asyncio.timeout(_CALM_SECONDS + 30):
        for _ in range(int(_CALM_SECONDS)):
            fired |= await asyncio.to_thread(made.firing)
            await asyncio.sleep(1)
    return sorted(fired)


async def _see(made: Stand, state: State) -> list[Seen]:
    """From well to the alerts of a state, and back."""
    await made.well()
    async with state.enter(made):
        fired = await asyncio.gather(
            *(made.until(alert, fires=True, seconds=state.seconds) for alert in state.alerts)
        )
        beside = sorted(made.firing() - set(state.alerts))
    ended: list[float | None] = [None] * len(fired)
    if state.ends:
        ended = list(await asyncio.gather(
            *(made.until(alert, fires=False, seconds=420) for alert in state.alerts)
        ))  # fmt: skip
    return [
        Seen(alert, _now(), state.what, after, beside, end)
        for alert, after, end in zip(state.alerts, fired, ended, strict=True)
    ]


def _write(calm: list[str], seen: list[Seen]) -> None:
    """Write what was seen; what was not looked at this time stays as it was."""
    file = RESULTS / "alerts.json"
    before = orjson.loads(file.read_bytes())["alerts"] if file.exists() else []
    alerts = {one["alert"]: one for one in before} | {one.alert: asdict(one) for one in seen}
    found = {
        "scrape_seconds": 1,
        "times_divided_by": {"all": rules.FACTOR, **rules.FACTORS},
        "limits_instead": {alert: dict(limits) for alert, limits in rules.LIMITS.items()},
        "calm": {"made": _now(), "seconds": _CALM_SECONDS, "fired": calm},
        "alerts": [alerts[name] for name in rules.names() if name in alerts],
    }
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    file.write_bytes(orjson.dumps(found, option=options))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    typer.run(main)
