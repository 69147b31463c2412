"""Row 5: inputs that nobody meant, through the whole coder, every output held to its contract."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from tests.scenarios.drawn import smallest
from tests.scenarios.ground import Ground
from tests.scenarios.mutations import documents, mutated, texts
from tests.scenarios.table import Figures, Result, Sizes, scenario
from worker.domain.outcome import DeadLettered, Dropped, Outcome
from worker.messages.schemas import SchemaError, validate_record
from worker.messages.topics import Topics
from worker.stages.building import CoderOptions, build_coder
from worker.stages.coder import Coder
from worker.streams.processed import processed

_BATCH = 16
_SEED = 20220629
_UNEXPECTED = {"normalize/failed", "nlp/failed"}  # caught, but nobody foresaw them


@scenario(
    5,
    "fuzzing",
    does="{inputs} inputs: random JSON, random text, mutations of articles, what Hypothesis draws",
    passes="0 uncaught, nothing dead-lettered as unforeseen, all output valid, all evidence in place",
    full={"inputs": 50_000, "processes": 2},
    small={"inputs": 160, "processes": 1},
)
async def fuzzing(_ground: Ground, sizes: Sizes) -> Result:
    """A quarter of the inputs each; whatever breaks a promise is printed as it came in."""
    count, processes = sizes["inputs"], sizes["processes"]
    loop, fresh = asyncio.get_running_loop(), multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh) as pool:
        shares = [count * (n + 1) // processes - count * n // processes for n in range(processes)]
        works = [
            loop.run_in_executor(pool, _share, share, _SEED + n) for n, share in enumerate(shares)
        ]
        found = await asyncio.gather(*works)
    outcomes = sum((outcomes for outcomes, _ in found), Counter[str]())
    figures: Figures = {"inputs": outcomes.total(), **dict(outcomes.most_common(6))}
    return Result(figures, broken=[line for _, lines in found for line in lines])


def _share(count: int, start: int) -> tuple[Counter[str], list[str]]:
    """What became of ``count`` inputs in a process of its own, and what is wrong with it."""
    judge = _Judge(build_coder(CoderOptions(), warm=True))
    drawn = count // 4
    broken = [line for batch in _batches(count - drawn, start) for line in judge(batch)]
    return judge.outcomes, broken + smallest(judge, count=drawn, start=start)


def _batches(count: int, start: int) -> Iterator[list[bytes]]:
    chance = random.Random(start)  # noqa: S311 - the same inputs every time
    kinds = cycle((documents(chance), texts(chance), mutated(chance)))
    values = (next(kind) for kind in islice(kinds, count))
    while batch := list(islice(values, _BATCH)):
        yield batch


@dataclass(slots=True)
class _Judge:
    """Codes inputs and says what is wrong with their outcomes, which it counts."""

    coder: Coder
    topics: Topics = field(default_factory=Topics)
    outcomes: Counter[str] = field(default_factory=Counter)

    def __call__(self, values: list[bytes]) -> Iterator[str]:
        try:
            coded = self.coder.code(values)
        except Exception as error:  # noqa: BLE001 - what must not happen is what is looked for
            yield f"uncaught {error!r} in {[value[:300] for value in values]}"
            return
        for value, outcome in zip(values, coded, strict=True):
            self.outcomes[_named(outcome)] += 1
            yield from _complaints(value, outcome, self.topics)


def _complaints(value: bytes, outcome: Outcome, topics: Topics) -> Iterator[str]:
    """What is wrong with an outcome, with the input that led to it."""
    if isinstance(outcome, DeadLettered) and outcome.code in _UNEXPECTED:
        yield f"{outcome.code}, {outcome.message}: {value[:500]!r}"
    for record in processed(outcome, topics=topics).records:
        try:
            validate_record(record, topics=topics)
        except SchemaError as error:
            yield f"{record.topic}, {error}: {value[:500]!r}"
        if record.topic == topics.enriched.name and record.value:
            yield from _misplaced(json.loads(record.value), value)


def _misplaced(article: dict[str, Any], value: bytes) -> Iterator[str]:
    """Evidence whose offsets do not give its surface."""
    for place in _places({**article, "extra": None}):
        there = article["text"][place["start"] : place["end"]]
        if there != place["surface"]:
            yield f"{place} is not what stands there, {there!r}: {value[:500]!r}"


def _places(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict) and "surface" in node:
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _places(child)


def _named(outcome: Outcome) -> str:
    match outcome:
        case Dropped(reason=reason):
            return reason
        case DeadLettered(code=code):
            return code
    return "published"
