"""The component ``ew_event_coder``: Doc in, the same Doc with ``doc._.events`` out."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from worker.languages.cues import Cues, cues
from worker.languages.triggers import Triggers, triggers
from worker.nlp.events.coder import code
from worker.nlp.mentions import register


class EventCoder:
    """Codes the political events of a parsed Doc whose actors are linked."""

    def __init__(self, triggers: Triggers, cues: Cues) -> None:
        self._triggers = triggers
        self._cues = cues

    def __call__(self, doc: Doc) -> Doc:
        """Set ``doc._.events``."""
        doc._.events = code(doc, self._triggers, self._cues)
        return doc


@Language.factory(
    "ew_event_coder",
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "token.morph", "doc.ents", "doc._.mentions"],
)
def create(nlp: Language, name: str) -> EventCoder:  # noqa: ARG001  (spaCy passes the name)
    """Build the component for the language of ``nlp``; raises DataError for a bad table."""
    register()
    return EventCoder(triggers(nlp.lang), cues(nlp.lang))
