"""Which cases German articles and pronouns leave open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from worker.domain.errors import DataError
from worker.languages import tables
from worker.nlp.mending.cases import ALL, cases, forms, may_be_nominative

_VOCAB = spacy.blank("de").vocab


def _phrase(article: str, *, own: str, noun: str) -> Doc:
    """An article and its noun, each with its morphological features."""
    return Doc(
        _VOCAB,
        words=[article, "Wort"],
        pos=["DET", "NOUN"],
        morphs=[own, noun],
        heads=[1, 1],
        deps=["det", "nsubj"],
    )


@pytest.mark.parametrize(
    ("article", "own", "noun", "expected"),
    [
        ("der", "Gender=Masc|Number=Sing", "Gender=Masc|Number=Sing", "N"),
        ("der", "Gender=Fem|Number=Sing", "Gender=Fem|Number=Sing", "DG"),
        ("Den", "Number=Plur", "Number=Plur", "D"),
        ("den", "Gender=Masc|Number=Sing", "Gender=Masc|Number=Sing", "A"),
        ("unsere", "Gender=Fem|Number=Sing", "Gender=Fem|Number=Sing", "NA"),
        ("jeder", "Number=Sing", "Number=Sing", "NDG"),
    ],
)
def test_an_article_tells_the_case(article: str, own: str, noun: str, expected: str) -> None:
    """As far as gender and number are known."""
    assert cases(_phrase(article, own=own, noun=noun)[1]) == frozenset(expected)


def test_a_wrong_gender_leaves_the_case_open() -> None:
    """Where article and noun are tagged differently, and between masculine and neuter, nothing is sure."""
    differing = _phrase("der", own="Gender=Masc|Number=Sing", noun="Gender=Fem|Number=Sing")
    neuter = _phrase("ein", own="Gender=Masc|Number=Sing", noun="Gender=Masc|Number=Sing")
    assert cases(differing[1]) == frozenset("NDG")
    assert cases(neuter[1]) == frozenset("NA")


def test_the_gender_of_a_name_is_not_believed() -> None:
    """The tagger takes "der Nato" for a masculine."""
    doc = _phrase("der", own="Gender=Masc|Number=Sing", noun="Gender=Masc|Number=Sing")
    doc.ents = [Span(doc, 1, 2, "ORG")]
    assert cases(doc[1]) == frozenset("NDG")


def test_a_bare_noun_may_be_anything() -> None:
    """The tagger's own case is not asked: it follows the order of the words."""
    doc = Doc(_VOCAB, words=["Moskau"], pos=["PROPN"], morphs=["Case=Acc"])
    assert cases(doc[0]) == ALL
    assert may_be_nominative(doc[0])


@pytest.mark.parametrize(
    ("pronoun", "nominative"), [("er", True), ("sie", True), ("ihm", False), ("denen", False)]
)
def test_pronouns_have_a_nominative_or_not(pronoun: str, nominative: bool) -> None:
    """Whatever gender the tagger sees."""
    doc = Doc(_VOCAB, words=[pronoun], pos=["PRON"])
    assert may_be_nominative(doc[0]) is nominative


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table with a case that there is not."""
    file = tmp_path / "cases.tsv"
    file.write_text("#columns: stems ending masc fem neut plur\nder\t-\tX\t-\t-\t-\n", "utf-8")
    monkeypatch.setattr(tables, "path", lambda *_: file)
    forms.cache_clear()
    yield file
    forms.cache_clear()


def test_an_unknown_case_is_named(broken: Path) -> None:
    """With file, line and what is allowed."""
    with pytest.raises(
        DataError, match=rf"{broken}:2: masc: allowed are the letters N, A, D and G"
    ):
        forms()
