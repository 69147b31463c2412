"""Which lesson is read when: a fixed list of batches, so that a run can go on wherever it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from training.teacher.lessons import batches

#: How often each corpus is read. Few and rare events need most; GMB is large and semi-automatic.
TIMES: Mapping[str, int] = {
    "de_wikinews": 3,
    "de_germeval": 3,
    "de_mobie": 1,
    "en_gmb_train": 1,
    "en_uner_ewt_train": 2,
    "en_wikigold": 3,
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
    rounds = max(TIMES[source] for source in sources)
    made: list[list[int]] = []
    for turn in range(rounds):
        chosen = [at for at, name in enumerate(sources) if _is_due(turn + at, TIMES[name], rounds)]
        some = batches([lengths[at] for at in chosen], pieces=pieces, chance=chance)
        made.extend([chosen[at] for at in batch] for batch in some)
    return made


def _is_due(turn: int, times: int, rounds: int) -> bool:
    """Whether something that is read ``times`` in ``rounds`` is read in this one."""
    turn %= rounds
    return (turn + 1) * times // rounds > turn * times // rounds
