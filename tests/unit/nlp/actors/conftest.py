"""The shipped pipelines up to the actor linker, and the reading of a text by them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from worker.domain.actor import Actor
from worker.domain.article import Article
from worker.nlp import pipelines
from worker.nlp.actors.resolve import actor_for
from worker.nlp.documents import document
from worker.nlp.reading import read as plain

Read = Callable[..., Doc]


@cache
def pipeline(language: str) -> Language:
    """The pipeline without the components behind the linker."""
    nlp = pipelines.load(language)
    for name in nlp.pipe_names[nlp.pipe_names.index("ew_actor_linker") + 1 :]:
        nlp.remove_pipe(name)
    return nlp


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text in a language, published in a year if one is given."""

    def read_text(language: str, text: str, year: int | None = None) -> Doc:
        published = None if year is None else f"{year}-06-29T12:00:00Z"
        article = Article("a", text, 0, "", language, published_at=published)
        nlp = pipeline(language)
        return nlp(document(nlp, article))

    return read_text


@pytest.fixture(scope="session")
def actor(read: Read) -> Callable[[str, str, str], Actor]:
    """The actor of the last place in a text where ``phrase`` stands."""

    def actor_of(language: str, text: str, phrase: str) -> Actor:
        doc = read(language, text)
        start = text.rindex(phrase)
        span = doc.char_span(start, start + len(phrase), alignment_mode="expand")
        assert span is not None
        return actor_for(plain(doc), span.start, span.end)

    return actor_of
