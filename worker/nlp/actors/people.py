"""Which leader a name means in one article: by full name, by surname, by the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from worker.domain.actor import Link
from worker.nlp.actors.gazetteer import Hit
from worker.nlp.actors.leaders import Leader
from worker.nlp.actors.lexicon import Lexicon
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc

_PERSON = ("PER", "PERSON")


class People:
    """The leaders named in full in a Doc, and what its surnames mean beside them."""

    def __init__(self, doc: Doc, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._year = _year(doc)
        senses = (lexicon.senses.get(hit.form) for hit in hits)
        self._codes = Counter(sense.link.code for sense in senses if sense is not None)
        self._named = {leader.id for hit in hits for leader in lexicon.full.get(hit.form, ())}

    def link(self, hit: Hit) -> Link | None:
        """The leader meant by a name; None when it is someone else's or cannot be decided."""
        leaders = self._lexicon.full.get(hit.form)
        if leaders is None:
            if self._belongs_to_another(hit):
                return None
            known = self._lexicon.surnames.get(hit.form, [])
            leaders = [leader for leader in known if leader.id in self._named] or known
        return self._nearest(leaders)

    def _nearest(self, leaders: Sequence[Leader]) -> Link | None:
        """The one whose office is nearest in time, then whose country the article names more often.

        None when two countries are left.
        """
        ranks = [(leader.distance(self._year), -self._codes[leader.code]) for leader in leaders]
        best = [leader for leader, rank in zip(leaders, ranks, strict=True) if rank == min(ranks)]
        if len({leader.code for leader in best}) > 1:
            return None
        return best[0].link(self._year)

    def _belongs_to_another(self, hit: Hit) -> bool:
        """Whether the recognizer sees the surname in another one's name ("Michelle Obama")."""
        entity = layout(self._doc).entity(hit.start)
        if entity is None or entity.label not in _PERSON:
            return False
        before = self._doc[entity.start : hit.start]
        return hit.end < entity.end or any(self._lexicon.roles.of(t.text) is None for t in before)


def _year(doc: Doc) -> int | None:
    """The year an article was published; Wikinews writes the year 1 where it does not know."""
    published = doc.article.published_at if doc.article is not None else None
    year = (published or "")[:4]
    return int(year) if year.isascii() and year.isdecimal() and int(year) > 1900 else None
