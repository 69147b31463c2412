"""The pipelines with the escalation matcher, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from spacy.language import Language

from worker.domain.score import Keyword
from worker.nlp import pipelines
from worker.nlp.escalation import matcher

Read = Callable[[str], tuple[Keyword, ...]]


@cache
def pipeline(language: str) -> Language:
    """The shipped pipeline of a language, its matcher included."""
    nlp = pipelines.load(language)
    if matcher.NAME not in nlp.pipe_names:
        nlp.add_pipe(matcher.NAME)
    return nlp


@pytest.fixture(scope="session")
def german() -> Read:
    """The keywords of a German text."""
    return lambda text: pipeline("de")(text)._.keywords


@pytest.fixture(scope="session")
def english() -> Read:
    """The keywords of an English text."""
    return lambda text: pipeline("en")(text)._.keywords
