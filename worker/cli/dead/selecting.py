"""Which dead letters are meant: by name, stage, code, outlet and time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from worker.cli.failures import MISUSED, CommandError
from worker.cli.ranges import Point
from worker.domain.outcome import DEAD_CODES, Stage
from worker.messages.dead import Letter

_AGO = re.compile(r"(\d{1,6})([smhd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: Looked for in the bytes, because the letters with the worst of them are no JSON.
_FIELD = rb'"%s"\s{0,9}:\s{0,9}"([^"\\]{1,512})"'
_OUTLET, _URL = re.compile(_FIELD % b"outlet"), re.compile(_FIELD % b"url")
_HOST = re.compile(r"https?://([^/\s:?#]{1,253})", re.IGNORECASE)
_LOOKED_THROUGH = 64 * 1024

#: Partition and offset of a letter in articles.dead.
Name = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a letter must be to be meant; what is None or empty does not matter."""

    stage: str | None = None
    code: str | None = None
    outlet: str | None = None
    since: Point | None = None
    names: frozenset[Name] = frozenset()

    @classmethod
    def of(
        cls,
        stage: str | None,
        code: str | None,
        outlet: str | None,
        since: str | None,
        names: Iterable[str] = (),
    ) -> Selection:
        """Read the options of a command; raises CommandError for a word that nothing can match."""
        _known("--stage", stage, get_args(Stage))
        _known("--code", code, DEAD_CODES)
        begin = None if since is None else moment(since)
        return cls(stage, code, outlet, begin, frozenset(map(name, names)))

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows it."""
        return self == Selection()

    def takes(self, place: Name, letter: Letter) -> bool:
        """Whether a letter at this place is meant; its time was looked at when it was read."""
        return (
            (not self.names or place in self.names)
            and self.stage in (None, letter.stage)
            and self.code in (None, letter.code)
            and (self.outlet is None or self.outlet == outlet(letter))
        )


def name(text: str) -> Name:
    """Read "0/17", or "17" for partition 0; raises CommandError."""
    partition, slash, offset = text.rpartition("/")
    if not offset.isdecimal() or not (partition.isdecimal() if slash else not partition):
        raise CommandError(
            f"{text!r} names no dead letter: PARTITION/OFFSET, as `dead list` shows it",
            code=MISUSED,
        )
    return int(partition or 0), int(offset)


def moment(text: str) -> Point:
    """Read "90m", "12h" or "3d" ago, or a time; raises CommandError."""
    if ago := _AGO.fullmatch(text):
        seconds = int(ago[1]) * _SECONDS[ago[2]]
        return Point(time=int((time.time() - seconds) * 1000))
    point = Point.of(text)
    if point.time is None:
        raise CommandError(
            f"--since {text}: expected a time (2022-06-29T18:00+02:00) or an age (90m, 12h, 3d)",
            code=MISUSED,
        )
    return point


def outlet(letter: Letter) -> str:
    """The outlet that the bytes name, else the host of their URL, else nothing."""
    start = (letter.value or b"")[:_LOOKED_THROUGH]
    if found := _OUTLET.search(start):
        return found[1].decode("utf-8", "replace")
    url = _URL.search(start)
    host = _HOST.match(url[1].decode("utf-8", "replace")) if url else None
    return host[1].lower() if host else ""


def _known(option: str, given: str | None, words: Iterable[str]) -> None:
    if given is not None and given not in words:
        raise CommandError(f"{option} {given}: there are {', '.join(words)}", code=MISUSED)
