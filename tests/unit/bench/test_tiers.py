"""Both tiers side by side: what is measured, and how it reads."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import orjson
import pytest

from bench import sets
from bench.sets import LabeledSet, Measure
from bench.tiers.__main__ import SETS
from bench.tiers.accuracy import Figure, figures
from bench.tiers.page import fill, render
from bench.tiers.speed import Speed, earlier
from tests.support.tiny import FOLDER

FIGURES = [
    Figure("News", "2 articles", "event F1", {"fast": 0.5, "accurate": 0.61}, main=True),
    Figure("News", "2 articles", "speaker F1", {"fast": 0.4, "accurate": 0.4}, main=False),
]
SPEEDS = [
    Speed("fast", 1, 14.04, 1.0, 70.0, 310, 5.0),
    Speed("fast", 2, 24.0, 1.0, 70.0, 320, 5.0),
    Speed("accurate", 1, 4.5, 0.32, 220.0, 420, 6.0),
    Speed("accurate", 2, 8.0, 0.33, 220.0, 430, 6.0),
]
SIZES = {"fast": 22.0, "accurate": 59.4}


def test_a_set_is_measured_by_either_tier(tmp_path: Path) -> None:
    """Only its last items, where that is told."""
    items = [{"text": "Nichts.", "ents": []}, {"text": "Berlin schweigt.", "ents": [[0, 6, "LOC"]]}]
    file = tmp_path / "names.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(item) + "\n" for item in items)
    labeled = LabeledSet(
        file.name, "ner", "de", "Names", "sentences", (Measure("f1", "F1"),), last=1
    )

    more = [f"coder.weights={FOLDER}"]
    (found,) = figures(labeled, tmp_path, tmp_path, more=more)
    assert (found.set, found.items, found.main) == ("Names", "1 sentences", True)
    assert set(found.values) == {"fast", "accurate"}
    assert found.values["fast"] == 1.0


def test_a_column_a_tier() -> None:
    """The chief figures alone, or all of them."""
    assert render(FIGURES, SPEEDS, SIZES, whole=False).splitlines() == [
        "|  | fast | accurate |",
        "| --- | ---: | ---: |",
        "| News: event F1 | 0.500 | 0.610 |",
        "| articles a second, end to end, one process | 14.0 | 4.5 |",
        "| articles a second, end to end, 2 processes | 24.0 | 8.0 |",
        "| memory of a process, MB | 310 | 420 |",
        "| weights, MB | 22 | 59 |",
    ]
    assert "| News: speaker F1 | 0.400 | 0.400 |" in render(FIGURES, SPEEDS, SIZES, whole=True)


def test_a_page_without_its_place_is_refused(tmp_path: Path) -> None:
    """Elsewhere nothing is overwritten."""
    page = tmp_path / "page.md"
    page.write_text("Above\n<!-- tiers -->\nold\n<!-- /tiers -->\nbelow\n", encoding="utf-8")
    fill(page, "new\n")
    assert page.read_text(encoding="utf-8").splitlines()[2] == "new"
    page.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="no <!-- tiers -->"):
        fill(page, "new")


def test_speeds_of_an_earlier_run_can_be_kept(tmp_path: Path) -> None:
    """New weights of the same size need no new clock."""
    file = tmp_path / "tiers.json"
    file.write_bytes(orjson.dumps({"speeds": SPEEDS, "machine": {"cores": 2}}))
    assert earlier(file) == (SPEEDS, {"cores": 2})


def test_the_sets_are_those_of_the_goals() -> None:
    """Events, sides given and to be found, news, names."""
    assert {one.set for one in sets.read(SETS).set} == {
        "events", "plover", "dyads", "news", "conflict", "ner",
    }  # fmt: skip
