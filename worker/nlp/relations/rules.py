"""What the rules of the event coder make of a question, as features for the classifier above them."""

from __future__ import annotations

from collections.abc import Iterator

from worker.languages.cues import Cues
from worker.languages.triggers import Triggers
from worker.nlp.events.match import Match, matches
from worker.nlp.events.words import sentence
from worker.nlp.relations.joint import Joint, joint
from worker.nlp.relations.view import View

#: Distances beyond this say no more, in either direction.
_FAR = 12
#: Up to here a trigger holds both sides, or one of them closely; from there on it holds neither.
_FITS, _APART = -4, 4


def rules(view: View, triggers: Triggers, cues: Cues) -> Iterator[str]:
    """The trigger that joins the sides with its type, modality and distance, and the other triggers."""
    found = _matches(view, triggers, cues)
    best = joint(view, found, cues)
    if best is None:
        yield "j=none"
        return
    yield from of_joint(best)
    for match in found:
        yield "r=" + match.trigger.type
        if match.token.i in view.core:
            yield "rc=" + match.trigger.type
            if match.token != best.match.token:
                yield "r2=" + match.lemma


def of_joint(best: Joint) -> Iterator[str]:
    """What the best trigger says by itself."""
    name, resolved = best.type, best.resolved_type
    yield from ("j=" + name, "jr=" + resolved, "jm=" + best.modality)
    yield f"jmt={best.modality}_{name}"
    yield f"jl={best.match.lemma}_{name}"
    yield f"jmode={name}_{best.match.trigger.mode}"
    yield f"jd={max(-_FAR, min(best.distance, _FAR))}"
    if best.distance <= _FITS:
        yield "jfit=" + resolved
    if best.distance > _APART:
        yield "jfar=" + resolved


def _matches(view: View, triggers: Triggers, cues: Cues) -> list[Match]:
    """The triggers of the sentences of the sides; those inside a side only where there are no others."""
    sentences = {one.start: one for one in map(sentence, view.tokens)}
    found = [m for s in sentences.values() for m in matches(s, triggers, cues)]
    return [m for m in found if m.token.i not in view.sides] or found
