"""Words in the pieces of a tokenizer: the one way in which a text enters the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Words, and whether a space is behind each.
Words = tuple[Sequence[str], Sequence[bool]]

#: Tells the encoder that this is a text to read; it was trained with the word in front.
_PREFIX = "query: "
#: Pieces that the encoder can read at once.
_LONGEST = 510


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in pieces: their numbers, and each word's first and last piece."""

    pieces: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


def text_of(words: Words) -> str:
    """The words as a text."""
    return "".join(word + " " * space for word, space in zip(*words, strict=True))


def read(tokenizer: Tokenizer, words: Sequence[str], spaces: Sequence[bool]) -> Reading | None:
    """The text in pieces, or None where it is too long for the encoder."""
    starts = np.cumsum([len(_PREFIX)] + [len(w) + s for w, s in zip(words, spaces, strict=True)])
    encoding = tokenizer.encode(_PREFIX + text_of((words, spaces)))
    if len(encoding.ids) > _LONGEST:
        return None
    piece_at = np.zeros(starts[-1], dtype=int)
    for piece, (start, end) in enumerate(encoding.offsets):
        piece_at[start:end] = piece
    first = tuple(int(piece_at[at]) for at in starts[:-1])
    last = tuple(int(piece_at[at + len(word) - 1]) for at, word in zip(starts, words, strict=False))
    return Reading(tuple(encoding.ids), first, last)


def sizes(tokenizer: Tokenizer, texts: Sequence[str]) -> list[int]:
    """How many pieces each text has by itself.

    One by one: for a batch the tokenizer would start threads, and each process of the pool has one core.
    """
    return [len(tokenizer.encode(text, add_special_tokens=False).ids) for text in texts]
