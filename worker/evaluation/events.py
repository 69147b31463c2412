"""How well events are coded: same sentence and type, same dyad, modality and speaker of the matched."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.domain.actor import Actor
from worker.domain.event import Event
from worker.evaluation.confusions import confusions
from worker.evaluation.gold import GoldArticle, GoldEvent, read
from worker.evaluation.scores import Counts, interval, total
from worker.nlp.analyzer import Analyzer
from worker.nlp.events.sides.cast import is_side

Pair = tuple[GoldEvent, Event]


@dataclass(frozen=True, slots=True)
class Result:
    """One article compared: events by sentence and type, by dyad too, and the pairs that match."""

    id: str
    events: Counts
    dyads: Counts
    slot_dyads: Counts
    named_dyads: Counts
    pairs: tuple[Pair, ...]
    missed: tuple[GoldEvent, ...]
    added: tuple[Event, ...]
    starts: tuple[int, ...] = ()

    def sentence_of(self, event: Event) -> int:
        """The number of the annotated sentence in which an event stands."""
        return bisect_right(self.starts, event.trigger.start) - 1


def evaluate(
    path: Path,
    *,
    analyzer: Analyzer | None = None,
    language: str | None = None,
    confusion: bool = False,
) -> dict[str, object]:
    """Compare a file of annotated articles with what the coder finds; raises DataError for a bad file.

    Keys: ``type_f1``, ``dyad_f1`` (slots, where they are empty what is implied), ``slot_dyad_f1`` (slots
    alone), ``named_dyad_f1`` (slots alone, and whom the sentence does not name need not be found),
    ``modality_accuracy``, ``speaker_f1`` (0 to 1), each with precision and
    recall where it has them, ``*_interval`` (95%, articles resampled), ``by_type``, and counts; with
    ``confusion`` also ``confusions`` (what is taken for what, of types and of modalities).
    """
    articles = list(read(path, language=language, headline=True))
    results = compare(articles, analyzer or Analyzer())
    table = {"confusions": confusions(results)} if confusion else {}
    return {**measures(results), **table}


def compare(articles: Sequence[GoldArticle], analyzer: Analyzer) -> list[Result]:
    """Every article beside its analysis."""
    analyses = analyzer.analyze([one.article for one in articles])
    return [match(one, analysis.events) for one, analysis in zip(articles, analyses, strict=True)]


def match(gold: GoldArticle, events: Sequence[Event]) -> Result:
    """Pair events one to one by sentence and type, those with the same dyad first.

    Nobody has annotated headlines: what is found there does not count.
    """
    events = [event for event in events if gold.sentence_at(event.trigger.start) >= 0]
    pairs, missed, added = _pairs(gold, events)

    def counts(right: int) -> Counts:
        return Counts(right, len(events), len(gold.events))

    return Result(
        gold.article.id,
        counts(len(pairs)),
        dyads=counts(sum(same_dyad(*pair) for pair in pairs)),
        slot_dyads=counts(sum(slot_dyad(*pair) for pair in pairs)),
        named_dyads=counts(sum(named_dyad(*pair) for pair in pairs)),
        pairs=tuple(pairs),
        missed=tuple(missed),
        added=tuple(added),
        starts=gold.starts,
    )


def _pairs(
    gold: GoldArticle, events: Sequence[Event]
) -> tuple[list[Pair], list[GoldEvent], list[Event]]:
    missed, added, pairs = list(gold.events), list(events), []
    for strict in (True, False):
        for event in list(added):
            sentence = gold.sentence_at(event.trigger.start)
            partner = next(
                (
                    one
                    for one in missed
                    if (one.sentence, one.type) == (sentence, event.type)
                    and (not strict or same_dyad(one, event))
                ),
                None,
            )
            if partner is not None:
                pairs.append((partner, event))
                missed.remove(partner)
                added.remove(event)
    return pairs, missed, added


def same_dyad(gold: GoldEvent, event: Event) -> bool:
    """Whether on each side a code is shared, or neither knows one; a slot or else what is implied."""
    return _same_side(gold.sources, event.side("source")) and _same_side(
        gold.targets, event.side("target")
    )


def slot_dyad(gold: GoldEvent, event: Event) -> bool:
    """As ``same_dyad``, by what the clause of the event names alone."""
    return _same_side(gold.sources, event.sources) and _same_side(gold.targets, event.targets)


def named_dyad(gold: GoldEvent, event: Event) -> bool:
    """As ``slot_dyad``, an actor that the sentence does not name counting as none when none is found."""
    sides = (
        (gold.sources, gold.named_source, event.sources),
        (gold.targets, gold.named_target, event.targets),
    )
    return all(
        _same_side(codes, actors) or not (named or _codes(actors)) for codes, named, actors in sides
    )


def _same_side(gold: frozenset[str], actors: Iterable[Actor]) -> bool:
    codes = _codes(actors)
    return bool(gold & codes) if gold and codes else not gold and not codes


def _codes(actors: Iterable[Actor]) -> set[str]:
    """The codes that the annotation knows: of countries, and of bodies that act as one."""
    return {actor.code for actor in actors if actor.code and is_side(actor.code)}


def measures(results: Sequence[Result]) -> dict[str, object]:
    """The figures of several articles together."""
    events, dyads = total([r.events for r in results]), total([r.dyads for r in results])
    return {
        "articles": len(results),
        "gold": events.gold,
        "found": events.found,
        "type_f1": events.f1,
        "type_precision": events.precision,
        "type_recall": events.recall,
        "type_f1_interval": interval(results, lambda some: total([r.events for r in some]).f1),
        "dyad_f1": dyads.f1,
        "dyad_f1_interval": interval(results, lambda some: total([r.dyads for r in some]).f1),
        "slot_dyad_f1": total([r.slot_dyads for r in results]).f1,
        "named_dyad_f1": total([r.named_dyads for r in results]).f1,
        "modality_accuracy": _modality(results),
        "modality_accuracy_interval": interval(results, _modality),
        "speaker_f1": _speakers(results),
        "speaker_f1_interval": interval(results, _speakers),
        "by_type": _by_type(results),
    }


def _modality(results: Sequence[Result]) -> float:
    pairs = [pair for result in results for pair in result.pairs]
    return sum(gold.modality == event.modality for gold, event in pairs) / max(len(pairs), 1)


def _speakers(results: Sequence[Result]) -> float:
    return total([_speaker(*pair) for result in results for pair in result.pairs]).f1


def _speaker(gold: GoldEvent, event: Event) -> Counts:
    """A speaker is right when one of the two phrases lies in the other."""
    found = event.speaker.actor.span.surface if event.speaker else None
    both = found is not None and gold.speaker is not None
    right = both and (str(found) in str(gold.speaker) or str(gold.speaker) in str(found))
    return Counts(int(right), int(found is not None), int(gold.speaker is not None))


def _by_type(results: Sequence[Result]) -> dict[str, dict[str, float]]:
    right: Counter[str] = Counter(gold.type for r in results for gold, _ in r.pairs)
    missed: Counter[str] = Counter(gold.type for r in results for gold in r.missed)
    added: Counter[str] = Counter(event.type for r in results for event in r.added)
    table = {}
    for name in sorted({*right, *missed, *added}):
        counts = Counts(right[name], right[name] + added[name], right[name] + missed[name])
        table[name] = {"f1": counts.f1, "precision": counts.precision, "recall": counts.recall}
    return table
