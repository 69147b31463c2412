"""Reader of treebanks in CoNLL-U (https://universaldependencies.org/format.html), plain or gzipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from worker.domain.errors import DataError
from worker.domain.tree import Word
from worker.evaluation.lines import texts

_ID, _FORM, _LEMMA, _UPOS, _HEAD, _DEPREL, _MISC = 0, 1, 2, 3, 6, 7, 9
_COLUMNS = 10

#: Subtypes that not every treebank has, by the relation that stands for them in all.
COMMON = {
    "acl:relcl": "acl",
    "csubj:pass": "csubj",
    "flat:foreign": "flat",
    "flat:name": "flat",
    "nmod:poss": "nmod",
    "obl:tmod": "obl",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a treebank: its text as the forms and their blanks make it, and its words."""

    text: str
    words: tuple[Word, ...]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a file; words inside a range of IDs count, empty nodes do not.

    Raises DataError with the line for a row that is none.
    """
    rows: list[list[str]] = []
    for number, line in texts(path):
        cells = line.split("\t")
        if not line.strip():
            yield from _sentence(rows)
            rows = []
        elif not line.startswith("#"):
            _check(cells, f"{path}:{number}")
            rows += [cells] if cells[_ID].isdecimal() else []
    yield from _sentence(rows)


def _check(cells: Sequence[str], place: str) -> None:
    if len(cells) != _COLUMNS:
        raise DataError(f"{place}: {len(cells)} columns, CoNLL-U has {_COLUMNS}")
    if cells[_ID].isdecimal() and not cells[_HEAD].isdecimal():
        raise DataError(f"{place}: the head {cells[_HEAD]!r} is no number")


def _sentence(rows: Sequence[Sequence[str]]) -> Iterator[Sentence]:
    if not rows:
        return
    text, words = "", []
    for index, row in enumerate(rows):
        start = len(text)
        text += row[_FORM]
        head, relation = _head(row, index), COMMON.get(row[_DEPREL], row[_DEPREL])
        words.append(Word(start, len(text), row[_LEMMA], row[_UPOS], head, relation))
        text += "" if "SpaceAfter=No" in row[_MISC] else " "
    yield Sentence(text.rstrip(), tuple(words))


def _head(row: Sequence[str], own: int) -> int:
    """The index of a row's head, counted from 0; its own for the root."""
    head = int(row[_HEAD])
    return head - 1 if head else own
