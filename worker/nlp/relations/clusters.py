"""Word clusters as names: words that are used alike share one, whether training saw them or not."""

from __future__ import annotations

import zlib

from spacy.vocab import Vocab


def cluster(vocab: Vocab, word: str) -> str | None:
    """The cluster of a word, None where the pipeline's table of vectors lacks it.

    The words of a cluster share one vector, which names it here: so the name depends on the cluster
    alone, not on the row where a pipeline happens to keep it.
    """
    vectors = vocab.vectors
    for form in (word, word.lower()):
        row = vectors.key2row.get(vocab.strings[form])
        if row is not None:
            return f"{zlib.crc32(vectors.data[row].tobytes()):x}"
    return None
