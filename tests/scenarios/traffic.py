"""Articles for the echo, and what must have come out when all of them went through once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.scenarios.verifier import Wanted
from worker.messages.topics import Topics

_OUTLETS = 40
_BROKEN_EVERY = 100


@dataclass(frozen=True, slots=True)
class Traffic:
    """``count`` articles of 40 outlets, one in a hundred of them broken.

    The outlet is the key going in and coming out, so that the order of its articles can be compared.
    """

    topics: Topics
    count: int
    text: str = "Die Lage ist ruhig."

    def messages(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[bytes, bytes]]:
        """Key and value of the articles from number ``start`` to before ``stop``."""
        for number in range(start, self.count if stop is None else stop):
            yield self._message(number)

    def portions(self, parts: int) -> Iterator[list[tuple[bytes, bytes]]]:
        """All messages in ``parts`` runs of nearly the same length."""
        bounds = [self.count * part // parts for part in range(parts + 1)]
        for start, stop in pairwise(bounds):
            yield list(self.messages(start, stop))

    def wanted(self) -> Wanted:
        """By topic and key the values that a read_committed reader must see, in their order."""
        found = Wanted()
        for outputs in self.each():
            for topic, key, value in outputs:
                found.add(topic, key, value)
        return found

    def each(self) -> Iterator[list[tuple[str, bytes, bytes]]]:
        """Topic, key and value of what must come of each article."""
        topics = self.topics
        for number in range(self.count):
            (key, value), name = self._message(number), _name(number)
            if _is_broken(number):
                yield [(topics.dead.name, key, value)]
            else:
                outputs = (topics.enriched, topics.events, topics.events)
                yield [(topic.name, key, name + b"/%d" % n) for n, topic in enumerate(outputs)]

    def _message(self, number: int) -> tuple[bytes, bytes]:
        outlet, name = f"outlet-{number % _OUTLETS:02}", _name(number)
        if _is_broken(number):
            return name, b'{"id": "%b", "text": ' % name
        article = {"id": name.decode(), "outlet": outlet, "text": self.text}
        return outlet.encode(), json.dumps(article).encode()


def _name(number: int) -> bytes:
    return b"article-%06d" % number


def _is_broken(number: int) -> bool:
    return number % _BROKEN_EVERY == 7
