"""What must come out against what came out: ids, bytes, the order of a key, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

Fault = Literal["lost", "twice", "strange", "order"]


class Read(Protocol):
    """What is compared of a record; aiokafka's ConsumerRecord has it."""

    topic: str
    key: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One record that is not as it must be; ``value`` is its beginning."""

    fault: Fault
    topic: str
    key: bytes
    value: bytes

    def __str__(self) -> str:
        return f"{self.fault} {self.topic} {self.key!r} {self.value!r}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """By topic and key the values that must be there, in their order."""

    values: dict[tuple[str, bytes], list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def add(self, topic: str, key: bytes, value: bytes) -> None:
        """One more record, behind those of its key."""
        self.values[topic, key].append(value)

    def __or__(self, other: Wanted) -> Wanted:
        """What is in either; a key has its records in one of them."""
        joined = Wanted()
        joined.values.update(self.values | other.values)
        return joined

    def counts(self) -> Counter[str]:
        """How many records a topic must have."""
        counts: Counter[str] = Counter()
        for (topic, _), values in self.values.items():
            counts[topic] += len(values)
        return counts

    def compare(self, read: Iterable[Read]) -> list[Mismatch]:
        """What is lost, there twice, made of other bytes, or out of its key's order."""
        found: dict[tuple[str, bytes], list[bytes]] = defaultdict(list)
        for record in read:
            found[record.topic, record.key].append(record.value)
        places = sorted({*self.values, *found})
        return [
            Mismatch(fault, *place, value[:200])
            for place in places
            for fault, value in _faults(found.get(place, []), self.values.get(place, []))
        ]


def _faults(found: list[bytes], wanted: list[bytes]) -> Iterator[tuple[Fault, bytes]]:
    there, needed = Counter(found), Counter(wanted)
    for value in (needed - there).elements():
        yield "lost", value
    for value in (there - needed).elements():
        yield ("twice" if value in needed else "strange"), value
    if there == needed:
        yield from (("order", was) for was, must in zip(found, wanted, strict=True) if was != must)
