"""The news set: what is read and what is measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from worker.domain.actor import Actor
from worker.domain.errors import DataError
from worker.domain.event import Event, EventType, Modality
from worker.domain.score import Score
from worker.domain.text import Span
from worker.evaluation import news
from worker.evaluation.judgment import Judgment

SPAN = Span(0, 1, "x")


def actor(code: str | None) -> Actor:
    """An actor of a country."""
    return Actor(span=SPAN, code=code, sector="GOV")


def event(
    source: str | None, kind: EventType, *targets: str, modality: Modality = "asserted"
) -> Event:
    """A coded event from one source to some targets."""
    return Event(
        id="e",
        type=kind,
        resolved_type=kind,
        mode=None,
        quad_class=4,
        cameo_root="19",
        goldstein=0,
        plover_score=0,
        modality=modality,
        trigger=SPAN,
        lemma="x",
        sentence=SPAN,
        sources=(actor(source),),
        targets=tuple(actor(target) for target in targets),
    )


def analyze(texts: Sequence[str]) -> list[Judgment]:
    """A coder that reads the score off the text and always sees Russia attack Ukraine."""
    return [
        Judgment(
            Score(float(text), 0, 0, ()), (event("RUS", "ASSAULT", "UKR"),) if text != "0" else ()
        )
        for text in texts
    ]


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    """A news set of these rows."""
    file = folder / "news.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def row(text: str, level: int, *dyads: list[str]) -> dict[str, Any]:
    """A line of the set."""
    return {"id": f"n{text}", "text": text, "level": level, "dyads": list(dyads)}


def test_measures_of_a_set(tmp_path: Path) -> None:
    """One hit, one miss, one false alarm; one dyad right, one wrong side, one missing."""
    file = written(
        tmp_path,
        row("90", 4, ["RUS", "ASSAULT", "UKR"]),
        row("1", 2, ["RUS", "THREATEN", "UKR"]),
        row("80", 0),
        row("0", 0),
    )

    found = news.evaluate(file, analyze)

    assert {name: found[name] for name in ("items", "auc", "f1", "false_alarm_rate")} == {
        "items": 4,
        "auc": 0.75,
        "f1": 0.5,
        "false_alarm_rate": 0.5,
    }
    assert (found["dyad_f1"], found["pair_f1"]) == (pytest.approx(2 / 5), pytest.approx(4 / 5))
    assert found["mean_score"] == {"0": 40.0, "2": 1.0, "4": 90.0}


def test_dyads_are_written_as_the_set_does() -> None:
    """Older type names, unknown sides as dashes, every target; what is past or denied is not news."""
    events = (
        event("USA", "RETREAT", "AFG"),
        event(None, "ASSAULT", "TUR", "SYR"),
        event("RUS", "ASSAULT", "UKR", modality="historical"),
        event("IRN", "ASSAULT", "USA", modality="negated"),
    )

    assert news.dyads(events) == {
        ("USA", "YIELD", "AFG"),
        ("---", "ASSAULT", "TUR"),
        ("---", "ASSAULT", "SYR"),
    }


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "no news item"),
        ('{"id": "a", "text": "b", "level": 1}', "no news item ('dyads')"),
        ('{"id": "a", "text": "b", "level": 7, "dyads": []}', "level 7: allowed are 0 to 4"),
        ('{"id": "a", "text": "b", "level": 1, "dyads": [["RUS"]]}', "no news item"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    """File and line come first."""
    file = tmp_path / "news.jsonl"
    file.write_text("\n" + line, encoding="utf-8")

    with pytest.raises(DataError) as caught:
        news.evaluate(file, analyze)

    assert str(caught.value).startswith(f"{file}:2: {problem}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Not a traceback but the path and the reason."""
    with pytest.raises(DataError, match=r"none\.jsonl: cannot be read: "):
        news.evaluate(tmp_path / "none.jsonl", analyze)
