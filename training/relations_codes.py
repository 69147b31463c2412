"""From annotated types and codes of CAMEO to what the heads of the relation classifier learn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast, get_args

from worker.domain.event import EventType, Modality
from worker.languages.plover import EVENT_TYPES, plover
from worker.languages.tables import rows
from worker.nlp.relations.question import YIELD, Root

DATA = Path(__file__).parent / "data"
_ROOTS: tuple[Root, ...] = get_args(Root)

#: Where the project's guide and CAMEO part ways. The guide calls a signed treaty an agreement (CAMEO 057:
#: diplomatic cooperation), an embargo a sanction (163), an attack on computers, a blockade (191) and an
#: occupation (192) coercion.
_SIGNED = re.compile(
    "sign|ratif|conclu|initial|seal|strike|struck|reach|unterz|untersch|ratifiz|besiegel|schl[io]|erziel"
)
_TREATY = re.compile(
    "agreement|deal|treat|pact|accord|memorand|declaration|contract"
    "|abkommen|vertrag|verträg|vereinbarung|einigung|pakt"
)
_EMBARGO = re.compile(
    "sanction|embargo|boycott|tariff|blacklist|fre?oz|freez|sanktion|zölle|zöllen|strafz|verbot|eingefror"
)
_HACKED = re.compile("cyber|hack")
_HELD = re.compile(
    "besetz|einnahm|einnehm|eingenommen|erober|belager|blockad|abriegel|annekt"
    "|captur|occup|besieg|siege|blockad|annex|overran|overrun|took control|seized control"
)


@dataclass(frozen=True, slots=True)
class Code:
    """What a code of CAMEO is called: its root, and its type in the project's guide."""

    root: Root
    type: EventType


def code(number: str) -> Code | None:
    """What ``number`` is called, None where it is no event; raises ValueError for none of CAMEO's."""
    table = _table()
    for end in range(len(number), 1, -1):
        if number[:end] in table:
            return table[number[:end]]
    raise ValueError(f"{number!r} is no code of CAMEO that cameo.tsv knows")


def root(name: EventType, modality: Modality, trigger: str, text: str) -> Root:
    """The root of an event that was annotated by the project's guide."""
    ahead, denied = modality == "future", modality == "negated"
    found = plover().resolve(
        _cameo(name, trigger.lower(), text.lower()), future=ahead, negated=denied
    )
    return "YIELD" if found in YIELD else cast(Root, found)


def _cameo(name: EventType, trigger: str, text: str) -> EventType:
    if name == "AGREE" and _SIGNED.search(trigger) and _TREATY.search(trigger + text):
        return "SUPPORT"
    if name == "SANCTION" and _EMBARGO.search(trigger):
        return "COERCE"
    if name == "COERCE" and (_HACKED.search(trigger) or _HELD.search(trigger)):
        return "ASSAULT"
    return name


@cache
def _table() -> dict[str, Code | None]:
    return {
        row.text("code"): None
        if row.optional("root") is None
        else Code(row.choice("root", _ROOTS), row.choice("type", EVENT_TYPES))
        for row in rows(DATA / "cameo.tsv", columns=("code", "root", "type"))
    }
