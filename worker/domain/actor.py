"""Named entities and the political actors they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from worker.domain.text import Span

EntityLabel = Literal["PER", "LOC", "ORG", "NORP", "MISC"]

#: PLOVER sectors (ontology: GOV government, MIL military, ... IGO/NGO/MNC international).
Sector = Literal[
    "GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "REB", "UAF", "PRM", "OPP", "CVL", "JRN",
    "EDU", "ELI", "BUS", "AGR", "LAB", "MED", "REF", "REL", "CRM", "UNK", "IGO", "NGO", "MNC",
]  # fmt: skip

#: Why an entity or a mention carries no actor code.
NoCode = Literal["unknown", "ambiguous", "not_an_actor"]


#: Organizations and armed groups that a dyad is told by as a country is. Others have codes of their own
#: ("IMF"), but no country behind them that would make them a side.
BODIES = frozenset({"ALQ", "EUR", "HAM", "HEZ", "IAEA", "IS", "NATO", "TAL", "UN"})


@dataclass(frozen=True, slots=True)
class Link:
    """The row of an actor table that a mention stands for.

    ``code`` is ISO 3166-1 alpha-3 or an organization's code (NATO, EUR, UN, IAEA, IS, ALQ, HAM, HEZ,
    TAL, ...); ``id`` the stable id of the table's row ("Q159" where the Wikidata id is known,
    else "ew:<slug>"); ``name`` its canonical English name.
    """

    code: str
    id: str
    name: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity found in the text; ``link`` is None with ``no_code`` saying why."""

    span: Span
    label: EntityLabel
    link: Link | None = None
    no_code: NoCode | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention in a slot of an event: who.

    ``span`` covers the noun phrase core as printed ("Vize-Außenminister Sergej Rjabkow"). ``code``
    is None with ``no_code`` saying why. ``head`` is the mention that gave the code when it is
    another one than ``span`` (a pronoun or "der Kremlchef" that continues an earlier mention).
    """

    span: Span
    code: str | None
    sector: Sector
    id: str | None = None
    name: str | None = None
    no_code: NoCode | None = None
    head: Span | None = None
