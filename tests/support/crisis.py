"""A simulated crisis of forty days between two countries, told by four outlets and an agency.

Twenty-six calm days with news of much else, then a rise, a peak, and a truce. One outlet falls silent on
the thirtieth day, and one agency's report floods in 200 copies on the fifteenth. Texts are those of the
project's seeds and of its story set; who did what to whom is written here.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tests.support.signed import happened, signed
from worker import resources
from worker.domain.event import EventType
from worker.domain.ids import digest
from worker.domain.signature import CompactEvent, Signature

OUTLETS = ("morgenblatt.example", "abendpost.example", "dailyledger.example", "kurier.example")
SILENT = "kurier.example"
FLOOD_DAY, RISE_DAY, SILENCE_DAY, TRUCE_DAY, DAYS = 15, 26, 30, 33, 40
RISE_HOUR = RISE_DAY * 24 + 10

#: What the news of a calm day says between the two: mostly words, now and then a sanction.
_CALM: tuple[tuple[EventType, int], ...] = (
    ("ACCUSE", 6), ("REJECT", 6), ("REQUEST", 5), ("CONSULT", 6), ("COOPERATE", 3), ("PROTEST", 2),
    ("THREATEN", 1), ("SANCTION", 1),
)  # fmt: skip
_RISE: tuple[tuple[EventType, int], ...] = (("ASSAULT", 4), ("THREATEN", 3), ("MOBILIZE", 2))
_TRUCE: tuple[tuple[EventType, int], ...] = (("AGREE", 4), ("RETREAT", 2), ("CONSULT", 4))


@dataclass(frozen=True, slots=True)
class Crisis:
    """The crisis that ``seed`` gives; ``flood`` copies of one report come in on the fifteenth day.

    ``other`` articles a day are about something else.
    """

    seed: int
    flood: int = 200
    days: int = DAYS
    other: int = 32

    def articles(self) -> list[Signature]:
        """All articles in the order in which they come in."""
        chance = random.Random(self.seed)  # noqa: S311 - news, not keys
        found = [article for day in range(self.days) for article in self._day(day, chance)]
        return sorted(found, key=lambda article: (article.time, article.article_id))

    def _day(self, day: int, chance: random.Random) -> Iterator[Signature]:
        for number in range(_poisson(chance, 6)):
            yield self._report(f"{day}-calm-{number}", day, chance, _CALM)
        for number in range(_poisson(chance, self.other)):
            yield replace(self._report(f"{day}-else-{number}", day, chance, _CALM), events=())
        if day == FLOOD_DAY:
            yield from self._flooded(day)
        if RISE_DAY <= day < TRUCE_DAY:
            yield from self._attacks(day, chance)
        if day >= TRUCE_DAY:
            for number in range(4):
                yield self._report(f"{day}-truce-{number}", day, chance, _TRUCE)

    def _attacks(self, day: int, chance: random.Random) -> Iterator[Signature]:
        """The first report and, within the hour, that of another outlet; then it goes on."""
        for place, outlet in enumerate(OUTLETS[:2]):
            hour = day * 24 + 10 + place * 0.4
            yield self._written(f"{day}-attack-{place}", hour, outlet, _event("ASSAULT"), chance)
        for number in range(_poisson(chance, 4 if day == RISE_DAY else 9)):
            yield self._report(f"{day}-war-{number}", day, chance, _RISE, after=11)

    def _flooded(self, day: int) -> Iterator[Signature]:
        """One report of an agency and its copies, each by an outlet of its own within the hour."""
        first = self._written(
            f"{day}-wire",
            day * 24 + 12,
            "wire.example",
            _event("SANCTION"),
            random.Random(0),  # noqa: S311
        )
        for number in range(self.flood):
            outlet = f"copy-{number}.example"
            yield replace(
                first,
                article_id=f"{first.article_id}-{number}",
                digest=f"{number:032x}",
                outlet=outlet,
                origin="dpa",
                published=first.time + number * 15,
            )

    def _report(
        self,
        name: str,
        day: int,
        chance: random.Random,
        types: tuple[tuple[EventType, int], ...],
        *,
        after: float = 0,
    ) -> Signature:
        hour = day * 24 + chance.uniform(after, 24)
        kinds = [kind for kind, share in types for _ in range(share)]
        silent = day >= SILENCE_DAY
        outlet = chance.choice([name for name in OUTLETS if not (silent and name == SILENT)])
        return self._written(name, hour, outlet, _event(chance.choice(kinds)), chance)

    def _written(
        self, name: str, hour: float, outlet: str, event: CompactEvent, chance: random.Random
    ) -> Signature:
        words = chance.sample(_vocabulary(), 40)
        return signed(
            name,
            " ".join(words),
            title=" ".join(words[:6]),
            outlet=outlet,
            hour=hour,
            events=(replace(event, id=digest(name)),),
        )


def _event(kind: EventType) -> CompactEvent:
    return happened("RUS", kind, "USA", sentence=f"Dies ist ein Satz über {kind}.")


def _poisson(chance: random.Random, mean: float) -> int:
    """How many come by chance when ``mean`` come on average (Knuth)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


@cache
def _vocabulary() -> list[str]:
    """The words of the seeds, each once, in their order."""
    texts = [
        json.loads(path.read_bytes()).get("text", "")
        for path in sorted(resources.folder("seeds").glob("*.json"))
    ]
    return list(dict.fromkeys(word for text in texts for word in text.split()))
