"""What an exported encoder is worth: names, events and links on the parts that it never saw."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language

from training import corpora, entities
from training.encoder import articles, decode
from training.encoder.articles import Page
from training.encoder.prepare import parser
from training.events.plan import Source
from worker.domain.actor import Actor
from worker.domain.event import Event, EventType, Modality
from worker.domain.text import Span
from worker.evaluation import events as scorecard
from worker.evaluation import ner, plover
from worker.languages.plover import plover as scales
from worker.nlp.encoder.decode import names as decoded
from worker.nlp.encoder.links import Links
from worker.nlp.encoder.session import Encoder
from worker.nlp.encoder.windows import Window

#: Sets of names by language, and how many sentences at their end were held out (None: all).
NAMES = {
    "de_wikinews": ("de", corpora.HELD_OUT),
    "de_germeval_dev": ("de", None),
    "de_uner_pud": ("de", None),
    "en_gmb_test": ("en", None),
    "en_uner_ewt_test": ("en", None),
    "en_uner_pud": ("en", None),
}
_EVENTS = Source(Path("eval/events_de.jsonl"), measured=True)
_SPEED_ARTICLES = 50

Report = Iterator[tuple[str, Mapping[str, object]]]


def report(encoder: Encoder, folder: Path, *, limit: int | None = None) -> Report:
    """The measures of each set, of its first ``limit`` items; raises CorpusMissingError, DataError."""
    for name, (language, held_out) in NAMES.items():
        sentences = list(corpora.marked(folder, name))[-(held_out or 0) :]
        yield name, names(encoder, sentences[:limit], language)
    read = islice(articles.pages(parser("de"), folder.parent, _EVENTS), limit)
    pages = [page for page, _ in read]
    yield "events_de", events(encoder, pages)
    for language in ("en", "de"):
        path = folder.parent / "eval" / f"plover_{language}.jsonl"
        yield f"plover_{language}", plover.evaluate(path, classifier=lambda _: Links(encoder))
    yield "speed", speed(encoder, pages[:_SPEED_ARTICLES])


def names(
    encoder: Encoder, sentences: Sequence[corpora.Marked], language: str
) -> Mapping[str, object]:
    """Strict F1 of names, each sentence read by itself, over the labels that the set has."""
    nlp = spacy.blank(language)
    return ner.measures([_named(encoder, nlp, sentence) for sentence in sentences])


def _named(encoder: Encoder, nlp: Language, sentence: corpora.Marked) -> ner.Compared:
    doc = entities.document(nlp, sentence)
    scores = encoder(([t.text for t in doc], [bool(t.whitespace_) for t in doc]))
    spans = [] if scores is None else decoded(scores["tags"])
    found = ((doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), lb) for start, end, lb in spans)
    return ner.Compared(frozenset(sentence.entities), frozenset(found))


def events(encoder: Encoder, pages: Sequence[Page]) -> Mapping[str, object]:
    """The scorecard's measures of annotated articles."""
    results = [scorecard.match(page.gold, list(_events(encoder, page))) for page in pages]
    return scorecard.measures(results)


def _events(encoder: Encoder, page: Page) -> Iterator[Event]:
    for window in articles.article_windows(page, encoder.tokenizer):
        words = articles.words_of(page, window)
        scores = encoder(page.text(words))
        if scores is None:
            continue
        own = len(words) - _own(page, window), len(words)
        for found in decode.events(scores, own, _codes(page, words)):
            yield _event(page, words[found.word], found)


def _own(page: Page, window: Window) -> int:
    return page.bounds[window.end - 1][1] - page.bounds[window.start][0]


def _codes(page: Page, words: Sequence[int]) -> dict[str, frozenset[int]]:
    """The places in a window of the words of each code."""
    here = {word: place for place, word in enumerate(words)}
    found = {
        code: frozenset(here[word] for word in some if word in here)
        for code, some in page.codes.items()
    }
    return {code: places for code, places in found.items() if places}


def _event(page: Page, word: int, found: decode.Found) -> Event:
    """What was found, as the scorecard compares it: it looks at place, type, sides and modality."""
    token = page.doc[page.tokens[word]]
    span = Span(token.idx, token.idx + len(token.text), token.text)
    kind = cast(EventType, found.type)
    scale = scales().scale(kind, None)
    sources, targets = (
        (Actor(span, code, "UNK"),) if code else () for code in (found.source, found.target)
    )
    return Event(
        id="", type=kind, resolved_type=kind, mode=None, quad_class=scale.quad_class,
        cameo_root="", goldstein=0.0, plover_score=0.0, modality=cast(Modality, found.modality),
        trigger=span, lemma=token.text, sentence=span, sources=sources, targets=targets,
    )  # fmt: skip


def speed(encoder: Encoder, pages: Sequence[Page]) -> Mapping[str, object]:
    """Articles that one core reads a second, parsing and rules apart."""
    begin = time.process_time()
    count = sum(1 for page in pages for _ in [list(_events(encoder, page))])
    return {"articles_a_second": count / (time.process_time() - begin)}
