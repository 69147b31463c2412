"""Texts without any labels, in sentences: what the teacher reads for the small networks."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from training.corpora import need

#: A sentence ends where a word of at least three letters has its full stop and a capital follows.
_BORDER = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-ZÄÖÜ„])|(?<=[.!?][“”\"]) (?=[A-ZÄÖÜ„])")
#: Words in a sentence worth learning from.
_SHORTEST, _LONGEST = 4, 45
#: Paragraphs of the speeches.
_PARAGRAPHS = 314_347


def speeches(folder: Path, count: int, names: frozenset[str]) -> Iterator[str]:
    """About ``count`` sentences of the German Bundestag, taken evenly from all years.

    Of a paragraph it is the sentence with the most of the words in ``names``, if it has any.
    """
    path = folder / "text" / "de_bundestag_2021_2025.txt.xz"
    need(path)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        # About half of all paragraphs name no one.
        for paragraph in islice(lines, 0, None, max(1, _PARAGRAPHS // (2 * count))):
            fit = [sentence for sentence in sentences(paragraph) if _is_fit(sentence)]
            best = max(fit, key=lambda sentence: _named(sentence, names), default="")
            if _named(best, names):
                yield best


def paragraphs(folder: Path, *, step: int) -> Iterator[str]:
    """Every ``step``-th paragraph of the German Bundestag."""
    path = folder / "text" / "de_bundestag_2021_2025.txt.xz"
    need(path)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(lines, 0, None, step)


def _named(sentence: str, names: frozenset[str]) -> int:
    return sum(word.strip(",.;:!?„“()") in names for word in sentence.split()[1:])


def articles(folder: Path, names: Iterable[str]) -> Iterator[str]:
    """The sentences of the texts in ``events/<name>.jsonl``, which have events but no names marked."""
    for name in names:
        path = folder / "events" / f"{name}.jsonl"
        need(path)
        for line in path.read_text("utf-8").splitlines():
            item = json.loads(line)
            for text in item.get("sentences", [item.get("text")]):
                yield from sentences(text)


def sentences(paragraph: str) -> list[str]:
    """A paragraph in sentences, by their signs and the capital behind."""
    return [part.strip() for part in _BORDER.split(paragraph) if part.strip()]


def _is_fit(sentence: str) -> bool:
    return _SHORTEST <= sentence.count(" ") + 1 <= _LONGEST
