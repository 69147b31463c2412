"""How far a delivery came, in a small file: where it goes on when it is started again.

It is written after the broker has acknowledged what it tells of: what was delivered between two writes comes
twice when the program is killed there, and nothing is left out. The worker tells the two apart by their id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from worker.cli.failures import CommandError

#: Entries of a feed that are remembered: more than any feed lists at once.
_REMEMBERED = 2_000


@dataclass
class Feed:
    """What a server gave to tell later whether a feed has changed, and the latest entries delivered."""

    etag: str = ""
    modified: str = ""
    seen: list[str] = field(default_factory=list)

    def remember(self, entries: Iterable[str]) -> None:
        """Add entries; the oldest are forgotten."""
        self.seen = list(dict.fromkeys([*self.seen, *entries]))[-_REMEMBERED:]


@dataclass
class Journal:
    """Articles done by file, and feeds by URL; without a ``path`` nothing outlives the program."""

    path: Path | None = None
    files: dict[str, int] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path | None) -> Journal:
        """The journal in ``path``, an empty one where there is none yet; raises CommandError."""
        if path is None or not path.exists():
            return cls(path)
        try:
            return cls._read(path, orjson.loads(path.read_bytes()))
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise CommandError(
                f"{path} is no record of progress ({error}); name another file, or remove it to start over"
            ) from error

    @classmethod
    def _read(cls, path: Path, known: dict[str, Any]) -> Journal:
        feeds = {url: Feed(**feed) for url, feed in known["feeds"].items()}
        return cls(path, {name: int(done) for name, done in known["files"].items()}, feeds)

    def feed(self, url: str) -> Feed:
        """What is known of a feed; a new one is taken in."""
        return self.feeds.setdefault(url, Feed())

    def save(self) -> None:
        """Write it in one step: a program that dies here leaves the old one or the new one."""
        if self.path is None:
            return
        known = {"files": self.files, "feeds": {url: asdict(f) for url, f in self.feeds.items()}}
        fresh = self.path.with_name(f"{self.path.name}.new")
        fresh.write_bytes(orjson.dumps(known, option=orjson.OPT_INDENT_2))
        fresh.replace(self.path)
