"""Fingerprints of texts (MinHash, Broder 1997), and what two of them say of their texts.

MinHash estimates the resemblance J of two shingle sets, the share of their union that both hold. With
the sizes of the sets it gives how much of one is contained in the other, J(|A|+|B|) / ((1+J)|A|): a text
that was cut in half is wholly contained in the one it was cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

import numpy as np
from rensa import RMinHash

from worker.domain.signature import Sketch

_PERMUTATIONS = 128
_SEED = 20_220_629
_SHINGLE = 3
#: Words that count as the beginning of a text.
LEAD_WORDS = 45
#: Full values kept to find texts by: one alone is shared by texts with J = 0.4 in 98% of cases.
_KEYS = 8
_MOST_FACTS = 96
#: A word this long, or a number, is taken for a fact, by its first letters.
_FACT_LENGTH, _FACT_STEM = 5, 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the sketches of two texts say, each a share from 0 to 1.

    ``resemblance`` is J; ``known`` of the new text's shingles stand in the old one, ``kept`` of the old
    one's in the new one; ``facts`` is how much of what the beginning of the new text names is named in
    the old one.
    """

    resemblance: float
    known: float
    kept: float
    facts: float


def sketch(words: Sequence[str]) -> Sketch:
    """The fingerprint of a text given its words; texts of fewer words than a shingle are one shingle."""
    shingles = _shingles(words)
    digest = _digest(shingles)
    return Sketch(
        body=_packed(digest),
        size=len(shingles),
        keys=tuple(digest[:_KEYS]),
        facts=facts(words),
        lead_facts=facts(words[:LEAD_WORDS]),
    )


def facts(words: Iterable[str]) -> frozenset[int]:
    """16-bit hashes of the numbers and long words, the first of a long text."""
    named = dict.fromkeys(word[:_FACT_STEM] for word in words if _is_fact(word))
    return frozenset(crc32(word.encode()) & 0xFFFF for word in islice(named, _MOST_FACTS))


def compare(new: Sketch, old: Sketch) -> Likeness:
    """How much of ``new`` is known from ``old``."""
    resemblance = _resemblance(new.body, old.body)
    shared = resemblance * (new.size + old.size) / (1 + resemblance)
    named = new.lead_facts
    return Likeness(
        resemblance=resemblance,
        known=min(1.0, shared / new.size),
        kept=min(1.0, shared / old.size),
        facts=len(named & old.facts) / len(named) if named else 1.0,
    )


def _is_fact(word: str) -> bool:
    return len(word) >= _FACT_LENGTH or word[0].isdigit()


def _shingles(words: Sequence[str]) -> list[str]:
    last = max(1, len(words) - _SHINGLE + 1)
    return sorted({" ".join(words[start : start + _SHINGLE]) for start in range(last)})


def _digest(shingles: list[str]) -> list[int]:
    minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    minhash.update(shingles)
    return list(minhash.digest())


def _packed(digest: Sequence[int]) -> bytes:
    return (np.asarray(digest, dtype=np.uint32) & 0xFFFF).astype("<u2").tobytes()


def _resemblance(one: bytes, other: bytes) -> float:
    equal = np.frombuffer(one, dtype="<u2") == np.frombuffer(other, dtype="<u2")
    return float(np.count_nonzero(equal)) / len(equal)
