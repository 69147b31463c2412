"""The ranker of sides in the accurate tier: that of the fast one, told whose mentions the encoder chose."""

from __future__ import annotations

import math
from collections.abc import Mapping

from worker.nlp.encoder.answers import NOBODY as NO_TOKEN
from worker.nlp.encoder.decode import shares
from worker.nlp.encoder.heads import Role
from worker.nlp.events.sides.case import NOBODY, Case, Side
from worker.nlp.events.sides.ranker import Ranker as Ranking

_ROLES: dict[Side, Role] = {"source": "source_code", "target": "target_code"}
#: What the encoder's logarithm counts beside the ranker's scores, and how little it may hold for likely.
TRUST, _LEAST = 0.25, 0.01


class Ranker:
    """Adds what the encoder thinks of each code on a side to what ``other`` thinks of the pair."""

    def __init__(self, other: Ranking) -> None:
        self._other = other

    def choose(self, case: Case) -> tuple[str, str]:
        """The codes of source and target, NOBODY where a side is nobody's."""
        answers = case.doc.answers
        heard = None if answers is None else answers.heard.get(case.token)
        if heard is None:
            return self._other.choose(case)
        known = {side: _scores(case, heard.roles[role]) for side, role in _ROLES.items()}
        unlikely = TRUST * math.log(_LEAST)
        return self._other.choose(case, lambda side, code: known[side].get(code, unlikely))


def _scores(case: Case, chances: Mapping[int, float]) -> dict[str, float]:
    """By code, and for nobody, what is added."""
    codes = {
        code: [token for part in parts for token in range(part.start, part.end)]
        for code, parts in case.cast.by_code.items()
    }
    found = {**shares(chances, codes), NOBODY: chances.get(NO_TOKEN, 0.0)}
    return {code: TRUST * math.log(max(chance, _LEAST)) for code, chance in found.items()}
