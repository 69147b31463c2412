"""``eval ner``: how well entities are found, strictly: start, end and label must agree.

Reads JSON lines (plain or gzipped) with ``text`` and ``ents``, a list of [start, end, label]. Labels that a
set does not have are not held against what was found: many annotate no NORP. MISC means something else in
every set and counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.domain.actor import Entity
from worker.domain.article import Article
from worker.domain.errors import DataError
from worker.domain.ids import digest
from worker.evaluation.lines import objects
from worker.evaluation.scores import Counts, interval, total
from worker.evaluation.spoken import spoken
from worker.nlp.analyzer import Analyzer

Found = tuple[int, int, str]
#: The labels that all sets mean alike.
CORE = ("PER", "LOC", "ORG", "NORP")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its entities: start, end (characters) and label."""

    text: str
    entities: frozenset[Found]


@dataclass(frozen=True, slots=True)
class Compared:
    """The entities of one text on both sides."""

    gold: frozenset[Found]
    found: frozenset[Found]


def evaluate(path: Path, *, analyzer: Analyzer, language: str | None = None) -> dict[str, object]:
    """Find the entities of every text of a set, in the ``language`` that it seems to be in by default.

    Keys: ``f1``, ``precision``, ``recall`` over PER, LOC, ORG and NORP, as far as the set has them (0 to 1),
    ``f1_interval`` (95%, texts resampled), ``f1_all`` over all its labels, ``labels`` with the same figures
    by label; ``items``. Raises DataError for a bad file.
    """
    marked = list(read(path))
    language = language or spoken([one.text for one in marked], supported=analyzer.languages)
    articles = [_article(one.text, language) for one in marked]
    analyses = analyzer.analyze(articles)
    found = [analysis.entities for analysis in analyses]
    return measures([compare(one, some) for one, some in zip(marked, found, strict=True)])


def read(path: Path) -> list[Marked]:
    """The texts of a file with their entities; raises DataError with the item that is none."""
    return [_marked(item, f"{path}: item {n}") for n, item in enumerate(objects(path), start=1)]


def _marked(item: dict[str, object], place: str) -> Marked:
    match item:
        case {"text": str(text), "ents": list(entities)}:
            return Marked(text, frozenset(_entity(one, text, place) for one in entities))
    raise DataError(f'{place}: expected {{"text": "…", "ents": [[start, end, label], …]}}')


def _entity(value: object, text: str, place: str) -> Found:
    match value:
        case [int(start), int(end), str(label)] if 0 <= start < end <= len(text):
            return start, end, label
    raise DataError(f"{place}: {value!r} is no [start, end, label] within the text")


def _article(text: str, language: str) -> Article:
    return Article("", text, 0, digest(text), language)


def compare(gold: Marked, entities: Iterable[Entity]) -> Compared:
    """One text beside what was found in it."""
    found = ((one.span.start, one.span.end, one.label) for one in entities)
    return Compared(gold.entities, frozenset(found))


def measures(compared: Sequence[Compared]) -> dict[str, object]:
    """The figures of several texts together."""
    labels = sorted({label for one in compared for _, _, label in one.gold})
    core = [label for label in labels if label in CORE]
    return {
        "items": len(compared),
        **_counts(compared, core).figures(),
        "f1_interval": interval(compared, lambda some: _counts(some, core).f1),
        "f1_all": _counts(compared, labels).f1,
        "labels": {label: _counts(compared, [label]).figures() for label in labels},
    }


def _counts(compared: Sequence[Compared], labels: Sequence[str]) -> Counts:
    return total([_agreement(one, frozenset(labels)) for one in compared])


def _agreement(one: Compared, labels: frozenset[str]) -> Counts:
    gold = {entity for entity in one.gold if entity[-1] in labels}
    found = {entity for entity in one.found if entity[-1] in labels}
    return Counts(len(gold & found), len(found), len(gold))
