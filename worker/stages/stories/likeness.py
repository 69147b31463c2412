"""What makes an article a copy of a story, a continuation of it, or neither.

A copy says nothing new: nearly all of its text is known, or a good part of it is and its beginning names
nobody and no number that the story does not. It may have been cut or be the whole of what was cut, it may
start with other words or under another headline. A continuation begins with its news and repeats what
was known. The thresholds are measured on the story set of the tests: there paraphrased beginnings
name 0.64 or more of what the story names, those of continuations 0.29 or less.
"""

from __future__ import annotations

from typing import Literal

from worker.domain.signature import Sketch
from worker.stages.signatures.sketch import compare

Relation = Literal["copy", "follows"]

#: A text of fewer shingles says too little of itself to be told from others by a part.
_SHORT = 12
#: Share of a text that must be known for it to be a copy whatever its beginning says.
_KNOWN = 0.8
#: Share that one of both must have of the other, and share of the facts of the beginning that are known.
_SHARED, _FACTS = 0.36, 0.6
#: Share of either text, and of both, from which on the one takes the other up and it is no chance.
_CONTINUES, _NO_CHANCE = 0.12, 0.05


def relation(new: Sketch, old: Sketch) -> tuple[Relation | None, float]:
    """What the article of ``new`` is to that of ``old``, and how strongly (0 to 1)."""
    likeness = compare(new, old)
    shared = max(likeness.known, likeness.kept)
    if min(new.size, old.size) < _SHORT:
        same = min(likeness.known, likeness.kept) >= _KNOWN
        return ("copy" if same else None), shared
    if likeness.known >= _KNOWN or (shared >= _SHARED and likeness.facts >= _FACTS):
        return "copy", shared
    continues = shared >= _CONTINUES and likeness.resemblance >= _NO_CHANCE
    return ("follows" if continues else None), shared
