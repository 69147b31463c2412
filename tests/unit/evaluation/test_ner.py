"""Entities against a labeled set, start, end and label; from the file to the figures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.evaluation.ner import Compared, evaluate, measures, read
from worker.nlp.analyzer import Analyzer

BERLIN, BERLIN_LONG = (0, 6, "LOC"), (0, 10, "LOC")
PUTIN, NATO, WAR = (20, 25, "PER"), (30, 34, "ORG"), (40, 55, "MISC")


def _compared(gold: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> Compared:
    return Compared(frozenset(gold), frozenset(found))


def test_start_end_and_label_must_agree() -> None:
    """A span that is too long is a false alarm and a miss."""
    figures = measures([_compared({BERLIN, PUTIN}, {BERLIN_LONG, PUTIN})])

    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.5, 0.5)


def test_labels_that_a_set_lacks_are_not_held_against_it() -> None:
    """A set without ORG says nothing about an ORG that was found."""
    assert measures([_compared({BERLIN}, {BERLIN, NATO})])["f1"] == 1.0


def test_misc_counts_by_itself() -> None:
    """What is MISC differs from set to set: it is no part of the first figure."""
    figures = measures([_compared({BERLIN, WAR}, {BERLIN})])

    assert (figures["f1"], figures["f1_all"]) == (1.0, pytest.approx(2 / 3))


def test_a_set_is_read_and_measured(tmp_path: Path) -> None:
    """A gzipped file whose language nobody names; every label has figures of its own."""
    file = tmp_path / "set.jsonl.gz"
    text = "Der russische Präsident Wladimir Putin traf sich in Moskau mit Soldaten."
    gold = [[4, 13, "NORP"], [24, 38, "PER"], [52, 58, "LOC"]]
    file.write_bytes(gzip.compress(json.dumps({"text": text, "ents": gold}).encode()))

    figures = evaluate(file, analyzer=Analyzer(("de",)))

    one = {"f1": 1.0, "precision": 1.0, "recall": 1.0, "gold": 1}
    assert figures["labels"] == {"LOC": one, "NORP": one, "PER": one}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('{"text": "Berlin"}', 'item 1: expected {"text"'),
        ('{"text": "Berlin", "ents": [[0, 7, "LOC"]]}', r"item 1: \[0, 7, 'LOC'\] is no"),
        ('{"text": "Berlin", "ents": [[0, "LOC"]]}', r"item 1: \[0, 'LOC'\] is no"),
    ],
)
def test_a_bad_item_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    """File and item, and what was expected there."""
    file = tmp_path / "bad.jsonl"
    file.write_text(line, "utf-8")
    with pytest.raises(DataError, match=wrong):
        read(file)
