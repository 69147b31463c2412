"""Readers of the corpora: sentences with entities (JSON lines) and trees (CoNLL-U), both gzipped.

The corpora are no part of the project. They are expected in ``../shared/corpora``, seen from the root of
the checkout; ``--corpora`` names another folder. Their licences are in the NOTICE.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Where the corpora are expected when nobody says otherwise.
DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "corpora"

#: Sentences at the end of de_wikinews that nothing that ships is trained on: the last 85 of 850 articles.
HELD_OUT = 1_195

_ID, _FORM, _LEMMA, _UPOS, _FEATS, _HEAD, _DEPREL, _MISC = 0, 1, 2, 3, 5, 6, 7, 9


class CorpusMissingError(Exception):
    """A corpus is not where it should be; the message says where it was looked for."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its entities: (start, end, label), in code points."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a tree; ``head`` counts from 0 and is the word's own index for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool


def marked(folder: Path, name: str) -> Iterator[Marked]:
    """The sentences of ``ner/<name>.jsonl.gz``."""
    for line in _lines(folder / "ner" / f"{name}.jsonl.gz"):
        item = json.loads(line)
        yield Marked(item["text"], tuple((start, end, label) for start, end, label in item["ents"]))


def trees(folder: Path, name: str) -> Iterator[list[Word]]:
    """The sentences of ``ud/<name>.conllu.gz``."""
    rows: list[list[str]] = []
    for line in _lines(folder / "ud" / f"{name}.conllu.gz"):
        cells = line.split("\t")
        if cells[_ID].isdecimal():
            rows.append(cells)
        elif not line and rows:
            yield [_word(cells) for cells in rows]
            rows = []
    if rows:
        yield [_word(cells) for cells in rows]


def _word(cells: list[str]) -> Word:
    own, head = int(cells[_ID]) - 1, int(cells[_HEAD]) - 1
    return Word(
        form=cells[_FORM],
        lemma=cells[_LEMMA],
        upos=cells[_UPOS],
        feats="" if cells[_FEATS] == "_" else cells[_FEATS],
        head=own if head < 0 else head,
        deprel="ROOT" if head < 0 else cells[_DEPREL],
        space_after="SpaceAfter=No" not in cells[_MISC],
    )


def _lines(path: Path) -> Iterator[str]:
    """The lines of a gzipped text, without their ends."""
    need(path)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def need(path: Path) -> None:
    """Raise CorpusMissingError where ``path`` is no file."""
    if not path.is_file():
        raise CorpusMissingError(
            f"the corpus {path} is missing: name the folder of corpora with --corpora"
        )
