"""The sentences that the relation classifier learns from: annotated corpora and the project's own.

``training/data/relations_<language>.jsonl`` was written for the project, code by code of CAMEO; a line
has ``marked`` (both sides in <s></s> and <t></t>), ``cameo`` and ``modality``. The code is that of what
comes of the modality: an announced attack is 138, a threat.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import CorpusMissingError
from training.relations_codes import DATA, code, root
from worker.domain.event import EventType, Modality
from worker.evaluation.marked import question
from worker.nlp.relations.question import Question, Range, Root

#: Annotated articles and sentences by language, seen from the folder of corpora.
_CORPORA = {
    "de": ("events/de_newswire.jsonl", "events/de_wikinews.jsonl", "../eval/events_de.jsonl"),
    "en": ("events/en_newswire.jsonl",),
}
#: The project's own sentences were written to cover what the corpora lack.
_OWN, _HALF = 4.0, 0.5
#: Two sides in one list face each other in these.
_MUTUAL = frozenset({"AGREE", "ASSAULT", "CONSULT", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its answer; ``key`` keeps cases of one text in one fold, ``weight`` its worth.

    ``type`` is None where only what comes of type and modality is known.
    """

    question: Question
    root: Root
    type: EventType | None
    modality: Modality
    weight: float
    key: str


def cases(language: str, corpora: Path) -> list[Case]:
    """All cases of a language; raises CorpusMissingError where a corpus is not in its place."""
    found = list(_own(DATA / f"relations_{language}.jsonl"))
    for name in _CORPORA[language]:
        found.extend(_annotated(corpora / name))
    return found


def _own(path: Path) -> Iterator[Case]:
    for item in _lines(path):
        known = code(item["cameo"])
        if known is None:
            raise ValueError(f"{path}: {item['cameo']} is no event: {item['marked']}")
        asked, modality = question(item["marked"]), item["modality"]
        name = known.type if modality == "asserted" else None
        yield Case(asked, known.root, name, modality, _OWN, asked.text)


def _annotated(path: Path) -> Iterator[Case]:
    """The events of a corpus with a side that its sentence names."""
    for item in _lines(path):
        if "text" in item:
            yield from _cases(item["text"], item["events"], item["id"])
            continue
        for number, sentence in enumerate(item["sentences"]):
            events = [event for event in item["events"] if event["sentence"] == number]
            yield from _cases(sentence.strip(), events, item["id"])


def _cases(text: str, events: Iterable[Mapping[str, Any]], key: str) -> Iterator[Case]:
    for event in events:
        trigger = event["trigger"] or ""
        near = max(text.find(trigger), 0)
        source = _ranges(text, event["source"], near)
        target = _ranges(text, event["target"], near)
        if len(source) > 1 and not target and event["type"] in _MUTUAL:
            source, target = source[:1], source[1:]
        if source or target:
            made_of = root(event["type"], event["modality"], trigger, text)
            weight = 1.0 if source and target else _HALF
            asked = Question(text, source, target)
            yield Case(asked, made_of, event["type"], event["modality"], weight, key)


def _ranges(text: str, actors: Iterable[tuple[str, str]], near: int) -> tuple[Range, ...]:
    """Where actors stand, each at its place nearest to the trigger; implied ones stand nowhere."""
    found = []
    for surface, _ in actors:
        places = [at for at in range(len(text)) if surface and text.startswith(surface, at)]
        if places:
            start = min(places, key=lambda at: abs(at - near))
            found.append((start, start + len(surface)))
    return tuple(found)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        raise CorpusMissingError(f"{path} is missing: see training/README.md on the corpora")
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
