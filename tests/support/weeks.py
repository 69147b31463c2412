"""Five weeks of made-up news about a dozen pairs of countries, with a crisis in its last two days.

Raw articles in the order of their dates, German and English, each with facts of its own, so that no two
are taken for copies; a few are printed by several outlets and are. Who reads them sees a board, a map and
alerts as they are after a month of work.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Article = dict[str, Any]

_PAIRS = (
    ("Armenien", "Aserbaidschan", "Armenia", "Azerbaijan"),
    ("Russland", "Polen", "Russia", "Poland"),
    ("Nordkorea", "Südkorea", "North Korea", "South Korea"),
    ("Indien", "Pakistan", "India", "Pakistan"),
    ("China", "Japan", "China", "Japan"),
    ("Venezuela", "Guyana", "Venezuela", "Guyana"),
    ("Serbien", "Kosovo", "Serbia", "Kosovo"),
    ("Äthiopien", "Eritrea", "Ethiopia", "Eritrea"),
    ("Ägypten", "Israel", "Egypt", "Israel"),
    ("Griechenland", "Türkei", "Greece", "Turkey"),
    ("Marokko", "Algerien", "Morocco", "Algeria"),
    ("Frankreich", "Mali", "France", "Mali"),
)
_RISING = _PAIRS[3]
_GERMAN = {
    "accuse": "{a} hat {b} vorgeworfen, mit {n} Booten die Grenze verletzt zu haben.",
    "consult": "Die Außenminister von {a} und {b} haben in {city} {n} Stunden lang Gespräche geführt.",
    "cooperate": "{a} und {b} haben in {city} ein Abkommen über Handel unterzeichnet.",
    "request": "{a} hat {b} aufgefordert, {n} Soldaten abzuziehen.",
    "sanction": "{a} hat Sanktionen gegen {n} Banken in {b} verhängt.",
    "threaten": "{a} hat {b} mit Vergeltung gedroht, sollte es {n} Gefangene nicht freilassen.",
    "mobilize": "{a} hat {n} Soldaten an die Grenze zu {b} verlegt.",
    "assault": "{a} hat in der Nacht {b} mit Raketen angegriffen. Dabei wurden {n} Menschen getötet.",
}
_ENGLISH = {
    "accuse": "{a} accused {b} of crossing the border with {n} boats.",
    "consult": "The foreign ministers of {a} and {b} held talks in {city} for {n} hours.",
    "cooperate": "{a} and {b} signed an agreement on trade in {city}.",
    "request": "{a} urged {b} to withdraw {n} soldiers.",
    "sanction": "{a} imposed sanctions on {n} banks in {b}.",
    "threaten": "{a} threatened {b} with retaliation unless {n} prisoners were released.",
    "mobilize": "{a} deployed {n} soldiers to its border with {b}.",
    "assault": "{a} attacked {b} with missiles overnight. {n} people were killed.",
}
_TITLES = {
    "de": {
        "accuse": "Streit um Boote zwischen {a} und {b}",
        "consult": "{a} und {b} am Tisch",
        "cooperate": "Handel zwischen {a} und {b} wird leichter",
        "request": "Soldaten an der Grenze von {b}",
        "sanction": "Neue Strafen für Banken",
        "threaten": "Ton zwischen {a} und {b} wird schärfer",
        "mobilize": "Bewegung an der Grenze von {b}",
        "assault": "Nacht der Raketen in {b}",
    },
    "en": {
        "accuse": "Dispute over boats between {a} and {b}",
        "consult": "{a} and {b} at the table",
        "cooperate": "Easier trade for {a} and {b}",
        "request": "Soldiers at the border of {b}",
        "sanction": "New measures on banks",
        "threaten": "Harsher words between {a} and {b}",
        "mobilize": "Movement at the border of {b}",
        "assault": "A night of missiles in {b}",
    },
}
_CALM = ("accuse", "accuse", "consult", "consult", "cooperate", "request", "sanction", "threaten")
_CRISIS = ("assault", "assault", "threaten", "mobilize")
_CITIES = (
    "Genf",
    "Wien",
    "Oslo",
    "Doha",
    "Astana",
    "Nairobi",
    "Lissabon",
    "Kuala Lumpur",
    "Bern",
    "Riga",
)
_OUTLETS = tuple(f"{name}.example.org" for name in (
    "morgenblatt", "abendpost", "nordkurier", "weltspiegel", "dailyledger", "harborgazette", "northstar",
))  # fmt: skip
_FILL = {
    "de": "Beobachter in {city} zählten {n} Fahrzeuge und {m} Zelte am Übergang {word}. "
    "Der Sprecher {word} {word2} nannte {k} Orte, darunter {word3}.",
    "en": "Observers in {city} counted {n} vehicles and {m} tents at the {word} crossing. "
    "The spokesman {word} {word2} named {k} places, among them {word3}.",
}


@dataclass(frozen=True, slots=True)
class Weeks:
    """News of the ``days`` before ``end``, about ``daily`` articles a day, the same for a ``seed``."""

    end: datetime
    days: int = 33
    daily: int = 14
    seed: int = 7

    def articles(self) -> list[Article]:
        """All articles in the order of their dates."""
        chance = random.Random(self.seed)  # noqa: S311 - news, not keys
        found = [article for day in range(self.days) for article in self._day(day, chance)]
        return sorted(found, key=lambda article: (article["published_at"], article["id"]))

    def _day(self, day: int, chance: random.Random) -> Iterator[Article]:
        for number in range(self.daily):
            yield from self._report(
                day, number, chance, chance.choice(_PAIRS), chance.choice(_CALM)
            )
        if day >= self.days - 2:
            for number in range(self.daily, self.daily + 8):
                yield from self._report(day, number, chance, _RISING, chance.choice(_CRISIS))

    def _report(
        self, day: int, number: int, chance: random.Random, pair: tuple[str, ...], deed: str
    ) -> Iterator[Article]:
        language = chance.choice(("de", "en"))
        names = list(pair[:2] if language == "de" else pair[2:])
        chance.shuffle(names)
        time = self.end - timedelta(days=self.days - day, seconds=-chance.randrange(86_000))
        text = _text(language, deed, names, chance)
        copies = 1 if chance.random() < 0.85 else chance.randint(2, 4)
        for copy, outlet in enumerate(chance.sample(_OUTLETS, copies)):
            yield {
                "id": f"weeks-{day:02}-{number:02}-{copy}",
                "title": _TITLES[language][deed].format(a=names[0], b=names[1]),
                "text": text,
                "language": language,
                "outlet": outlet,
                "url": f"https://{outlet}/{day:02}/{number:02}",
                "published_at": (time + timedelta(minutes=7 * copy)).isoformat(timespec="seconds"),
            }


def _text(language: str, deed: str, names: list[str], chance: random.Random) -> str:
    lead = (_GERMAN if language == "de" else _ENGLISH)[deed]
    city = chance.choice(_CITIES)
    first = lead.format(a=names[0], b=names[1], n=chance.randint(3, 90), city=city)
    rest = [_filled(language, chance) for _ in range(3)]
    return f"{first} {city}. " + "\n\n".join(rest)


def _filled(language: str, chance: random.Random) -> str:
    def word() -> str:
        return "".join(
            chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)
        ).title()

    return _FILL[language].format(
        city=chance.choice(_CITIES), n=chance.randint(11, 990), m=chance.randint(11, 990),
        k=chance.randint(3, 60), word=word(), word2=word(), word3=word(),
    )  # fmt: skip
