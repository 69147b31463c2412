"""Trees rebuilt into the word orders of German news that treebanks have too few of.

A report ends on its speaker ("Der Pakt gilt, sagte der Minister." or ", so der Minister." or ", wie der
Minister sagte."), and a sentence begins with its object ("Den Vertrag unterzeichnete der Präsident."). All
are made from trees that are there: reports by hanging a sentence under a verb of speaking or under the
speaker, or such a verb under the sentence, with the subject of another sentence; the second by letting
subject and object change places around the verb, where German allows both orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from training.corpora import Word

Sentence = Sequence[Word]

#: Verbs that report, in the past tense as a tail has them, by their lemma.
_REPORTING = {"sagte": "sagen", "erklärte": "erklären", "betonte": "betonen", "meldete": "melden"}
_PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
_CLOSED = ("DET", "ADP", "PRON", "ADJ", "ADV")
_LONGEST_BODY, _LONGEST_SPEAKER = 20, 8


def grafts(sentences: Iterable[Sentence], *, count: int, seed: int) -> Iterator[Sentence]:
    """``count`` rebuilt sentences, half of them reports, or fewer where there are not so many."""
    chance = np.random.default_rng(seed)
    source = list(sentences)
    shuffled = [source[at] for at in chance.permutation(len(source))]
    speakers = [speaker for sentence in source if (speaker := _speaker(sentence))]
    yield from islice(filter(None, map(object_first, shuffled)), count // 2)
    bodies = islice(filter(_is_body, shuffled), (count + 1) // 2 if speakers else 0)
    for body in bodies:
        speaker = speakers[int(chance.integers(len(speakers)))]
        form = list(_REPORTING)[int(chance.integers(len(_REPORTING)))]
        kind = int(chance.integers(4))
        if kind == 0:
            yield attributed(body, speaker)
        else:
            yield (as_reported if kind == 1 else reported)(body, form, speaker)


def reported(body: Sentence, form: str, speaker: Sentence) -> Sentence:
    """``body`` without its full stop + ``, <form> <speaker>.``; the reporting verb is the root.

    ``speaker`` is a noun phrase whose root is its head.
    """
    verb = len(body)
    comma = Word(",", ",", "PUNCT", "", _root(body), "punct", space_after=True)
    says = Word(form, _REPORTING[form], "VERB", _PAST, verb, "ROOT", space_after=True)
    who = _subject(speaker, verb + 1, verb)
    who[-1] = replace(who[-1], space_after=False)
    return [*_clause(body, verb, "ccomp"), comma, says, *who, replace(body[-1], head=verb)]


def attributed(body: Sentence, speaker: Sentence) -> Sentence:
    """``body`` without its full stop + ``, so <speaker>.``; the speaker is the root."""
    start = len(body) + 1
    top = start + next(at for at, word in enumerate(speaker) if word.head == at)
    comma = Word(",", ",", "PUNCT", "", _root(body), "punct", space_after=True)
    thus = Word("so", "so", "ADV", "", top, "advmod", space_after=True)
    who = [replace(word, head=word.head + start) for word in speaker]
    who[top - start] = replace(who[top - start], deprel="ROOT")
    who[-1] = replace(who[-1], space_after=False)
    clause = _clause(body, top, "ccomp")
    return [*clause, comma, thus, *who, replace(body[-1], head=top)]


def as_reported(body: Sentence, form: str, speaker: Sentence) -> Sentence:
    """``body`` without its full stop + ``, wie <speaker> <form>.``; its root stays the root."""
    start, verb = len(body) + 1, len(body) + 1 + len(speaker)
    comma = Word(",", ",", "PUNCT", "", verb, "punct", space_after=True)
    how = Word("wie", "wie", "SCONJ", "", verb, "mark", space_after=True)
    says = Word(form, _REPORTING[form], "VERB", _PAST, _root(body), "advcl", space_after=False)
    clause = [*body[:-1]]
    clause[-1] = replace(clause[-1], space_after=False)
    return [*clause, comma, how, *_subject(speaker, start, verb), says, body[-1]]


def _clause(body: Sentence, verb: int, deprel: str) -> list[Word]:
    """``body`` without its full stop, its root hanging on ``verb``."""
    root = _root(body)
    clause = [
        replace(word, head=verb, deprel=deprel) if at == root else word
        for at, word in enumerate(body[:-1])
    ]
    clause[-1] = replace(clause[-1], space_after=False)
    return clause


def _subject(speaker: Sentence, start: int, verb: int) -> list[Word]:
    """``speaker`` at ``start``, the subject of ``verb``."""
    return [
        replace(word, head=verb, deprel="nsubj")
        if word.head == at
        else replace(word, head=word.head + start)
        for at, word in enumerate(speaker)
    ]


def object_first(sentence: Sentence) -> Sentence | None:
    """The sentence with subject and object exchanged, or None unless it reads "subject verb object …".

    The subject must be in the nominative and the object in the accusative of different form.
    """
    root = _root(sentence)
    subject, target = (_dependent(sentence, root, deprel) for deprel in ("nsubj", "obj"))
    if not subject or not target or sentence[root].upos != "VERB" or _quotes(sentence):
        return None
    if subject != range(root) or target.start != root + 1:
        return None
    if not _tells_case(sentence[subject.start], sentence[target.start]):
        return None
    before, after = sentence[root - 1], sentence[target.stop - 1]
    spaced = list(sentence)
    spaced[root - 1] = replace(before, space_after=after.space_after)
    spaced[target.stop - 1] = replace(after, space_after=before.space_after)
    return _reorder(spaced, [*target, root, *subject, *range(target.stop, len(sentence))])


def _tells_case(subject: Word, target: Word) -> bool:
    """Whether the words that subject and object begin with show which is which: "der … den"."""
    return (subject.upos == target.upos == "DET") and (
        subject.form.lower() in ("der", "ein") or target.form.lower() in ("den", "einen")
    )


def _reorder(sentence: Sentence, order: Sequence[int]) -> Sentence:
    """The words in a new order, heads moved along, the sentence's first letter large."""
    place = {old: new for new, old in enumerate(order)}
    words = [replace(sentence[old], head=place[sentence[old].head]) for old in order]
    moved = place[0]
    if words[moved].upos in _CLOSED:
        form = words[moved].form
        words[moved] = replace(words[moved], form=form[:1].lower() + form[1:])
    first = words[0].form
    words[0] = replace(words[0], form=first[:1].upper() + first[1:])
    return words


def _is_body(sentence: Sentence) -> bool:
    """Whether a sentence can be reported: a verb for a root, a full stop, no quotation, not long."""
    return (
        len(sentence) <= _LONGEST_BODY
        and sentence[-1].form == "."
        and sentence[_root(sentence)].upos == "VERB"
        and not _quotes(sentence)
        and not any(word.form in _REPORTING for word in sentence)
    )


def _quotes(sentence: Sentence) -> bool:
    return any(word.form in '„“”"»«:' for word in sentence)


def _speaker(sentence: Sentence) -> Sentence | None:
    """Who speaks in "…, sagte <who>.", as a phrase of its own."""
    root = _root(sentence)
    if sentence[root].form not in _REPORTING:
        return None
    span = _dependent(sentence, root, "nsubj")
    if not span or span.start != root + 1 or len(span) > _LONGEST_SPEAKER:
        return None
    top = next(at for at in span if sentence[at].head == root)
    return [
        replace(sentence[at], head=(at if at == top else sentence[at].head) - span.start)
        for at in span
    ]


def _root(sentence: Sentence) -> int:
    return next(at for at, word in enumerate(sentence) if word.head == at)


def _dependent(sentence: Sentence, head: int, deprel: str) -> range:
    """The words of the first ``deprel`` of ``head``; empty where there is none or it is in pieces."""
    for top, word in enumerate(sentence):
        if word.head == head and word.deprel == deprel:
            inside = [at for at in range(len(sentence)) if _is_under(sentence, at, top)]
            span = range(inside[0], inside[-1] + 1)
            return span if len(span) == len(inside) else range(0)
    return range(0)


def _is_under(sentence: Sentence, at: int, top: int) -> bool:
    while at != top and sentence[at].head != at:
        at = sentence[at].head
    return at == top
