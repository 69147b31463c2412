"""What agencies and editors put around a text, read from wires.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from worker.languages.tables import path, rows

Kind = Literal["agency", "boilerplate", "correction"]
#: What may stand beside the names of agencies in a line that is a credit and nothing else.
CREDIT_WORDS = frozenset(
    {
        "quelle", "source", "foto", "photo", "agentur", "agency", "via", "copyright", "mit", "von", "der",
        "und", "and", "with", "from", "the", "material", "c",
    }
)  # fmt: skip
_KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Wires:
    """The rows of wires.tsv by kind, in lower case."""

    agencies: frozenset[str]
    boilerplate: tuple[str, ...]
    corrections: tuple[str, ...]


@cache
def wires() -> Wires:
    """The shipped table; raises DataError where a line is wrong or stands twice."""
    found: dict[Kind, list[str]] = {kind: [] for kind in _KINDS}
    for row in rows(path("wires.tsv"), columns=("kind", "words")):
        kind, words = row.choice("kind", _KINDS), row.text("words")
        if words != words.casefold():
            raise row.error(f"words {words!r}: lower case is expected")
        if words in found[kind]:
            raise row.error(f"words {words!r} stand there twice")
        found[kind].append(words)
    return Wires(
        frozenset(found["agency"]), tuple(found["boilerplate"]), tuple(found["correction"])
    )
