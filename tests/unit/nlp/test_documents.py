"""How a text enters a pipeline: tokens, paragraphs, length."""

from __future__ import annotations

import pytest
import spacy

from worker.domain.article import Article
from worker.nlp.documents import MAX_ANALYZED, document, head
from worker.nlp.mentions import register


def _article(text: str) -> Article:
    return Article(id="a", text=text, title_end=0, sha256="", language="de")


def test_paragraphs_start_sentences() -> None:
    """A headline without a full stop ends where its paragraph ends."""
    register()
    doc = document(spacy.blank("de"), _article("Nato warnt\n\nBrüssel schweigt.\nMoskau auch."))
    assert [token.text for token in doc if token.is_sent_start] == ["Nato", "Brüssel"]
    assert doc._.article == _article(doc.text)


def test_long_article_is_cut() -> None:
    """Only the head of a very long article is read, and it is a prefix: offsets stay valid."""
    register()
    article = _article("Der Krieg dauert an.\n\n" * 5_000)
    doc = document(spacy.blank("de"), article)
    assert MAX_ANALYZED // 2 < len(doc.text) <= MAX_ANALYZED
    assert article.text.startswith(doc.text)
    assert doc.text.endswith("an.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kurz", "kurz"),
        ("Absatz\n\nzwei drei", "Absatz"),
        ("Zeile neun\nzehn elf", "Zeile neun"),
        ("eins zwei drei vier", "eins zwei"),
        ("Donaudampfschiff", "Donaudampf"),
        ("a\n\nbcdefghijkl mno", "a\n\nbcdefgh"),
    ],
)
def test_head(text: str, expected: str) -> None:
    """The cut is at a paragraph, a line, a word, or at the limit, in this order, past the half."""
    assert head(text, limit=10) == expected
