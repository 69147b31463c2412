"""The rows that words have in a table of vectors, in a quarter of the memory that a dictionary takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from preshed.maps import PreshMap  # type: ignore[import-untyped]  # Cython has no stubs
from spacy.language import Language
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # Cython has no stubs


class WordRows(PreshMap):  # type: ignore[misc]  # what is without stubs may be anything
    """Rows by the hash of a word: what spaCy keeps as ``Vectors.key2row``.

    There they are objects of Python: 110 bytes a word, of which each language has 300,000.
    """

    def __init__(self, rows: Mapping[int, int]) -> None:
        super().__init__(2 * len(rows))  # it grows when three fifths of it are taken
        for key, row in rows.items():
            self[key] = row

    def get(self, key: int, default: Any = None) -> Any:
        """The row of a word, ``default`` when the table lacks it."""
        row = self[key]
        return default if row is None else row


def pack_vectors(nlp: Language) -> None:
    """Keep the rows of the words of ``nlp`` in numbers, not objects; its vectors answer as before."""
    vectors = nlp.vocab.vectors
    if isinstance(vectors, Vectors):
        vectors.key2row = WordRows(vectors.key2row)
