"""What events are taken for: of types in the same sentence, and of modalities of the matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.evaluation.events import Result

#: What stands for an event that nothing was found for, or that is none.
NOTHING = "nothing"


def confusions(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    """Counts by "what it is > what it was taken for", the most frequent first, for types and modalities.

    A missed event is set against an event found in the same sentence that belongs to no other.
    """
    types = Counter(pair for result in results for pair in _types(result))
    modalities = Counter(
        f"{gold.modality} > {event.modality}"
        for result in results
        for gold, event in result.pairs
        if gold.modality != event.modality
    )
    return {"types": _sorted(types), "modalities": _sorted(modalities)}


def _types(result: Result) -> Iterator[str]:
    added = list(result.added)
    for gold in result.missed:
        same = (e for e in added if result.sentence_of(e) == gold.sentence)
        taken = next(same, None)
        if taken is not None:
            added.remove(taken)
        yield f"{gold.type} > {NOTHING if taken is None else taken.type}"
    yield from (f"{NOTHING} > {event.type}" for event in added)


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
