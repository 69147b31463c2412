"""The trigger tables: how many there are, what a word finds, what a wrong line says."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import triggers as module
from worker.languages.plover import EVENT_TYPES
from worker.languages.tables import LANGUAGES, path, rows
from worker.languages.triggers import Triggers, triggers

COLUMNS = ("pos", "lemma", "with", "type", "mode", "source", "target", "requires", "note")


@pytest.mark.parametrize(("language", "least"), [("de", 450), ("en", 350)])
def test_tables_are_broad(language: str, least: int) -> None:
    """Each language has hundreds of triggers, and some of every type."""
    found = [row.text("type") for row in rows(path(language, "triggers.tsv"), columns=COLUMNS)]
    assert len(found) >= least
    assert set(found) == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("lemma", "event_type", "mode"),
    [
        ("Angriff", "ASSAULT", None),
        ("Drohnenangriff", "ASSAULT", "drone"),
        ("Panzerangriff", "ASSAULT", None),
        ("Hackerangriff", "COERCE", "cyber"),
        ("Truppenverstärkung", "MOBILIZE", "troops"),
        ("Waffenruhe", "RETREAT", "ceasefire"),
    ],
)
def test_nouns_and_compounds(lemma: str, event_type: str, mode: str | None) -> None:
    """A whole word goes before an ending, a longer ending before a shorter one."""
    trigger = triggers("de").find("noun", lemma)[0]
    assert (trigger.type, trigger.mode) == (event_type, mode)


def test_conditions_come_first() -> None:
    """What needs a companion or a negation is tried before the plain word."""
    found = triggers("de").find("verb", "anerkennen")
    assert [trigger.requires for trigger in found] == ["negated", "-"]


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("de", "beschossen", "beschießen"),
        ("de", "überfiel", "überfallen"),
        ("de", "bombardiert", "bombardieren"),
        ("de", "abgelehnt", "ablehnen"),
        ("de", "verhaftete", "verhaften"),
        ("en", "bombed", "bomb"),
        ("en", "overthrew", "overthrow"),
        ("en", "denied", "deny"),
        ("en", "turned down", "turn down"),
    ],
)
def test_inflected_forms(language: str, form: str, lemma: str) -> None:
    """A word the lemmatizer does not know is found by its form."""
    assert triggers(language).verb_of(form) == lemma


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("verb\tlügen\t-\tLIE\t-\t-\t-\t-\t-", "type 'LIE'"),
        ("verb\tdrohen\t-\tTHREATEN\tloud\t-\t-\t-\t-", "mode 'loud'"),
        ("verb\tüben\tKritik\tACCUSE\t-\t-\t-\t-\t-", "with 'Kritik'"),
        ("verb\tdrohen\t-\tTHREATEN\t-\t-\t-\tluck\t-", "requires 'luck'"),
    ],
)
def test_wrong_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, problem: str
) -> None:
    """A wrong line is refused with its number and what is wrong."""
    table = tmp_path / "triggers.tsv"
    table.write_text(f"#columns: {' '.join(COLUMNS)}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(module, "path", lambda *_: table)
    with pytest.raises(DataError, match=f"triggers.tsv:2: {problem}"):
        triggers.__wrapped__("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_load(language: str) -> None:
    """The shipped tables have no wrong line."""
    assert isinstance(triggers(language), Triggers)
