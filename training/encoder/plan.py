"""Which lesson is read when: a fixed list of batches, so that a run can go on wherever it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from training.teacher.lessons import batches

#: How often each corpus is read. Few and rare events need most; the German names are known from the teacher
#: that the network begins as, GMB is large and semi-automatic.
TIMES: Mapping[str, int | Fraction] = {
    "de_wikinews": 1,
    "de_germeval": 1,
    "de_mobie": 1,
    "en_gmb_train": Fraction(1, 3),
    "en_uner_ewt_train": 1,
    "en_wikigold": 2,
    "events_de": 8,
    "events_en": 8,
    "links_de": 5,
    "links_en": 5,
}


def plan(
    sources: Sequence[str], lengths: Sequence[int], *, pieces: int, seed: int
) -> list[list[int]]:
    """The batches of a whole training, each the numbers of lessons of like length.

    There are as many rounds as the most read corpus has readings; a corpus that is read less often is
    spread evenly over them, so that no round forgets what another taught.
    """
    chance = np.random.default_rng(seed)
    rounds = ceil(max(TIMES[source] for source in sources))
    made: list[list[int]] = []
    for turn in range(rounds):
        chosen = [at for at, name in enumerate(sources) if _is_due(turn + at, TIMES[name], rounds)]
        some = batches([lengths[at] for at in chosen], pieces=pieces, chance=chance)
        made.extend([chosen[at] for at in batch] for batch in some)
    return made


def _is_due(turn: int, times: int | Fraction, rounds: int) -> bool:
    """Whether something that is read ``times`` in ``rounds`` is read in this one; 1/3: every third is."""
    period = rounds * times.denominator
    turn %= period
    read = times.numerator
    return (turn + 1) * read // period > turn * read // period
