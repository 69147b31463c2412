"""The shipped tables: complete, readable, and refused with file and line where they are wrong."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from worker.domain.errors import DataError
from worker.domain.score import FAMILY, Category
from worker.languages import tables
from worker.nlp.escalation import lexicon, stems


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_every_category_has_words(language: str) -> None:
    """At least 900 German and 700 English entries that count by themselves, ten or more a category."""
    terms = list(lexicon.load(language).all_terms())
    weighted = Counter(term.category for term in terms if term.weight)

    assert sum(weighted.values()) >= {"de": 900, "en": 700}[language]
    assert {category: weighted[category] >= 10 for category in get_args(Category)} == dict.fromkeys(
        get_args(Category), True
    )


@pytest.mark.parametrize("language", tables.LANGUAGES)
def test_weights_ease_exactly_what_deescalates(language: str) -> None:
    """Only de-escalation takes points away."""
    wrong = [
        term.text
        for term in lexicon.load(language).all_terms()
        if term.weight and (term.weight < 0) != (FAMILY[term.category] == "deescalation")
    ]

    assert wrong == []


KRIEG = "Krieg\tNOUN\twar_begin\t1"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the language tables to break; nothing read from it is remembered."""
    copy = tmp_path / "languages"
    shutil.copytree(tables.path(), copy)
    monkeypatch.setattr(tables, "folder", lambda _: copy)
    for load in (lexicon.load, stems.load):
        load.cache_clear()
    return copy


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        (
            "lexicon.tsv",
            "Krieg\tNOUN\twar\t1\t-\t-\t-\t-\t-",
            "category 'war': allowed are war_threat",
        ),
        (
            "lexicon.tsv",
            "Krieg\tNOUN\twar_begin\t99\t-\t-\t-\t-\t-",
            "weight '99': allowed is a number",
        ),
        ("lexicon.tsv", f"{KRIEG}\twars\t-\t-\t-\t-", "sets 'wars': allowed are war"),
        ("lexicon.tsv", f"{KRIEG}\t-\t-\t@wars\t-\t-", "sets 'wars': allowed are war"),
        ("exclusions.tsv", "Film\texcluded\tpage\tculture\t-", "reach 'page': allowed are"),
    ],
)
def test_a_bad_line_is_named(folder: Path, name: str, line: str, problem: str) -> None:
    """File, line and what is allowed."""
    file = folder / "de" / name
    number = len(file.read_text(encoding="utf-8").splitlines()) + 1
    with file.open("a", encoding="utf-8") as table:
        table.write(line + "\n")

    with pytest.raises(DataError) as caught:
        lexicon.load("de")

    lexicon.load.cache_clear()
    assert str(caught.value).startswith(f"{file}:{number}: {problem}")


def test_a_vowel_needs_its_origin(folder: Path) -> None:
    """The line of stems.tsv that lacks the second half is named."""
    file = folder / "de" / "stems.tsv"
    with file.open("a", encoding="utf-8") as table:
        table.write("vowel\tä\n")

    with pytest.raises(DataError, match="letters and their origin are written ä>a"):
        stems.load("de")

    stems.load.cache_clear()
