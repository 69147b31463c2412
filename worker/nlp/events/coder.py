"""The events of an article: proposals, which of them stand, and what the whole article says about them."""

from __future__ import annotations

from collections.abc import Iterator

from worker.domain.event import Event
from worker.languages.cues import Cues
from worker.languages.triggers import Triggers
from worker.nlp.events.assemble import assemble
from worker.nlp.events.crime import political
from worker.nlp.events.echo import echoed
from worker.nlp.events.proposals import proposals
from worker.nlp.events.readings import read
from worker.nlp.events.standing import Chooser, Verdict
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc


def code(
    doc: Doc, triggers: Triggers, cues: Cues, *, judge: Chooser | None = None
) -> tuple[Event, ...]:
    """The events of a Doc in the order of their triggers; () is a normal answer.

    ``judge`` chooses among the proposals; without one the rules do.
    """
    stand = _kept(doc, triggers, cues) if judge is None else judge(doc, triggers, cues)
    found = [assemble(*verdict, cues) for verdict in stand]
    sentences = layout(doc).sentences[-1] + 1 if len(doc) else 0
    return political(echoed(found, layout(doc).text), sentences=sentences)


def _kept(doc: Doc, triggers: Triggers, cues: Cues) -> Iterator[Verdict]:
    """The proposals that stand by the rules alone."""
    for one in proposals(doc, triggers, cues):
        if one.verdict == "kept":
            yield one, *read(one, cues)
