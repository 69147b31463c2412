"""A Kafka record as plain data: what the codecs take and give, whoever moves it."""

from __future__ import annotations

from dataclasses import dataclass

#: Kafka allows a header without a value.
Headers = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A record to be produced. Headers keep their order; a name may come more than once.

    Without ``partition`` the key decides where it goes.
    """

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
    partition: int | None = None

    @property
    def size(self) -> int:
        """Bytes of key, value and headers, without Kafka's framing."""
        return _size(self.key, self.value, self.headers)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A record as it was consumed; ``timestamp`` is Kafka's, in milliseconds, None where it has none."""

    topic: str
    partition: int
    offset: int
    timestamp: int | None
    key: bytes | None
    value: bytes | None
    headers: Headers = ()

    @property
    def size(self) -> int:
        """Bytes of key, value and headers, without Kafka's framing."""
        return _size(self.key, self.value, self.headers)


def _size(key: bytes | None, value: bytes | None, headers: Headers) -> int:
    named = sum(len(name.encode()) + len(content or b"") for name, content in headers)
    return len(key or b"") + len(value or b"") + named
