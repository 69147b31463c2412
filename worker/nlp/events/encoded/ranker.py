"""The ranker of sides in the accurate tier: whose mentions the encoder holds for source and target."""

from __future__ import annotations

from collections.abc import Mapping

from worker.nlp.encoder.answers import NOBODY as NO_TOKEN
from worker.nlp.encoder.decode import shares, side
from worker.nlp.encoder.heads import Role
from worker.nlp.events.sides.case import NOBODY, Case, Side, sure
from worker.nlp.events.sides.complete import Ranking

_ROLES: dict[Side, Role] = {"source": "source_code", "target": "target_code"}


class Ranker:
    """Chooses by the answers about the trigger; ``other`` chooses where there are none."""

    def __init__(self, other: Ranking) -> None:
        self._other = other

    def choose(self, case: Case) -> tuple[str, str]:
        """The codes of source and target, NOBODY where a side is nobody's.

        Where the clause names somebody by words that have a code, one of its codes is taken.
        """
        answers = case.doc.answers
        heard = None if answers is None else answers.heard.get(case.token)
        if heard is None:
            return self._other.choose(case)
        source, target = (_chosen(case, side, heard.roles[role]) for side, role in _ROLES.items())
        return source, target


def _chosen(case: Case, of: Side, chances: Mapping[int, float]) -> str:
    codes = {
        code: [token for part in parts for token in range(part.start, part.end)]
        for code, parts in case.cast.by_code.items()
    }
    named = sorted(sure(case.slot(of)))
    if named:
        likely = shares(chances, {code: codes.get(code, []) for code in named})
        return max(named, key=lambda code: likely[code])
    return side(chances, codes, nobody=chances.get(NO_TOKEN, 0.0)) or NOBODY
