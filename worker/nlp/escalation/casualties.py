"""Whether a report of deaths counts so many that the attack was a mass-casualty one."""

from __future__ import annotations

from collections.abc import Iterable

from worker.languages.scoring import weights
from worker.nlp.escalation.hits import Hit
from worker.nlp.escalation.reading import Reading
from worker.nlp.tokens import Token

#: Relations between a word of dying and who dies ("32 Menschen starben", "bei 32 Toten").
_VICTIMS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod"})
#: Words at most so far before the word of dying hold its number.
_BEFORE = 8


def mass_casualties(reading: Reading, hits: Iterable[Hit]) -> frozenset[int]:
    """The numbers of the sentences that count enough dead (score.toml)."""
    hits = list(hits)
    many = {hit.anchor for hit in hits if "many" in hit.sets}
    return frozenset(
        reading.sentences[hit.anchor]
        for hit in hits
        if "dead" in hit.sets and _counts(reading, hit.anchor, many)
    )


def _counts(reading: Reading, dead: int, many: set[int]) -> bool:
    token = reading.doc[dead]
    window = (reading.doc[place] for place in reading.window(token, _BEFORE))
    return any(
        _is_many(number, many) and _belongs(number, token) for number in window if number != token
    )


def _is_many(token: Token, many: set[int]) -> bool:
    return token.i in many or _number(token.text) >= weights().level["dead"]


def _number(text: str) -> int:
    """The value of digits, thousands parted by points or commas; 0 for anything else."""
    digits = text.replace(".", "").replace(",", "")
    return int(digits) if digits.isdecimal() and len(digits) < len("1000000") else 0


def _belongs(number: Token, dead: Token) -> bool:
    """Whether the number counts the dead: it modifies their word or that of the victims."""
    bearer = number if number.dep_ in _VICTIMS else number.head
    if dead in (number.head, bearer.head) and (bearer == dead or bearer.dep_ in _VICTIMS):
        return True
    return number.head == dead or dead.head == number
