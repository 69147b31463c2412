"""The rows of vectors by word, as spaCy asks for them."""

from __future__ import annotations

import numpy as np
from spacy.lang.de import German
from spacy.vectors import Vectors  # type: ignore[import-not-found]  # Cython has no stubs

from worker.nlp.wordrows import WordRows, pack_vectors

_HIGHEST = 2**64 - 1


def test_rows_are_those_of_the_dictionary() -> None:
    """Of any hash, and as many as there are."""
    rows = {hash_ * 0x9E3779B97F4A7C15 & _HIGHEST: hash_ % 700 for hash_ in range(1, 5_000)}
    packed = WordRows(rows | {_HIGHEST: 3})
    assert dict(packed.items()) == rows | {_HIGHEST: 3}
    assert packed.get(_HIGHEST) == 3


def test_a_word_without_a_row() -> None:
    """It has the default, as with a dictionary."""
    packed = WordRows({17: 0})
    assert (packed.get(17), packed.get(18), packed.get(18, -1)) == (0, None, -1)
    assert 18 not in packed


def test_packed_vectors_answer_as_before() -> None:
    """Batches, single words and words that have no vector."""
    nlp = German()
    data = np.arange(6, dtype=np.float32).reshape(3, 2)
    words = ["Panzer", "Gespräch", "Grenze"]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=words)
    asked = [nlp.vocab.strings.add(word) for word in (*reversed(words), "Zaun")]
    before = nlp.vocab.vectors.get_batch(asked)
    pack_vectors(nlp)
    assert np.array_equal(before, nlp.vocab.vectors.get_batch(asked))
    assert nlp.vocab.has_vector("Panzer")
    assert not nlp.vocab.has_vector("Zaun")
    assert nlp.vocab.get_vector("Grenze").tolist() == [4.0, 5.0]
    assert nlp("Panzer")[0].has_vector
