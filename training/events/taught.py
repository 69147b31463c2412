"""``python -m training.events.taught``: texts without labels, coded by the accurate tier, as annotated lines.

The judge of the fast tier and its ranker of sides learn from them beside what people annotated. Articles are
those of ``../shared/articles`` that nobody annotated; sentences are those of the corpora of names that name
somebody, and of speeches. The lines have the form of ``corpora/events``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from training import corpora, raw
from training.events.plan import SOURCES
from worker.domain.actor import Actor
from worker.domain.event import Event
from worker.domain.outcome import Published
from worker.evaluation.gold import UNKNOWN
from worker.evaluation.lines import objects
from worker.stages.building import CoderOptions, build_coder

#: Sentences of speeches; corpora of names whose sentences are taken; articles coded at once.
_SPEECHES, _CORPORA, _BATCH = 10_000, ("de_germeval", "de_mobie"), 64


def main() -> None:
    """Code all texts and write the lines; progress goes to the terminal."""
    options = _options()
    coder = build_coder(CoderOptions(tier="accurate", encoder=options.encoder), warm=True)
    done, left = 0, texts(options.corpora)
    with options.out.open("w", encoding="utf-8") as out:
        while batch := [json.dumps(one).encode() for one in islice(left, _BATCH)]:
            for outcome in coder.code(batch):
                if isinstance(outcome, Published):
                    out.write(json.dumps(annotated(outcome), ensure_ascii=False) + "\n")
            done += len(batch)
            print(f"{done} texts", flush=True)


def texts(folder: Path) -> Iterator[dict[str, Any]]:
    """Raw articles as the worker takes them; raises CorpusMissingError, or DataError for a missing file."""
    known = {one["id"] for kind in SOURCES["de"] for one in objects(folder.parent / kind.file)}
    for article in objects(folder.parent / "articles" / "wikinews_de.jsonl"):
        if article["id"] not in known:
            yield article
    sentences = chain(*(_named(folder, name) for name in _CORPORA), _speeches(folder))
    for number, text in enumerate(sentences):
        yield {"id": f"taught-{number:05}", "language": "de", "text": text}


def annotated(outcome: Published) -> dict[str, Any]:
    """A coded article in the form of the annotated ones, what its headline tells left out."""
    article, analysis = outcome.article, outcome.analysis
    sentences = [one for one in analysis.sentences if one.start >= article.title_end]
    return {
        "id": article.id,
        "language": article.language,
        "published_at": article.published_at,
        "title": article.text[: article.title_end],
        "sentences": [one.surface for one in sentences],
        "events": [
            _event(at, event)
            for at, sentence in enumerate(sentences)
            for event in analysis.events
            if sentence.start <= event.trigger.start < sentence.end
        ],
    }


def _event(sentence: int, event: Event) -> dict[str, Any]:
    return {
        "sentence": sentence,
        "type": event.type,
        "source": _side(event.sources, event.side("source")),
        "target": _side(event.targets, event.side("target")),
        "modality": event.modality,
        "speaker": event.speaker.actor.span.surface if event.speaker else None,
        "trigger": event.trigger.surface,
    }


def _side(slot: Iterable[Actor], side: Iterable[Actor]) -> list[tuple[str, str]]:
    """Surface and code of each; of whom only the rest of the article names there is no surface."""
    there = tuple(slot)
    return [(one.span.surface if one in there else "", one.code or UNKNOWN) for one in side]


def _named(folder: Path, name: str) -> Iterator[str]:
    return (one.text for one in corpora.marked(folder, name) if one.entities)


def _speeches(folder: Path) -> Iterator[str]:
    marked = corpora.marked(folder, "de_wikinews")
    names = (one.text[start:end] for one in marked for start, end, _ in one.entities)
    return raw.speeches(
        folder, _SPEECHES, frozenset(word for name in names for word in name.split())
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.events.taught", description=__doc__)
    add = parser.add_argument
    add("out", type=Path, help="the file of annotated lines")
    add("--corpora", type=Path, default=corpora.DEFAULT, help="folder of corpora (%(default)s)")
    add("--encoder", type=Path, help="weights of the encoder (the shipped ones)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
