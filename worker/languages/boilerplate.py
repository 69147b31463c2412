"""What is printed around a story, read from boilerplate.tsv of every language: its own is not known yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from worker.domain.article import RemovalReason
from worker.languages.tables import LANGUAGES, Row, path, rows

Place = Literal["whole", "label", "open", "start", "holds", "tail"]
_PLACES: tuple[Place, ...] = get_args(Place)
_REASONS: tuple[RemovalReason, ...] = get_args(RemovalReason)


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The words of a place with their reason, the longest first; ``starts`` has the words alone."""

    places: Mapping[Place, Mapping[str, RemovalReason]]
    starts: Mapping[Place, tuple[str, ...]]

    def words(self, place: Place) -> Mapping[str, RemovalReason]:
        """The words of a place with their reason."""
        return self.places[place]

    def beginning(self, place: Place, line: str) -> RemovalReason | None:
        """Why a line (folded) goes that begins with words of a place; None when it does not."""
        if not line.startswith(self.starts[place]):
            return None
        begun = (words for words in self.places[place] if line.startswith(words))
        whole = (
            words for words in begun if not f"{line} "[len(words) - 1 : len(words) + 1].isalnum()
        )
        return next((self.places[place][words] for words in whole), None)


@cache
def boilerplate() -> Boilerplate:
    """The shipped tables; raises DataError where a line is wrong or stands twice."""
    found: dict[Place, dict[str, RemovalReason]] = defaultdict(dict)
    for code in LANGUAGES:
        for row in rows(path(code, "boilerplate.tsv"), columns=("reason", "place", "words")):
            place, words = row.choice("place", _PLACES), _words(row)
            if code == LANGUAGES[0] and words in found[place]:
                raise row.error(f"words {words!r} stand there twice")
            found[place].setdefault(words, row.choice("reason", _REASONS))
    places = {
        place: dict(sorted(found[place].items(), key=lambda item: (-len(item[0]), item[0])))
        for place in _PLACES
    }
    return Boilerplate(places, {place: tuple(places[place]) for place in _PLACES})


def _words(row: Row) -> str:
    words = row.text("words")
    if words != words.casefold():
        raise row.error(f"words {words!r}: lower case is expected, with 'ß' as 'ss'")
    return words
