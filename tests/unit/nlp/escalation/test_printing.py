"""However a text was typed or typeset, it holds the same categories."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sentences import GERMAN
from worker.domain.article import RawArticle
from worker.nlp.analyzer import Analyzer
from worker.stages.normalize import normalize

from .test_english import COUNTS as ENGLISH

Print = Callable[[str], str]
_ASCII = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
_ANALYZER = Analyzer()


def parted(mark: str, *, longer: int) -> Print:
    """Words longer than that with ``mark`` in the middle."""

    def halves(word: str) -> str:
        middle = len(word) // 2
        return (
            f"{word[:middle]}{mark}{word[middle:]}"
            if len(word) > longer and word.isalpha()
            else word
        )

    return lambda text: " ".join(map(halves, text.split(" ")))


ANY: dict[str, Print] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": parted("\u00ad", longer=5),
    "soft hyphens at line ends": parted("\u00ad\n", longer=9),
    "hyphens at line ends": parted("-\n", longer=9),
    "line ends": parted("\n", longer=9),
    "zero-width spaces": parted("\u200b", longer=5),
    "capitals": str.upper,
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
}
QUOTES: dict[str, Print] = {
    "low": lambda text: f"„{text}“",
    "high": lambda text: f"“{text}”",
    "angle": lambda text: f"»{text}«",
    "French": lambda text: f"«{text}»",
}
GERMAN_ONLY: dict[str, Print] = {
    "no umlauts": lambda text: text.translate(_ASCII),
    "no umlauts, capitals": lambda text: text.translate(_ASCII).upper(),
    "Swiss": lambda text: text.replace("ß", "ss"),
    "small letters": str.lower,
}


@cache
def categories(language: str, text: str) -> list[tuple[str, str]]:
    """What is found in a text and why it does not count, as the coder stage would read it."""
    article = replace(normalize(RawArticle(id="a", text=text)), language=language)
    (found,) = _ANALYZER.analyze([article])
    for keyword in found.keywords:
        assert article.text[keyword.span.start : keyword.span.end] == keyword.span.surface
    return sorted((keyword.category, keyword.why or "counts") for keyword in found.keywords)


@pytest.mark.parametrize("name", [*ANY, *GERMAN_ONLY])
@settings(max_examples=30, deadline=None, derandomize=True)
@given(sentence=st.sampled_from(GERMAN))
def test_german(name: str, sentence: str) -> None:
    """Sentences of the table, each printed that way."""
    way = (ANY | GERMAN_ONLY)[name]

    assert categories("de", way(sentence)) == categories("de", sentence)


@pytest.mark.parametrize("name", ANY)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(sentence=st.sampled_from([row[0] for row in ENGLISH]))
def test_english(name: str, sentence: str) -> None:
    """Sentences of the table, each printed that way."""
    assert categories("en", ANY[name](sentence)) == categories("en", sentence)


@pytest.mark.parametrize("name", QUOTES)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(row=st.sampled_from([("de", text) for text in GERMAN] + [("en", r[0]) for r in ENGLISH]))
def test_quotation_marks(name: str, row: tuple[str, str]) -> None:
    """A quoted sentence is a quoted one in any country's marks."""
    language, sentence = row

    assert categories(language, QUOTES[name](sentence)) == categories(language, f'"{sentence}"')
