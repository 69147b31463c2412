"""The country an article plays in, for those who are named by their role alone ("die Opposition")."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace

from worker.domain.actor import Actor
from worker.nlp.events import words
from worker.nlp.mentions import Mention
from worker.nlp.tokens import Doc

#: Of all mentions with a code, the share one code must have for the article to play there.
_SHARE = 0.5
#: Tokens from the city to the dash that ends a dateline.
_REACH = 6
_DASHES = ("-", "–", "—")
_KEY = "ew_setting"


def settled(actor: Actor, doc: Doc) -> Actor:
    """The actor with the code of the article's country, unchanged where it plays in no one country.

    ``head`` is the nearest mention of that country before the actor, else the first one.
    """
    place = _setting(doc)
    if not place:
        return actor
    before = bisect_left(place, actor.span.start, key=lambda m: doc[m.start].idx)
    nearest = place[max(before - 1, 0)]
    if nearest.link is None:
        return actor
    head = words.cut(doc, nearest.start, nearest.end)
    if head.overlaps(actor.span):
        return actor
    link = nearest.link
    return replace(actor, code=link.code, id=link.id, name=link.name, no_code=None, head=head)


def _setting(doc: Doc) -> list[Mention]:
    """The mentions of the country that most mentions of the article stand for, read once a Doc."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = _dominant(doc)
    found: list[Mention] = doc.user_data[_KEY]
    return found


def _dominant(doc: Doc) -> list[Mention]:
    linked = [m for m in doc.mentions if m.link is not None]
    counts = Counter(m.link.code for m in linked if m.link)
    if not counts:
        return []
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    if count < _SHARE * len(linked):
        return _dateline(linked, doc)
    return [m for m in linked if m.link and m.link.code == code]


def _dateline(linked: list[Mention], doc: Doc) -> list[Mention]:
    """The place a report was sent from ("Prag (ew) - "): a city named within a paragraph's first words."""
    for mention in linked:
        opens = mention.start == 0 or "\n" in doc[mention.start - 1].text
        near = doc[mention.end : mention.end + _REACH]
        if opens and mention.kind in ("capital", "place") and any(t.text in _DASHES for t in near):
            return [mention]
    return []
