"""The articles that are measured: real ones where they are at hand, else the samples of the project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import orjson

from bench.paths import ROOT


@dataclass(frozen=True, slots=True)
class Sample:
    """Raw German articles as Kafka values; ``source`` says where they are from."""

    source: str
    values: Sequence[bytes]

    def part(self, number: int, size: int) -> list[bytes]:
        """The part ``number`` of ``size`` articles; starts over when the articles are used up."""
        return list(islice(cycle(self.values), number * size, (number + 1) * size))


def sample(shared: Path) -> Sample:
    """The German articles of Wikinews in ``shared``, else the German seeds."""
    file = shared / "articles" / "wikinews_de.jsonl"
    if file.is_file():
        return Sample(f"{file.name}, German Wikinews", file.read_bytes().splitlines())
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.json"))]
    german = [value for value in seeds if orjson.loads(value)["language"] == "de"]
    return Sample("the German articles of seeds/, repeated", german)


def words(value: bytes) -> int:
    """Words between blanks of an article's title and text."""
    article = orjson.loads(value)
    return len(f"{article.get('title') or ''} {article['text']}".split())
