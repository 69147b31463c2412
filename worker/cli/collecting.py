"""What ``produce`` delivers: articles of files and feeds, from where the last delivery ended."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from worker.cli import feeds, inputs
from worker.cli.failures import CommandError
from worker.cli.fetching import Fetched, fetch
from worker.cli.journal import Journal
from worker.cli.mapping import FieldMap
from worker.cli.sources import Item

#: Articles after which the journal is written while a delivery goes on.
_OFTEN = 500


@dataclass
class Collection:
    """Gives items and hears, by ``advance``, of each that is done with, in the same order."""

    journal: Journal
    fields: FieldMap = field(default_factory=lambda: FieldMap({}))
    raw: bool = False
    _given: deque[tuple[str, str]] = field(default_factory=deque)
    _read: list[Fetched] = field(default_factory=list)
    _unsaved: int = 0

    def from_files(self, files: Sequence[Path]) -> Iterator[Item]:
        """The articles of the files in order, without those that the journal has as done."""
        for file in files:
            name = "" if file == inputs.STDIN else str(file.resolve())
            done = self.journal.files.get(name, 0)
            for number, item in enumerate(inputs.articles([file], raw=self.raw)):
                if number >= done:
                    self._given.append(("file", name))
                    yield item if self.raw else Item(self.fields.apply(item.value), item.origin)

    def from_feeds(
        self, urls: Sequence[str], *, delay: float, complain: Callable[[str], None]
    ) -> Iterator[Item]:
        """Fetch feeds; the entries that were not delivered before. ``complain`` hears of feeds that fail."""
        return self._new(asyncio.run(fetch(urls, self.journal, delay=delay)), complain)

    def _new(self, found: Iterable[Fetched], complain: Callable[[str], None]) -> Iterator[Item]:
        for fetched in found:
            if fetched.problem:
                complain(f"{fetched.url}: {fetched.problem}")
            try:
                yield from self._entries(fetched)
            except CommandError as error:
                complain(str(error))

    def _entries(self, fetched: Fetched) -> Iterator[Item]:
        known = set(self.journal.feed(fetched.url).seen)
        for article in feeds.entries(fetched.content, fetched.url) if fetched.content else ():
            entry = feeds.identity(article)
            if entry not in known:
                known.add(entry)
                self._given.append((fetched.url, entry))
                yield Item(orjson.dumps(article), f"{fetched.url} {entry}")
        if fetched.content:
            self._read.append(fetched)

    def advance(self, count: int) -> None:
        """Take down that the next ``count`` items are done with."""
        for _ in range(count):
            source, name = self._given.popleft()
            if source != "file":
                self.journal.feed(source).remember([name])
            elif name:
                self.journal.files[name] = self.journal.files.get(name, 0) + 1
            self._unsaved += 1
        if self._unsaved >= _OFTEN:
            self.save()

    def save(self) -> None:
        """Write the journal now; a feed counts as known when nothing of it waits any more."""
        if not self._given:
            for fetched in self._read:
                feed = self.journal.feed(fetched.url)
                feed.etag, feed.modified = fetched.etag, fetched.modified
            self._read.clear()
        self._unsaved = 0
        self.journal.save()
