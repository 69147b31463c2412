"""Row 5: inputs that nobody meant, through the whole coder, every output held to its contract."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.scenarios.ground import Ground
from tests.scenarios.mutations import documents, mutated, texts
from tests.scenarios.table import Result, Sizes, scenario
from worker.domain.outcome import DeadLettered, Dropped, Outcome
from worker.messages.schemas import SchemaError, validate_record
from worker.messages.topics import Topics
from worker.stages.building import CoderOptions, build_coder
from worker.streams.processed import processed

_BATCH = 16
_SEED = 20220629
_UNEXPECTED = {"normalize/failed", "nlp/failed"}  # caught, but nobody foresaw them


@scenario(
    5,
    "fuzzing",
    does="{inputs} inputs: random JSON, random text, mutations of articles",
    passes="0 uncaught, nothing dead-lettered as unforeseen, all output valid, all evidence in place",
    full={"inputs": 50_000},
    small={"inputs": 400},
)
async def fuzzing(_ground: Ground, sizes: Sizes) -> Result:
    """A third of the inputs each; whatever breaks a promise is printed as it came in."""
    result, outcomes = Result(), Counter[str]()
    coder, topics = build_coder(CoderOptions(), warm=True), Topics()
    for batch in _batches(sizes["inputs"]):
        try:
            coded = coder.code(batch)
        except Exception as error:  # noqa: BLE001 - what must not happen is what is looked for
            result.broken.append(f"uncaught {error!r} in {[value[:300] for value in batch]}")
            continue
        for value, outcome in zip(batch, coded, strict=True):
            outcomes[_named(outcome)] += 1
            result.broken += _complaints(value, outcome, topics)
    result.figures |= {"inputs": outcomes.total(), **dict(outcomes.most_common(6))}
    return result


def _batches(count: int) -> Iterator[list[bytes]]:
    chance = random.Random(_SEED)  # noqa: S311 - the same inputs every time
    kinds = (documents(chance), texts(chance), mutated(chance))
    batch: list[bytes] = []
    for number in range(count):
        batch.append(next(kinds[number % len(kinds)]))
        if len(batch) == _BATCH or number == count - 1:
            yield batch
            batch = []


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
