"""One text an article: what is taken out of it, where its title stands, and that it stays as it is."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import RawArticle
from worker.domain.errors import ArticleError
from worker.stages.normalize import MAX_CHARACTERS, UNDETERMINED, clean, clean_line, normalize

#: Any text, with those characters frequent that interact: blanks, line ends, combining marks, Hangul.
_TEXTS = st.text(
    st.characters()
    | st.sampled_from("\n\r\t \xa0\xad\u200b\u2028\u0301\u0308aeo\u1100\u1161\u11a8")
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mu\u0308nchen", "München"),
        ("eins\r\nzwei\rdrei", "eins\nzwei\ndrei"),
        ("Satz\u2028Absatz\u2029Ende\x0bLage\x85", "Satz\nAbsatz\nEnde\nLage"),
        ("Verhand\xadlung", "Verhandlung"),
        ("Prä\u200bsi\ufeffdent\u200e", "Präsident"),
        ("Kriegs\0ende\x07", "Kriegsende"),
        ("8.\xa0Mai\u202f1945\t- heute", "8. Mai 1945 - heute"),
        ("US\u2011Truppen", "US-Truppen"),
        ("  eingerückt  \n\n\n \n  Absatz ", "eingerückt\n\nAbsatz"),
        ("Zeile\nZeile", "Zeile\nZeile"),
        ("halb \ud800", "halb \ufffd"),
        ("\u200b\xad\n", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    """Nothing invisible, one kind of blank, one kind of line end, one blank line at most."""
    assert expected == clean(text)


def test_title_is_a_single_line() -> None:
    """A headline that was wrapped is put on one line."""
    assert clean_line(" Nato\n warnt \r\n\r\nMoskau ") == "Nato warnt Moskau"


def test_title_stands_in_front() -> None:
    """The title is the first paragraph, and its end is known."""
    article = normalize(RawArticle(id="a", title=" Nato\xa0warnt ", text="Brüssel.\n\nMehr folgt."))
    assert article.text == "Nato warnt\n\nBrüssel.\n\nMehr folgt."
    assert article.text[: article.title_end] == "Nato warnt"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Nato warnt\n\nDie Lage.", "Nato warnt\n\nDie Lage."),
        ("Nato  warnt\nDie Lage.", "Nato warnt\n\nDie Lage."),
        ("Nato warnt", "Nato warnt"),
        ("Nato warnt Moskau.", "Nato warnt\n\nNato warnt Moskau."),
        ("", "Nato warnt"),
    ],
)
def test_title_is_not_doubled(body: str, expected: str) -> None:
    """A body that repeats the title as its first line keeps it once; a sentence stays whole."""
    assert expected == normalize(RawArticle(id="a", title="Nato warnt", text=body)).text


def test_dateline_stays() -> None:
    """What an agency prints in front is part of the text, or every offset would be shifted."""
    text = "Moskau (dpa) - Der Kreml schweigt."
    article = normalize(RawArticle(id="a", text=text))
    assert (text, 0) == (article.text, article.title_end)


def test_other_fields_are_kept() -> None:
    """Where an article comes from is not touched; a language nobody named is "und"."""
    raw = RawArticle("a", text="x", url="https://a.example.org", outlet="A", extra={"k": 1})
    article = normalize(raw)
    assert (article.id, article.url, article.outlet) == ("a", "https://a.example.org", "A")
    assert (article.extra, article.language) == ({"k": 1}, UNDETERMINED)
    assert hashlib.sha256(b"x").hexdigest() == article.sha256


@pytest.mark.parametrize(
    "raw",
    [
        RawArticle(id="a", text="a" * (MAX_CHARACTERS + 1)),
        RawArticle(id="a", title="a" * (MAX_CHARACTERS + 1), text="kurz"),
    ],
    ids=["text", "title"],
)
def test_size_is_bounded(raw: RawArticle) -> None:
    """A text or title beyond the limit is refused before anything works on it."""
    with pytest.raises(ArticleError, match="allowed are") as error:
        normalize(raw)
    assert error.value.code == "decode/too_large"


@given(_TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Whatever the text, its clean form is clean, NFC and encodable."""
    cleaned = clean(text)
    assert cleaned == clean(cleaned) == unicodedata.normalize("NFC", cleaned)
    assert cleaned == cleaned.encode().decode()


@given(st.none() | _TEXTS, _TEXTS)
def test_normalized_article_stays_as_it_is(title: str | None, text: str) -> None:
    """Sending a normalized text through again gives the same text and hash."""
    once = normalize(RawArticle(id="a", title=title, text=text))
    twice = normalize(RawArticle(id="a", text=once.text))
    assert (once.text, once.sha256) == (twice.text, twice.sha256)
    assert once.text.startswith(clean_line(title or ""))
