"""Two results of the same articles: what is named as a difference, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from worker.evaluation.difference import ArticleChange, Difference, difference

Line = dict[str, Any]


def _event(start: int, *, kind: str = "THREATEN", **slots: Any) -> Line:
    span = {"start": start, "end": start + 5, "surface": "droht"}
    return {"type": kind, "trigger": span, "modality": "asserted", "sources": []} | slots


def _line(*events: Line, name: str = "a", value: float = 10.0, sha: str = "0") -> Line:
    article = {"id": name, "sha256": sha, "score": {"value": value, "level": 2}}
    return {"outcome": "published", "article": article, "events": list(events)}


def _only(found: Difference) -> ArticleChange:
    (change,) = found.changes
    return change


def test_the_same_result_differs_in_nothing() -> None:
    """Versions are not compared: any two builds have others."""
    old, new = _line(_event(0, versions={"code": "1"})), _line(_event(0, versions={"code": "2"}))

    assert difference([old], [new]) == Difference(1, (), (), ())


def test_a_changed_slot_is_named() -> None:
    """Same trigger, another modality: that slot and no other."""
    change = _only(difference([_line(_event(0))], [_line(_event(0, modality="denied"))]))

    assert [(event.kind, event.slots) for event in change.events] == [("changed", ("modality",))]
    assert change.figures == {}


def test_events_gained_and_lost() -> None:
    """Triggers that share no character are different events; they come in the order of the text."""
    change = _only(difference([_line(_event(20))], [_line(_event(0))]))

    assert [(event.kind, event.event["trigger"]["start"]) for event in change.events] == [
        ("gained", 0),
        ("lost", 20),
    ]


def test_the_most_alike_events_of_a_trigger_are_paired() -> None:
    """Two events of one word: the one that stayed the same is not taken for a change of the other."""
    old = _line(_event(0), _event(0, kind="ACCUSE"))
    change = _only(difference([old], [_line(_event(0, kind="ACCUSE"))]))

    assert [(event.kind, event.event["type"]) for event in change.events] == [("lost", "THREATEN")]


def test_score_shifts_hold_both_values() -> None:
    """The value moved, the level did not."""
    change = _only(difference([_line(value=10.0)], [_line(value=12.5)]))

    assert change.figures == {"value": (10.0, 12.5)}


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ({"outcome": "dropped", "reason": "too_short"}, "dropped (too_short)"),
        ({"outcome": "dead_lettered", "code": "nlp/timeout"}, "dead_lettered (nlp/timeout)"),
    ],
)
def test_another_outcome_is_named_with_its_reason(line: Line, outcome: str) -> None:
    """Published here, not there."""
    after = line | {"article": {"id": "a"}, "events": []}
    change = _only(difference([_line()], [after]))

    assert change.outcome == ("published", outcome)


def test_terms_that_count_differently_are_named_with_their_sentence() -> None:
    """A line of the ledger that one result lacks, and one with other points; context counts with its term."""
    text = "Alles ruhig. Russland droht mit Krieg! Sonst nichts."

    def line(*ledger: tuple[str, float]) -> Line:
        made = _line()
        spans = {term: {"start": text.index(term), "surface": term} for term, _ in ledger}
        entries = [{"term": term, "points": points, "span": spans[term]} for term, points in ledger]
        made["article"] |= {"text": text, "score": made["article"]["score"] | {"ledger": entries}}
        return made

    change = _only(
        difference([line(("droht", 2.5))], [line(("droht", 2.5), ("droht", -1.0), ("Krieg", 6.0))])
    )

    assert [(one.term, one.points, one.sentence) for one in change.terms] == [
        ("droht", (2.5, 1.5), "Russland droht mit Krieg!"),
        ("Krieg", (0.0, 6.0), "Russland droht mit Krieg!"),
    ]


def test_another_text_is_told() -> None:
    """Offsets of two texts cannot be compared: the reader should know."""
    assert _only(difference([_line(sha="0")], [_line(sha="1")])).another_text


def test_articles_of_one_side_only() -> None:
    """They are listed, not compared."""
    found = difference([_line(name="a"), _line(name="b")], [_line(name="b"), _line(name="c")])

    assert (found.shared, found.only_before, found.only_after) == (1, ("a",), ("c",))
    assert found.changes == ()


def test_undecodable_texts_are_told_apart_by_their_place() -> None:
    """They have no id; the second of two came through in the second result."""
    dead: Line = {"outcome": "dead_lettered", "code": "decode/not_json", "article": None} | {
        "events": []
    }
    found = difference([dead, dead], [dead, dead | {"code": "decode/schema"}])

    assert (found.shared, _only(found).id) == (2, "(no id, 2)")
