"""The pieces that German and English need: of 250,000 those that texts use, and every single letter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Pieces at most: 384 bytes each in the shipped weights.
LARGEST = 64_000
#: How often a piece must be used: a rarer one falls apart into smaller ones, which are trained better.
_LEAST = 2
#: What the network counts on besides texts: begin, padding, end, unknown, and the mark of a new word.
_SPECIAL = 4
_SPACE = "▁"
_BATCH = 1_000


def used(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece is used in texts."""
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            _count(tokenizer, batch, counts)
            batch = []
    _count(tokenizer, batch, counts)
    return counts


def _count(tokenizer: Tokenizer, batch: Sequence[str], counts: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch(list(batch), add_special_tokens=False):
        counts.update(encoding.ids)


def kept(pieces: Sequence[str], counts: Counter[int], *, largest: int = LARGEST) -> list[int]:
    """The old numbers of the pieces that stay, in their old order.

    Special pieces stay where they are; single letters of the Latin, Greek and Cyrillic scripts stay, so
    that no name becomes unknown; then come the most used ones.
    """
    always = [i for i, piece in enumerate(pieces) if i < _SPECIAL or _is_letter(piece)]
    wanted = sorted((i for i, n in counts.items() if n >= _LEAST), key=lambda i: (-counts[i], i))
    chosen = dict.fromkeys((*always, *wanted))
    return sorted(list(chosen)[:largest])


def _is_letter(piece: str) -> bool:
    letter = piece.removeprefix(_SPACE)
    return piece == _SPACE or (len(letter) == 1 and (ord(letter) < 0x530 or letter in "„“”‚‘’–—…€"))


def pruned(definition: str, numbers: Sequence[int]) -> str:
    """A tokenizer's definition (JSON) with these pieces only, renumbered in this order.

    Whatever else refers to a piece by number (special pieces of the ends, added ones) keeps its meaning.
    """
    whole = json.loads(definition)
    places = {old: new for new, old in enumerate(numbers)}
    vocabulary = whole["model"]["vocab"]
    whole["model"]["vocab"] = [vocabulary[old] for old in numbers]
    whole["model"]["unk_id"] = places[whole["model"]["unk_id"]]
    whole["added_tokens"] = [
        {**token, "id": places[token["id"]]}
        for token in whole["added_tokens"]
        if token["id"] in places
    ]
    for special in whole["post_processor"].get("special_tokens", {}).values():
        special["ids"] = [places[old] for old in special["ids"]]
    return json.dumps(whole, ensure_ascii=False)


def pieces(definition: str) -> list[str]:
    """The pieces of a tokenizer's definition, by number."""
    return [piece for piece, _ in json.loads(definition)["model"]["vocab"]]
