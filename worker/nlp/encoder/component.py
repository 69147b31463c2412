"""The component ``ew_encoder``: Doc in, the same Doc with its names and ``doc._.answers`` out.

It stands in the place of the small recognizer, before the menders. One pass over a window answers all heads,
and a window is run by itself: whatever else is analyzed beside an article, its answers have the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Parsed

from worker.domain.errors import DataError
from worker.nlp.encoder import answers, decode, heads
from worker.nlp.encoder.answers import Answers, Heard
from worker.nlp.encoder.gate import Gate
from worker.nlp.encoder.pieces import Words, sizes, text_of
from worker.nlp.encoder.session import Encoder, Scores, encoder
from worker.nlp.encoder.windows import Window, windows
from worker.nlp.mentions import register

NAME = "ew_encoder"
#: The pipeline's own recognizer, which rests while the encoder reads.
RECOGNIZER = "ner"
_Name = TypeVar("_Name")
#: What is less likely than this to name an event is forgotten.
_FLOOR = 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """The sentences of a Doc that are read, each the tokens that are not blank.

    ``texts`` and ``spaces`` are of all its tokens: what each is, and whether a space is behind it.
    """

    doc: Doc
    sentences: Sequence[Sequence[int]]
    texts: Sequence[str]
    spaces: Sequence[bool]

    def words(self, tokens: Sequence[int]) -> Words:
        """The texts of tokens, and whether a space is behind each."""
        return [self.texts[i] for i in tokens], [self.spaces[i] for i in tokens]


class Reader:
    """Reads the sentences that the gate lets pass; ``small`` finds the names of those too long to be read."""

    def __init__(self, encoder: Encoder, gate: Gate, small: Callable[[Doc], Doc]) -> None:
        self._encoder = encoder
        self._gate = gate
        self._small = small

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc.ents`` and ``doc._.answers``."""
        page = _page(doc, self._gate(doc))
        heard: dict[int, Heard] = {}
        names: list[Parsed] = []
        read: set[int] = set()
        for window, scores in self._windows(page):
            tokens = [i for number in window.sentences for i in page.sentences[number]]
            own = sum(len(page.sentences[n]) for n in range(window.start, window.end))
            heard.update(_heard(tokens, len(tokens) - own, scores))
            names.extend(_names(page, window, scores))
            read.update(tokens[len(tokens) - own :])
        doc.set_ents([*self._unread(page, read), *names])
        doc._.answers = Answers(heard, frozenset(read))
        return doc

    def _unread(self, page: Page, read: AbstractSet[int]) -> list[Parsed]:
        """The names where something should have been read and was not."""
        if all(token in read for tokens in page.sentences for token in tokens):
            return []
        found = self._small(page.doc).ents
        return [ent for ent in found if not any(token.i in read for token in ent)]

    def _windows(self, page: Page) -> Iterator[tuple[Window, Scores]]:
        """The windows with their scores; one that is too long to be read is left out."""
        tokenizer = self._encoder.tokenizer
        texts = [text_of(page.words(tokens)) for tokens in page.sentences]
        for window in windows(sizes(tokenizer, texts)):
            tokens = [i for number in window.sentences for i in page.sentences[number]]
            scores = self._encoder(page.words(tokens))
            if scores is not None:
                yield window, scores


def _page(doc: Doc, numbers: Sequence[int]) -> Page:
    wanted, text = frozenset(numbers), doc.text
    words = [(token.text, token.idx + len(token)) for token in doc]
    sentences = [
        [token.i for token in sentence if not token.is_space]
        for number, sentence in enumerate(doc.sents)
        if number in wanted
    ]
    return Page(
        doc,
        [tokens for tokens in sentences if tokens],
        [word for word, _ in words],
        [text[end : end + 1].isspace() for _, end in words],
    )


def _names(page: Page, window: Window, scores: Scores) -> Iterator[Parsed]:
    """The names in the window's own sentences; none runs over the end of one."""
    tags = scores["tags"]
    done = len(tags) - sum(len(page.sentences[n]) for n in range(window.start, window.end))
    for number in range(window.start, window.end):
        tokens = page.sentences[number]
        for start, end, label in decode.names(tags[done : done + len(tokens)]):
            yield Parsed(page.doc, tokens[start], tokens[end - 1] + 1, label)
        done += len(tokens)


def _heard(tokens: Sequence[int], first: int, scores: Scores) -> Iterator[tuple[int, Heard]]:
    """What may name an event among the words from ``first`` on, by token."""
    types = decode.probabilities(scores["types"])
    places = np.array((answers.NOBODY, *tokens))
    for word in range(first, len(tokens)):
        chance = round(1.0 - float(types[word][0]), decode.DIGITS)
        if chance >= _FLOOR:
            moods = decode.probabilities(scores["modalities"][word])
            yield (
                tokens[word],
                Heard(
                    _named(heads.MODALITIES, moods),
                    {
                        role: _placed(places, decode.probabilities(scores["roles"][row, word]))
                        for row, role in enumerate(heads.ROLES)
                    },
                    chance,
                ),
            )


def _placed(places: NDArray[np.int64], chances: decode.Array) -> dict[int, float]:
    """Chances by token, without those that are 0."""
    rounded = chances.astype(np.float64).round(decode.DIGITS)
    kept = np.flatnonzero(rounded)
    return dict(zip(places[kept].tolist(), rounded[kept].tolist(), strict=True))


def _named(names: Sequence[_Name], chances: decode.Array) -> dict[_Name, float]:
    rounded = (round(chance, decode.DIGITS) for chance in chances.tolist())
    return dict(zip(names, rounded, strict=True))


@Language.factory(
    NAME,
    default_config={"weights": None},
    assigns=["doc.ents", "doc._.answers"],
    requires=["token.pos", "token.lemma", "token.dep"],
)
def create(nlp: Language, name: str, weights: str | None) -> Reader:  # noqa: ARG001  (spaCy's call)
    """Build the component; raises DataError where packages or weights are missing or broken."""
    if nlp.lang is None:
        raise DataError("a pipeline without language has no triggers")
    register()
    chosen = encoder(None if weights is None else Path(weights))
    return Reader(chosen, Gate(nlp.lang), nlp.get_pipe(RECOGNIZER))
