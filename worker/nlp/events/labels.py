"""Headlines that begin or end with who says so: "Kiew: Moskau verlegt Panzer nach Belarus"."""

from __future__ import annotations

from worker.nlp.events import names, words
from worker.nlp.mending.english_labels import LABEL
from worker.nlp.tokens import Span, Token

_KEY, _LAST = "ew_labels", "ew_last_labels"
#: Words that a label has at most ("Russlands Präsident Putin:").
_REACH = 6
_NONE = -1
#: What stands before the "so" of a speaker.
_BREAKS = frozenset({",", "-", "–", "“", '"', "«"})
_OPENING = frozenset({"„", "“", '"', "«", "»", "‚", "'"})


def colon(token: Token) -> Token | None:
    """The colon behind the name that a sentence begins with, None where it begins otherwise."""
    sentence = words.sentence(token)
    known: dict[int, int] = token.doc.user_data.setdefault(_KEY, {})
    if sentence.start not in known:
        start = _label_before(sentence)
        known[sentence.start] = _find(token, start, sentence.end)
    place = known[sentence.start]
    return None if place == _NONE else token.doc[place]


def _label_before(sentence: Span) -> int:
    """Where a sentence begins, a label that was parted from it included ("Zelensky: Russia shelled ...")."""
    doc, start = sentence.doc, sentence.start
    if start < 2 or doc[start - 1].text != ":":
        return start
    before = words.sentence(doc[start - 1])
    return before.start if len(before) <= _REACH else start


def _find(token: Token, start: int, end: int) -> int:
    """The place of the colon; what stands before it is a name and no clause, behind it no quotation."""
    doc = token.doc
    for place in range(start + 1, min(start + _REACH, end - 1)):
        if doc[place].text == ":":
            label = doc[start:place]
            named = any(names.is_named(t) for t in label)
            clause = any(t.pos_ in ("VERB", "AUX", "ADP", "SCONJ") for t in label)
            quote = doc[place + 1].text in _OPENING
            return place if named and not clause and not quote else _NONE
        if doc[place].is_punct:
            break
    return _NONE


def speaker(verb: Token) -> Token | None:
    """The head of the label before the clause of a verb."""
    mark = colon(verb)
    if mark is None or verb.i < mark.i:
        return None
    label = verb.doc.span(_label_before(words.sentence(verb)), mark.i)
    named = [t for t in label if names.is_named(t)]
    return next((t for t in named if t.head.i not in range(label.start, label.end)), named[-1])


def last(verb: Token) -> tuple[Token | None, Token | None]:
    """Who says so at the end of an English headline, and the colon or dash before him."""
    sentence = words.sentence(verb)
    known: dict[int, int] = verb.doc.user_data.setdefault(_LAST, {})
    if sentence.start not in known:
        known[sentence.start] = next((t.i for t in sentence if t.dep_ == LABEL), _NONE)
    place = known[sentence.start]
    if place in (_NONE, verb.i):
        return None, None
    who = verb.doc[place]
    return who, next(iter(words.children(who, "punct")), None)


def so(phrase: Token) -> Token | None:
    """The "so" before who said it ("..., so die Polizei"), behind a comma or quotation mark."""
    if phrase.pos_ not in ("NOUN", "PROPN"):
        return None
    found = next((c for c in words.children(phrase, "advmod") if c.lower_ == "so"), None)
    return found if found is not None and found.i and found.nbor(-1).text in _BREAKS else None


def is_label(token: Token) -> bool:
    """Whether a word stands in the label of its sentence."""
    mark = colon(token)
    return mark is not None and token.i < mark.i


def behind(label: Token) -> list[Token]:
    """The nouns behind the colon that the parser hung on the label."""
    mark = colon(label)
    nouns = (c for c in label.children if c.pos_ in ("NOUN", "PROPN"))
    return [c for c in nouns if mark is not None and c.i > mark.i]
