"""The analyzer over the shipped pipelines: order, sentences, memory, versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker import __version__
from worker.domain.article import Article
from worker.domain.errors import DataError
from worker.domain.text import Span
from worker.languages import tables
from worker.nlp.analyzer import Analyzer

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
        Span.of(_GERMAN, 39, 66),
    )


def test_neighbors_change_nothing(analyzer: Analyzer) -> None:
    """An article is analyzed alike alone, in a batch, and among very long ones."""
    article = _article(_GERMAN, "de")
    long = _article("Die Regierung in Rom berät über den Haushalt. " * 1_500, "de")
    alone = analyzer.analyze([article])
    assert analyzer.analyze([long, article, long, article])[1::2] == alone * 2


def test_all_spans_point_into_the_article(analyzer: Analyzer) -> None:
    """Every entity, keyword and trigger is cut out of the article's text, also past the title."""
    text = "Krieg im Osten\n\nRussland hat die Ukraine angegriffen, sagte Joe Biden in Warschau."
    [analysis] = analyzer.analyze([_article(text, "de")])
    spans = [entity.span for entity in analysis.entities]
    spans += [keyword.span for keyword in analysis.keywords]
    spans += [event.trigger for event in analysis.events]
    assert "Russland" in [span.surface for span in spans]
    assert spans == [Span.of(text, span.start, span.end) for span in spans]


def test_empty_batch(analyzer: Analyzer) -> None:
    """Nothing in, nothing out."""
    assert analyzer.analyze([]) == []


def test_words_are_forgotten(analyzer: Analyzer) -> None:
    """A worker does not grow by the words it has read."""
    nlp = analyzer._pipeline("de")
    analyzer.analyze([_article(_GERMAN, "de")])
    before = len(nlp.vocab.strings)
    analyzer.analyze([_article(" ".join(f"Wort{i}heit" for i in range(500)), "de")])
    assert len(nlp.vocab.strings) == before


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
