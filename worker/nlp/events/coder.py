"""The events of an article: proposals, which of them stand, and what the whole article says about them."""

from __future__ import annotations

from spacy.tokens import Doc

from worker.domain.event import Event
from worker.languages.cues import Cues
from worker.languages.triggers import Triggers
from worker.nlp.events.assemble import assemble
from worker.nlp.events.crime import political
from worker.nlp.events.echo import echoed
from worker.nlp.events.proposals import proposals
from worker.nlp.events.readings import read
from worker.nlp.layout import layout


def code(doc: Doc, triggers: Triggers, cues: Cues) -> tuple[Event, ...]:
    """The events of a Doc in the order of their triggers; () is a normal answer."""
    kept = [one for one in proposals(doc, triggers, cues) if one.verdict == "kept"]
    found = [assemble(one, *read(one, cues), cues) for one in kept]
    sentences = sum(1 for _ in doc.sents)
    return political(echoed(found, layout(doc).text), sentences=sentences)
