"""The analyzer over the shipped pipelines: order, sentences, memory, versions."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker import __version__
from worker.domain.article import Article
from worker.domain.errors import DataError
from worker.domain.text import Span
from worker.languages import tables
from worker.nlp.analyzer import Analyzer
from worker.stages.normalize import clean

_GERMAN = "Nato warnt Moskau\n\nDie Lage ist ernst. Der Kreml schweigt bisher.\n"
_ENGLISH = "Nato warns Moscow\n\nThe situation is serious. The Kremlin has not replied so far."


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    """Both pipelines, loaded once for all tests of this file."""
    loaded = Analyzer()
    loaded.warm()
    return loaded


def _article(text: str, language: str) -> Article:
    return Article(id=text[:8], text=text, title_end=0, sha256="", language=language)


def _spans(found: object) -> list[Span]:
    """All evidence in an analysis, however deep."""
    if isinstance(found, Span):
        return [found]
    if is_dataclass(found):
        found = tuple(getattr(found, field.name) for field in fields(found))
    return [span for part in found for span in _spans(part)] if isinstance(found, tuple) else []


def test_input_order(analyzer: Analyzer) -> None:
    """Languages are grouped for speed, but every analysis lies where its article lay."""
    texts = [(_GERMAN, "de"), (_ENGLISH, "en"), ("Es regnet heute in Rom.", "de")]
    analyses = analyzer.analyze([_article(*text) for text in texts])
    assert [analysis.sentences[0].surface for analysis in analyses] == [
        "Nato warnt Moskau",
        "Nato warns Moscow",
        "Es regnet heute in Rom.",
    ]


def test_sentences_are_cut_from_the_text(analyzer: Analyzer) -> None:
    """Sentences carry offsets into the article and no blanks around them."""
    [analysis] = analyzer.analyze([_article(_GERMAN, "de")])
    assert analysis.sentences == (
        Span.of(_GERMAN, 0, 17),
        Span.of(_GERMAN, 19, 38),
        Span.of(_GERMAN, 39, 65),
    )


def test_neighbors_change_nothing(analyzer: Analyzer) -> None:
    """An article is analyzed alike alone, and in a batch that has to be divided."""
    article = _article(_GERMAN, "de")
    long = _article("Das Wetter bleibt schön und der Wind ist schwach. " * 900, "de")
    alone = analyzer.analyze([article])
    assert analyzer.analyze([article, long, article])[::2] == alone * 2


def test_all_spans_point_into_the_article(analyzer: Analyzer) -> None:
    """Every entity, keyword and trigger is cut out of the article's text, also past the title."""
    text = "Krieg im Osten\n\nRussland hat die Ukraine angegriffen, sagte Joe Biden in Warschau."
    [analysis] = analyzer.analyze([_article(text, "de")])
    spans = _spans(analysis)
    assert "Russland" in [span.surface for span in spans]
    assert spans == [Span.of(text, span.start, span.end) for span in spans]


#: Words that set off every component, and whatever else Unicode has between them.
_PHRASES = (
    "Russland droht der Nato mit Krieg , wenn nicht „ Angriff “ - sagte Putin laut am 3. Mai 2022 ."
)
_WORDS = st.sampled_from([*_PHRASES.split(" "), "\n\n"])
_TEXTS = st.lists(_WORDS | st.text(max_size=8), min_size=1, max_size=30).map(" ".join).map(clean)


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS.filter(bool))
def test_any_text(analyzer: Analyzer, text: str) -> None:
    """Whatever the words, they are analyzed, and all evidence is cut out of the text."""
    [analysis] = analyzer.analyze([_article(text, "de")])
    spans = _spans(analysis)
    assert spans == [Span.of(text, span.start, span.end) for span in spans]


def test_empty_batch(analyzer: Analyzer) -> None:
    """Nothing in, nothing out."""
    assert analyzer.analyze([]) == []


def _invented(numbers: range) -> Article:
    return _article(" ".join(f"Wort{number}heit" for number in numbers), "de")


def test_words_are_forgotten(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that knows the frequent words does not grow by those that it reads from then on."""
    strings = analyzer._pipeline("de").vocab.strings
    analyzer.analyze([_invented(range(500))])
    before = len(strings)
    monkeypatch.setattr("worker.nlp.analyzer.KNOWN_WORDS", 1)
    analyzer.analyze([_invented(range(500, 1000))])
    assert len(strings) == before


def test_known_words_change_nothing(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read for the first time, read again, and forgotten again gives the same analysis."""
    article = _article("Der Kreml rügte Kanzler Scholzberger.\n\nEr war in Unterobertal.", "de")
    first, again = analyzer.analyze([article]), analyzer.analyze([article])
    monkeypatch.setattr("worker.nlp.analyzer.KNOWN_WORDS", 1)
    assert first == again == analyzer.analyze([article])


def test_versions(analyzer: Analyzer) -> None:
    """A record can name the code, the language data and the weights that made it."""
    versions = analyzer.versions("de")
    assert (versions.code, versions.lexicon) == (__version__, tables.digest())
    assert versions.model.startswith("de_")


def test_language_that_is_not_configured() -> None:
    """An article in another language is the caller's mistake, said by name."""
    with pytest.raises(ValueError, match="'fr' is not among de, en"):
        Analyzer().analyze([_article("Bonjour tout le monde", "fr")])


def test_missing_weights(tmp_path: Path) -> None:
    """Weights that are not where they should be stop the worker before the first article."""
    with pytest.raises(DataError, match=tmp_path.name):
        Analyzer(("de",), models={"de": tmp_path}).warm()
