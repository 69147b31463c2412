"""The ledger of dead letters that were sent back: one record a letter, on articles.retried."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson

from worker.messages.dead import Letter
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topic


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.topic}/{self.partition}@{self.offset}"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which dead letter it is.

    ``partition`` and ``offset`` would do, were it not for topics that are deleted and made anew: there
    another letter stands at the same place, and it was never sent back.
    """

    partition: int
    offset: int
    timestamp: int | None
    source: Place

    @property
    def key(self) -> bytes:
        """Its key in the ledger: "0/17"."""
        return f"{self.partition}/{self.offset}".encode()


def identify(record: SourceRecord, letter: Letter) -> Identity:
    """The identity of a letter as it was consumed."""
    source = Place(letter.topic, letter.partition, letter.offset)
    return Identity(record.partition, record.offset, record.timestamp, source)


def encode(which: Identity, sent: Place, *, topic: Topic) -> Record:
    """The ledger's record of a letter that now stands at ``sent``."""
    letter = {"partition": which.partition, "offset": which.offset, "timestamp": which.timestamp}
    value = {"letter": letter, "source": asdict(which.source), "sent": asdict(sent)}
    return Record(topic.name, which.key, orjson.dumps(value))


def forget(which: Identity, *, topic: Topic) -> Record:
    """The tombstone for a letter that is gone from articles.dead."""
    return Record(topic.name, which.key, None)


def decode(value: bytes) -> tuple[Identity, Place]:
    """Read a record of the ledger; raises ValueError or KeyError when it is none."""
    document = orjson.loads(value)
    letter, source, sent = document["letter"], document["source"], document["sent"]
    return Identity(**letter, source=Place(**source)), Place(**sent)
