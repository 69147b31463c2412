"""The component ``ew_event_coder``: Doc in, the same Doc with ``doc._.events`` out."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker.languages.cues import Cues, cues
from worker.languages.triggers import Triggers, triggers
from worker.nlp.events.coder import code
from worker.nlp.events.encoded.judge import Judge as EncodedJudge
from worker.nlp.events.encoded.ranker import Ranker as EncodedRanker
from worker.nlp.events.learned import judge
from worker.nlp.events.sides.complete import Ranking, complete
from worker.nlp.events.sides.ranker import Ranker, ranker
from worker.nlp.events.standing import Chooser
from worker.nlp.mentions import register
from worker.nlp.reading import read


class EventCoder:
    """Codes the political events of a parsed Doc whose actors are linked."""

    def __init__(
        self, triggers: Triggers, cues: Cues, *, judge: Chooser | None, ranker: Ranking | None
    ) -> None:
        self._triggers = triggers
        self._cues = cues
        self._judge = judge
        self._ranker = ranker

    def __call__(self, parsed: Parsed) -> Parsed:
        """Set ``doc._.events``."""
        doc = read(parsed)
        events = code(doc, self._triggers, self._cues, judge=self._judge)
        if self._ranker is not None:
            article_id = "" if doc.article is None else doc.article.id
            events = complete(doc, events, self._ranker, self._cues, article_id=article_id)
        parsed._.events = events
        return parsed


@Language.factory(
    "ew_event_coder",
    default_config={"decide": True, "encoded": False},
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "token.morph", "doc.ents", "doc._.mentions"],
)
def create(
    nlp: Language,
    name: str,  # noqa: ARG001  (spaCy's call)
    decide: bool,
    encoded: bool,
) -> EventCoder:
    """Build the component for the language of ``nlp``; raises DataError for a bad table or weights.

    Where a judge lies beside the weights of ``nlp`` it chooses the events, else the rules do; where a ranker
    of sides lies there it decides them, else the shipped one. Without ``decide`` events keep the sides that
    the rules give: for those who train the ranker. ``encoded`` has what ``ew_encoder`` found count in both.
    """
    register()
    known: Ranker | None = ranker(nlp.lang or "", path=nlp.path) if decide else None
    own = None if nlp.path is None else judge.load(nlp.path)
    chooser: Chooser | None = EncodedJudge(own) if encoded and own is not None else own
    choice: Ranking | None = EncodedRanker(known) if encoded and known is not None else known
    return EventCoder(triggers(nlp.lang), cues(nlp.lang), judge=chooser, ranker=choice)
