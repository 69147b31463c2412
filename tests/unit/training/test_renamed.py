"""Sentences with other names in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import renamed
from training.corpora import Marked
from training.renamed import Names

NAMES = Names(
    {"place": ["Kiew"], "organization": ["Nato"], "thing": ["Moskwa"]},
    {"russian": ["Igor"]},
    {"russian": ["Peskow"]},
)
SENTENCE = "Angela Merkel lobt Obamas Rede in Berlin; Obama dankt ihr in der Türkei."


def marked(text: str, **names: str) -> Marked:
    """The text, each name's first place marked with its label."""
    spans = ((text.index(name), label) for name, label in names.items())
    lengths = [len(name) for name in names]
    return Marked(
        text, tuple((at, at + n, label) for (at, label), n in zip(spans, lengths, strict=True))
    )


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exchange every name and change nothing else."""
    monkeypatch.setattr(renamed, "_CHANCE", dict.fromkeys(("PER", "LOC", "ORG", "MISC"), 1.0))
    monkeypatch.setattr(renamed, "_DATELINE", 0.0)
    monkeypatch.setattr(renamed, "_SPELLED", 0.0)


@pytest.mark.usefixtures("always")
def test_names_are_exchanged() -> None:
    """Persons keep their number of words and their genitive; a place with an article stays."""
    at = SENTENCE.index("Obama dankt")
    spans = marked(
        SENTENCE, **{"Angela Merkel": "PER", "Obamas": "PER", "Berlin": "LOC", "Türkei": "LOC"}
    ).entities
    (made,) = renamed.renamed([Marked(SENTENCE, (*spans, (at, at + 5, "PER")))], NAMES, seed=0)
    assert made.text == "Igor Peskow lobt Peskows Rede in Kiew; Peskow dankt ihr in der Türkei."
    assert {made.text[start:end] for start, end, _ in made.entities} == {
        "Igor Peskow",
        "Peskows",
        "Kiew",
        "Peskow",
        "Türkei",
    }


@pytest.mark.usefixtures("always")
def test_a_dateline_is_put_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its place and agency are names too, and the others move along."""
    monkeypatch.setattr(renamed, "_DATELINE", 1.0)
    monkeypatch.setattr(renamed, "_AGENCIES", ("dpa",))
    (made,) = renamed.renamed([marked("Bonn feiert.", Bonn="LOC")], NAMES, seed=0)
    assert made.text.startswith("Kiew (dpa) ")
    assert [made.text[start:end] for start, end, _ in made.entities] == ["Kiew", "dpa", "Kiew"]


@pytest.mark.usefixtures("always")
def test_names_stay_marked_where_letters_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """Umlauts in two letters and capitals of ß move what comes after."""
    monkeypatch.setattr(renamed, "_CHANCE", {})
    monkeypatch.setattr(renamed, "_SPELLED", 1.0)
    (made,) = renamed.renamed([marked("Große in Köln", Köln="LOC")], NAMES, seed=0)
    assert [made.text[start:end] for start, end, _ in made.entities] == ["KÖLN"]


def test_the_table_has_names_of_each_kind() -> None:
    """Each origin has given and family names, and no name is there twice for its kind."""
    known = renamed.names()
    assert sorted(known.alone) == ["organization", "place", "thing"]
    assert known.given.keys() == known.family.keys()
    for listed in known.alone.values():
        assert len(listed) == len(set(listed))


def test_a_table_is_read(tmp_path: Path) -> None:
    """Comments are skipped, and rows of a kind add up."""
    path = tmp_path / "names.tsv"
    path.write_text("# kind\nplace\teast\tKiew,Lwiw\nplace\twest\tBonn\n", encoding="utf-8")
    assert renamed.names(path).alone == {"place": ["Kiew", "Lwiw", "Bonn"]}
