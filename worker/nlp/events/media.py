"""The press that somebody's words came through ("sagte Rjabkow der Agentur Interfax")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from worker.languages.cues import Cues
from worker.nlp.events import words
from worker.nlp.tokens import Doc, Token

_MEDIA = "ew_media"


def medium(speech: Token, cues: Cues) -> Token | None:
    """The press the words came through ("sagte X der Agentur Interfax"): its name where it has one."""
    media, end = _media(speech.doc, cues), speech.right_edge.i + 1
    for i in media[bisect_right(media, speech.i) : bisect_left(media, end)]:
        token = speech.doc[i]
        if not speech.is_ancestor(token):
            continue
        named = (c for c in words.children(token, "appos", "flat", "nmod") if c.pos_ == "PROPN")
        return next((c for c in named if c.dep_ in ("appos", "flat", "nmod")), token)
    return None


def _media(doc: Doc, cues: Cues) -> list[int]:
    """Where the press is named, looked for once a Doc."""
    if _MEDIA not in doc.user_data:
        nouns = (t for t in doc if t.pos_ in ("NOUN", "PROPN"))
        doc.user_data[_MEDIA] = [t.i for t in nouns if _is_medium(t, cues)]
    found: list[int] = doc.user_data[_MEDIA]
    return found


def _is_medium(token: Token, cues: Cues) -> bool:
    return cues.has("medium", token.lemma_)
