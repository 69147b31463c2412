"""Marked sentences, tagged sentences, and what the coder makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.evaluation import dyads, plover
from worker.evaluation.conll import read
from worker.evaluation.marked import question

TAGGED = "Russia B-S\nattacked O\nthe B-T\nUkraine I-T\n. O\n\nIran B-S\nwaits O\n"


@pytest.mark.parametrize(
    ("marked", "text", "source", "target"),
    [
        ("<s>Russia</s> hit <t>Kyiv</t>.", "Russia hit Kyiv.", ((0, 6),), ((11, 15),)),
        ("<t>A</t> by <s>B</s> and <s>C</s>", "A by B and C", ((5, 6), (11, 12)), ((0, 1),)),
        ("nobody", "nobody", (), ()),
    ],
)
def test_marks_are_stripped(
    marked: str, text: str, source: tuple[object, ...], target: tuple[object, ...]
) -> None:
    """The tags go, the places of what they marked stay."""
    found = question(marked)
    assert (found.text, found.source, found.target) == (text, source, target)


def test_tagged_sentences(tmp_path: Path) -> None:
    """Tokens are joined by blanks; spans are ranges of characters."""
    path = tmp_path / "tagged.conll"
    path.write_text(TAGGED, encoding="utf-8")
    first, second = read(path)
    assert first.text == "Russia attacked the Ukraine ."
    assert (first.sources, first.targets) == (((0, 6),), ((16, 27),))
    assert (second.sources, second.targets) == (((0, 4),), ())


def test_wrong_column_is_named(tmp_path: Path) -> None:
    """A line of three cells is refused with its number."""
    path = tmp_path / "tagged.conll"
    path.write_text("Russia B-S\na b c\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"tagged\.conll:2: 3 cells"):
        list(read(path))


def test_dyads_of_a_file(tmp_path: Path) -> None:
    """The coder finds the source exactly and the target without its article."""
    path = tmp_path / "tagged.conll"
    path.write_text("Russia B-S\nattacked O\nUkraine B-T\n. O\n", encoding="utf-8")
    result = dyads.evaluate(path)
    assert (result["source_f1"], result["target_f1"], result["overlap_f1"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("words", "source", "target"),
    [
        ("The/S Russian/S army/S hit/- the/T Ukraine/T ./-", 1.0, 1.0),
        ("Iran/S said/- it/- attacked/- Israel/T ./-", 1.0, 1.0),
        ("Russia/S attacked/- Ukraine/T as/- Iran/- threatened/- Israel/- ./-", 1.0, 1.0),
        ("Russia/S attacked/- ./-", 1.0, 0.0),
    ],
)
def test_sides_of_one_event_a_sentence(
    tmp_path: Path, words: str, source: float, target: float
) -> None:
    """A leading article is no part; a pronoun leads to its name; the first event is compared."""
    path, before, lines = tmp_path / "tagged.conll", "-", []
    for word, _, side in (part.partition("/") for part in words.split()):
        tag = "O" if side == "-" else f"{'I' if side == before else 'B'}-{side}"
        lines.append(f"{word} {tag}")
        before = side
    path.write_text("\n".join(lines), encoding="utf-8")
    result = dyads.evaluate(path)
    assert (result["source_f1"], result["target_f1"]) == (source, target)


def test_types_of_a_file(tmp_path: Path) -> None:
    """With its sides given, an announced attack is a threat and a release a yield."""
    items = [
        ("<s>Russland</s> griff <t>die Ukraine</t> an.", "ASSAULT", 4),
        ("<s>Die USA</s> wollen <t>den Iran</t> angreifen.", "THREATEN", 3),
        ("<s>Syrien</s> ließ <t>zwei Amerikaner</t> frei.", "YIELD", 2),
    ]
    path = tmp_path / "plover.jsonl"
    lines = [json.dumps({"language": "de", "marked": m, "root": r, "quad": q}) for m, r, q in items]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = plover.evaluate(path)
    assert (result["root_macro_f1"], result["quad_macro_f1"]) == (1.0, 1.0)
