"""Cues and words of time."""

from __future__ import annotations

import pytest

from worker.languages.cues import KINDS, CueKind, TimeKind, cues
from worker.languages.tables import LANGUAGES


@pytest.mark.parametrize(
    ("language", "kind", "lemma"),
    [
        ("de", "negation", "nicht"),
        ("de", "attribution", "zufolge"),
        ("de", "statement", "Angabe"),
        ("de", "medium", "Nachrichtenagentur"),
        ("de", "object_control", "auffordern"),
        ("en", "hedge", "allegedly"),
        ("en", "speech", "say"),
        ("en", "condition", "if"),
    ],
)
def test_cue(language: str, kind: CueKind, lemma: str) -> None:
    """The lemma is a cue of its kind."""
    assert cues(language).has(kind, lemma)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_cues(language: str) -> None:
    """No kind is empty in any language."""
    table = cues(language)
    empty = [
        kind
        for kind in KINDS
        if not (
            table.kinds[kind].exact or table.kinds[kind].endings or table.kinds[kind].beginnings
        )
    ]
    assert empty == []


@pytest.mark.parametrize(
    ("language", "kind", "word", "value"),
    [
        ("de", "weekday", "Mittwoch", 2),
        ("de", "month", "Jänner", 1),
        ("de", "day_offset", "vorgestern", -2),
        ("en", "unit", "weeks", 7),
        ("en", "number", "twelve", 12),
        ("en", "weekday", "Caturday", None),
    ],
)
def test_time(language: str, kind: TimeKind, word: str, value: int | None) -> None:
    """Words of time have their value, others none."""
    assert cues(language).time(kind, word) == value


def test_kinds_of_a_word_are_told_together() -> None:
    """The answer is that of asking for one kind after the other."""
    kinds: tuple[CueKind, ...] = ("desk", "sport", "fiction", "market")
    german = cues("de")

    for word in ("Fußball", "Roman", "Sanktion"):
        assert german.kinds_of(kinds, word) == tuple(k for k in kinds if german.has(k, word))
    assert "sport" in german.kinds_of(kinds, "Fußball")
