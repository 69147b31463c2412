"""Words of war on other desks: whether a sentence, a clause or an article is about a game, a film, a shop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from worker.languages.cues import CueKind, Cues
from worker.nlp.events import words
from worker.nlp.events.match import Match
from worker.nlp.events.predicates import above, verbs
from worker.nlp.tokens import Doc, Token

#: Different words of a field that make a sentence, and an article, one of sport, culture or trade; and
#: the part of the nouns of an article that they are.
_FEW = 2
_SEVERAL = 3
_PART = 0.03
_KEY = "ew_other_desk"
_SENTENCES = "ew_elsewhere"
_ELSEWHERE: tuple[CueKind, ...] = ("sport", "fiction", "market")
_FIELDS: tuple[CueKind, ...] = ("desk", *_ELSEWHERE)
#: The result of a game ("2:1", "2-1").
_SCORE = re.compile(r"\d{1,2}[-–:]\d{1,2}")
_INSIDE = frozenset({"in", "auf"})


def _fields(cues: Cues, noun: str) -> tuple[CueKind, ...]:
    """Of which fields a noun is a word."""
    return cues.kinds_of(_FIELDS, noun)


def is_metaphor(match: Match, cues: Cues) -> bool:
    """Whether the sentence, or the article, is about a game, a film or a shop."""
    doc, sentence = match.token.doc, words.sentence(match.token)
    known: dict[int, bool] = doc.user_data.setdefault(_SENTENCES, {})
    if sentence.start not in known:
        known[sentence.start] = _is_elsewhere(sentence, cues)
    return known[sentence.start] or _is_told(match, cues) or _is_other_desk(doc, cues)


def _is_told(match: Match, cues: Cues) -> bool:
    """Whether a film, a novel, an exhibition tells of it: as the subject, or what it happens in."""
    verb = verbs(match)[0]
    frames = words.children(verb, "nsubj")
    frames += [c for c in words.children(verb, "obl") if words.preposition(c) in _INSIDE]
    tells = (g for _, g in above(verb) if cues.has("speech", words.lemma(g)))
    frames += [c for governor in tells for c in words.children(governor, "nsubj")]
    return any(c.pos_ == "NOUN" and cues.has("narrative", c.lemma_) for c in frames)


def _is_elsewhere(tokens: Iterable[Token], cues: Cues) -> bool:
    """Whether one word of a desk alone, or two of a field, stand in a sentence."""
    tokens = list(tokens)
    nouns = {token.lemma_.lower() for token in tokens if token.pos_ in ("NOUN", "PROPN")}
    telling = [kinds for word in nouns if (kinds := _fields(cues, word))]
    if any("desk" in kinds for kinds in telling):
        return True
    digits = (token.text for token in tokens if token.text[:1].isdecimal())
    if any(map(_SCORE.fullmatch, digits)):
        return True
    return any(sum(kind in kinds for kinds in telling) >= _FEW for kind in _ELSEWHERE)


def _is_other_desk(doc: Doc, cues: Cues) -> bool:
    """Whether several words of one such field make a good part of the nouns of an article."""
    if _KEY not in doc.user_data:
        nouns = Counter(t.lemma_.lower() for t in doc if t.pos_ in ("NOUN", "PROPN"))
        telling = [(kinds, n) for word, n in nouns.items() if (kinds := _fields(cues, word))]
        hits = ([n for kinds, n in telling if kind in kinds] for kind in _ELSEWHERE)
        least = _PART * nouns.total()
        doc.user_data[_KEY] = any(len(one) >= _SEVERAL and sum(one) >= least for one in hits)
    return bool(doc.user_data[_KEY])
