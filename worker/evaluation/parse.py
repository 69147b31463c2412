"""``eval parse``: how well sentences are parsed, from raw text, against a treebank in CoNLL-U.

A word is found when both sides cut the same characters; its arc is right when its head is the same word, and
with the same relation for the labeled figures. As in spaCy's scorer, arcs of punctuation do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.domain.tree import PARTICLE, Word
from worker.evaluation.conllu import Sentence, read
from worker.evaluation.scores import Counts, interval, total
from worker.evaluation.spoken import spoken
from worker.nlp.analyzer import Analyzer

#: Relations that make up a construction.
CONSTRUCTIONS = {
    "subject": ("nsubj", "nsubj:pass", "csubj"),
    "object": ("obj", "iobj"),
    "oblique": ("obl", "obl:agent", "obl:arg"),
    "separable_particle": ("compound:prt",),
    "clause": ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"),
}

Arc = tuple[int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """The arcs of one sentence on both sides, and its counts of word classes and lemmas."""

    gold: frozenset[Arc]
    found: frozenset[Arc]
    classes: Counts
    lemmas: Counts


def evaluate(path: Path, *, analyzer: Analyzer, language: str | None = None) -> dict[str, object]:
    """Parse every sentence of a treebank, in the ``language`` that it seems to be in by default.

    Keys, 0 to 1: ``uas``, ``las`` (unlabeled and labeled arcs) with ``las_interval`` (95%, sentences
    resampled), ``upos``, ``lemma`` (that of a separable verb with its particle), ``labels`` by
    relation and ``constructions`` by group of relations, each with ``f1``, ``precision``, ``recall``,
    ``gold``; ``sentences``, ``words``. Raises DataError for a bad file.
    """
    gold = list(read(path))
    texts = [one.text for one in gold]
    language = language or spoken(texts, supported=analyzer.languages)
    trees = analyzer.parse(texts, language=language)
    compared = [compare(one, tree) for one, tree in zip(gold, trees, strict=True)]
    return measures(compared) | {"words": sum(len(one.words) for one in gold)}


def compare(gold: Sentence, words: Sequence[Word]) -> Compared:
    """One sentence beside its parse."""
    return Compared(
        frozenset(_arcs(gold.words)),
        frozenset(_arcs(words)),
        _agreement(_classes(gold.words), _classes(words)),
        _agreement(_lemmas(gold.words), _lemmas(words)),
    )


def _arcs(words: Sequence[Word]) -> Iterator[Arc]:
    """A word, its head and the relation between them; the words by their characters."""
    for word in words:
        if word.deprel != "punct":
            head = words[word.head]
            yield word.start, word.end, head.start, head.end, word.deprel


def _classes(words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    return ((word.start, word.end, word.upos) for word in words)


def _lemmas(words: Sequence[Word]) -> Iterator[tuple[int, int, str, int | None]]:
    """Each word with its lemma and where its particle stands: both make the lemma of a separable verb."""
    particles = {word.head: word.start for word in words if word.deprel == PARTICLE}
    for index, word in enumerate(words):
        yield word.start, word.end, word.lemma, particles.get(index)


def measures(compared: Sequence[Compared]) -> dict[str, object]:
    """The figures of several sentences together."""
    relations = Counter(arc[-1] for one in compared for arc in one.gold)
    return {
        "sentences": len(compared),
        "uas": _unlabeled(compared),
        "las": _labeled(compared),
        "las_interval": interval(compared, _labeled),
        "upos": total([one.classes for one in compared]).f1,
        "lemma": total([one.lemmas for one in compared]).f1,
        "constructions": {name: _figures(compared, group) for name, group in CONSTRUCTIONS.items()},
        "labels": {name: _figures(compared, (name,)) for name in sorted(relations)},
    }


def _unlabeled(compared: Sequence[Compared]) -> float:
    return total(
        [_agreement({a[:-1] for a in c.gold}, {a[:-1] for a in c.found}) for c in compared]
    ).f1


def _labeled(compared: Sequence[Compared]) -> float:
    return total([_agreement(one.gold, one.found) for one in compared]).f1


def _figures(compared: Sequence[Compared], relations: Iterable[str]) -> dict[str, float]:
    names = frozenset(relations)
    counts = total(
        [
            _agreement(
                {a for a in c.gold if a[-1] in names}, {a for a in c.found if a[-1] in names}
            )
            for c in compared
        ]
    )
    return counts.figures()


def _agreement(gold: Iterable[object], found: Iterable[object]) -> Counts:
    wanted, given = frozenset(gold), frozenset(found)
    return Counts(len(wanted & given), len(given), len(wanted))
