"""Word clusters as static vectors: what the networks know of words that no training text has.

The package spacy-lookups-data (MIT) has a Brown cluster for each of its million most frequent words. A
cluster is a path in a binary tree, its lowest bit the first turn; words whose paths begin alike are used
alike. A word's vector is the sum of one random vector for each of several beginnings of its path. All
words of a cluster share one row, so 100,000 words take little more than 1 MB.

The most frequent words have vectors, and rarer ones where names are expected of them: words with a large
first letter in a cluster whose words are often parts of names. That is where new names come from.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.vectors import Vectors  # type: ignore[import-not-found]

#: Words that get a vector, the most frequent first, and how many of these only as likely names.
_WORDS, _NAMES = 600_000, 450_000
#: A cluster is one of names when so many of its words were seen, and so many of these in names.
_SEEN, _SHARE = 5, 0.25
#: Components of a vector; turns of the path that count.
_WIDTH = 64
_TURNS = (4, 6, 8, 10, 12, 64)


def save(language: str, out: Path, names: Iterable[tuple[str, bool]]) -> None:
    """Write a blank pipeline of ``language`` to ``out`` that has the vectors.

    ``names`` are words of texts and whether each is part of a name.
    """
    clusters = _chosen(_table(language), names)
    paths = sorted(set(clusters.values()))
    row = {path: at for at, path in enumerate(paths)}
    nlp = spacy.blank(language)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=vectors(paths), name=f"{language}_clusters"
    )
    for word, path in clusters.items():
        nlp.vocab.vectors.add(word, row=row[path])
    nlp.to_disk(out)


def _chosen(table: dict[str, int], names: Iterable[tuple[str, bool]]) -> dict[str, int]:
    """The frequent words, and the rarer ones that are likely names."""
    seen: Counter[tuple[int, bool]] = Counter(
        (table[word], named) for word, named in names if word in table
    )
    of_names = {
        path
        for path, named in seen
        if named and seen[path, True] >= max(_SEEN, _SHARE * (seen[path, True] + seen[path, False]))
    }
    return {
        word: path
        for rank, (word, path) in enumerate(islice(table.items(), _WORDS))
        if rank < _WORDS - _NAMES or (path in of_names and word[:1].isupper())
    }


def vectors(paths: Sequence[int]) -> NDArray[np.float32]:
    """One row a path; the same path gives the same row in every run."""
    return np.stack([_vector(path) for path in paths]).astype(np.float32)


def _vector(path: int) -> NDArray[np.float64]:
    total = np.zeros(_WIDTH)
    for count in _TURNS:
        beginning = path & ((1 << count) - 1)
        total += np.random.default_rng((count, beginning)).standard_normal(_WIDTH)
    return total


def _table(language: str) -> dict[str, int]:
    """Words and their clusters, the most frequent first."""
    package = importlib.util.find_spec("spacy_lookups_data")
    if package is None or package.origin is None:
        raise ModuleNotFoundError(
            "spacy-lookups-data is missing: pip install -r training/requirements.lock"
        )
    path = Path(package.origin).parent / "data" / f"{language}_lexeme_cluster.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table: dict[str, int] = json.load(file)
    return table
