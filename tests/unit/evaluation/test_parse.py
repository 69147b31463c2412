"""Trees against a treebank: words, arcs, lemmas and constructions."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from worker.domain.errors import DataError
from worker.domain.tree import Word
from worker.evaluation.conllu import read
from worker.evaluation.parse import compare, evaluate, measures
from worker.nlp.analyzer import Analyzer

#: "Er lehnt das ab.", the columns that are read.
ROWS = [
    ("1", "Er", "er", "PRON", "2", "nsubj", "_"),
    ("2", "lehnt", "lehnen", "VERB", "0", "root", "_"),
    ("3", "das", "der", "PRON", "2", "obj", "_"),
    ("4", "ab", "ab", "ADP", "2", "compound:prt", "SpaceAfter=No"),
    ("5", ".", ".", "PUNCT", "2", "punct", "_"),
]


def _line(row: tuple[str, ...]) -> str:
    number, form, lemma, upos, head, deprel, misc = row
    return "\t".join((number, form, lemma, upos, "_", "_", head, deprel, "_", misc))


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """One sentence, with a comment and an empty node, gzipped."""
    lines = ["# text = Er lehnt das ab.", *map(_line, ROWS)]
    lines.insert(3, _line(("2.1", "es", "es", "PRON", "_", "_", "_")))
    file = tmp_path / "small.conllu.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    return file


def _measured(treebank: Path, **changes: Word) -> dict[str, Any]:
    """The figures of a parse that differs from the treebank in some words, named by their index."""
    (gold,) = read(treebank)
    found = [changes.get(f"w{index}", word) for index, word in enumerate(gold.words)]
    return measures([compare(gold, found)])


def test_a_treebank_is_read(treebank: Path) -> None:
    """Text from forms and blanks, offsets, heads counted from 0, no empty nodes."""
    (sentence,) = read(treebank)

    assert sentence.text == "Er lehnt das ab."
    assert sentence.words[0] == Word(0, 2, "er", "PRON", 1, "nsubj")
    assert [word.head for word in sentence.words] == [1, 1, 1, 1, 1]


def test_the_treebank_itself_is_right(treebank: Path) -> None:
    """Every figure is 1, by relation and by construction too."""
    figures = _measured(treebank)

    assert (figures["uas"], figures["las"], figures["upos"], figures["lemma"]) == (1, 1, 1, 1)
    assert figures["labels"]["nsubj"]["f1"] == figures["constructions"]["subject"]["f1"] == 1


def test_a_wrong_relation_costs_the_labeled_figure(treebank: Path) -> None:
    """The object as a second subject: two of four labeled arcs about it are wrong, the head is right."""
    figures = _measured(treebank, w2=Word(9, 12, "der", "PRON", 1, "nsubj"))

    assert (figures["uas"], figures["las"]) == (1, 0.75)
    assert figures["constructions"]["object"]["recall"] == 0


def test_a_verb_without_its_particle_has_a_wrong_lemma(treebank: Path) -> None:
    """Whoever takes "ab" for a preposition reads another verb."""
    figures = _measured(treebank, w3=Word(13, 15, "ab", "ADP", 1, "case"))

    assert figures["lemma"] == 0.8
    assert figures["constructions"]["separable_particle"]["f1"] == 0


def test_punctuation_has_no_arc(treebank: Path) -> None:
    """As in spaCy's scorer."""
    assert _measured(treebank, w4=Word(15, 16, ".", "PUNCT", 0, "punct"))["las"] == 1


def test_a_treebank_is_parsed_from_its_text(treebank: Path) -> None:
    """The shipped pipeline on four words and a period."""
    figures = evaluate(treebank, analyzer=Analyzer(("de",)))

    assert (figures["sentences"], figures["words"], figures["uas"]) == (1, 5, 1.0)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("1\tEr", "2 columns"), (_line(("1", "Er", "er", "PRON", "x", "nsubj", "_")), "no number")],
)
def test_a_bad_row_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    """File, line and what is wrong with it."""
    file = tmp_path / "bad.conllu"
    file.write_text(f"# text = Er\n{line}\n", "utf-8")
    with pytest.raises(DataError, match=f"bad.conllu:2: .*{wrong}"):
        list(read(file))
