"""Sentences and the ledger they must give: hits, and what context takes back, line by line.

``ledger_<language>.tsv`` holds a sentence and its ledger a line. A line of the ledger is points, why (for a
term its category instead), the surface and, in brackets, the cue: "-1.5 negated Krieg (keinen)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from worker.domain.article import Article
from worker.domain.score import Keyword, LedgerLine
from worker.domain.text import Span
from worker.stages.score import score

from .conftest import pipeline

FOLDER = Path(__file__).parent
#: What stands before the sentence, so that it gets no points for being the lead.
BEFORE = "x" * 400
NOTHING = "-"


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """The sentences of a table and their ledgers."""
    for line in (FOLDER / f"ledger_{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, ledger = line.split("\t")
            yield text, ledger


def ledger(language: str, text: str) -> str:
    """The ledger of a sentence, as the table writes it."""
    doc = pipeline(language)(text)
    article = Article("a", BEFORE + text, 0, "", language)
    found = score(article, tuple(map(moved, doc._.keywords)), (), domain=doc._.domain)
    return "; ".join(map(written, found.ledger)) or NOTHING


def moved(keyword: Keyword) -> Keyword:
    """The keyword behind what stands before."""
    cue = keyword.cue and shifted(keyword.cue)
    return replace(keyword, span=shifted(keyword.span), cue=cue)


def shifted(span: Span) -> Span:
    """A place of the sentence in the article."""
    return Span(span.start + len(BEFORE), span.end + len(BEFORE), span.surface)


def written(line: LedgerLine) -> str:
    """A line of the ledger as the table writes it."""
    why = line.category if line.why == "term" else line.why
    surface = f" {line.span.surface}" if line.span else ""
    return f"{line.points:+g} {why}{surface}" + (f" ({line.cue.surface})" if line.cue else "")


@pytest.mark.parametrize(("text", "expected"), list(sentences("de")))
def test_german_sentences(text: str, expected: str) -> None:
    """Every line of the ledger, in the order of the sentence."""
    assert ledger("de", text) == expected


@pytest.mark.parametrize(("text", "expected"), list(sentences("en")))
def test_english_sentences(text: str, expected: str) -> None:
    """The same in English."""
    assert ledger("en", text) == expected


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_tables_are_large(language: str) -> None:
    """At least 120 sentences, each once."""
    texts = [text for text, _ in sentences(language)]

    assert len(texts) == len(set(texts)) >= 120
