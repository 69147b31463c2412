"""``python -m bench.hours``: what many stories about one subject in one hour cost the index stage.

Each story is an observation of its own, a third of them from an agency that all outlets print. Bytes are
those of keys and values of index.changelog, closing the hour included; times are those of a shared machine.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

import typer

from worker.domain.event import EventType
from worker.domain.ids import digest
from worker.domain.observation import Observation, Tick
from worker.domain.signature import CompactEvent, Subject
from worker.domain.text import Span
from worker.languages.rules import rules
from worker.languages.subjects import subjects
from worker.stages.index import Index, state

_HOUR, _START = 3600, 473_352
_TYPES: tuple[EventType, ...] = ("ASSAULT", "THREATEN", "ACCUSE", "CONSULT", "MOBILIZE")
_SENTENCE = "Ein Satz, der sagt, wer wem was getan hat, so lang wie in Zeitungen üblich. " * 2


@dataclass(frozen=True, slots=True)
class Cost:
    """Bytes written and of the largest record; seconds of the stage and of making its records."""

    written: int
    largest: int
    seconds: float


def main(
    outlets: Annotated[int, typer.Option(min=1, help="By how many outlets.")] = 50,
    days: Annotated[int, typer.Option(min=0, help="With a story an hour in the days before.")] = 0,
    stories: Annotated[
        tuple[int, int, int], typer.Option(help="How many stories, three times.")
    ] = (100, 1_000, 10_000),
) -> None:
    """Print a row of a table for each number of stories."""
    typer.echo("| stories | outlets | written | a story | largest record | time a story |")
    typer.echo("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for count in stories:
        cost = measure(count, outlets, days)
        typer.echo(
            f"| {count:,} | {min(count, outlets):,} | {cost.written / 1e6:,.2f} MB "
            f"| {cost.written / count:,.0f} B | {cost.largest / 1e3:,.1f} KB "
            f"| {cost.seconds / count * 1e6:,.0f} µs |"
        )


def measure(stories: int, outlets: int, days: int = 0) -> Cost:
    """Let an index hear so many stories in an hour, and let the hour close."""
    index, sizes = Index(rules()), list[int]()
    for age, one in zip(range(24 * days, 0, -1), told(24 * days, outlets), strict=True):
        index.step(replace(one, time=(_START - age) * _HOUR))
    records: list[Observation | Tick] = [*told(stories, outlets), Tick(_START + 49, (), ())]
    started = time.process_time()
    for record in records:
        changes = index.step(record).changes
        sizes += [len(key) + len(value or b"") for key, value in state.records(changes)]
    return Cost(sum(sizes), max(sizes), time.process_time() - started)


def told(stories: int, outlets: int) -> Iterator[Observation]:
    """What so many stories of so many outlets say of one dyad within an hour."""
    for number in range(stories):
        outlet = f"zeitung-{number % outlets}.example"
        yield Observation(
            subject=Subject("RUS-USA", "dyad"),
            story=digest("story", str(number)),
            time=_START * _HOUR + number % _HOUR,
            article_id=f"article-{number}",
            title="Ein Titel, so lang wie Titel in Zeitungen nun einmal sind",
            language="de" if number % 4 else "en",
            outlet=outlet,
            origin=outlet if number % 3 else "dpa",
            score=30.0,
            events=(_event(number),),
        )


def _event(number: int) -> CompactEvent:
    kind = _TYPES[number % len(_TYPES)]
    return CompactEvent(
        id=digest("event", str(number)),
        type=kind,
        resolved_type=kind,
        modality="asserted" if number % 2 else "reported",
        sources=("RUS",),
        targets=("USA",),
        subjects=subjects(("RUS",), ("USA",)),
        evidence=Span(0, len(_SENTENCE), _SENTENCE),
    )


if __name__ == "__main__":
    typer.run(main)
