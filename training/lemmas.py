"""Lemmas of automatic trees in the manner of the gold trees.

The automatic ones come from word lists: they leave a word at the head of a sentence as it is ("Hat" for
haben), write small names large ("Dpa") and follow other customs ("anderer" for anders). What gold trees
say of a word in its class goes before, then what is said of it elsewhere, in small letters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from training.corpora import Word

#: A gold lemma counts when it was seen so often and is so much of what was seen.
_SEEN, _SHARE = 2, 0.8
#: Classes in which a large letter says something: names, and "Sie" for whom one speaks to.
_CASED = ("NOUN", "PROPN", "PRON", "X")

Known = Mapping[tuple[str, str], str]


def corrected(
    silver: Sequence[Sequence[Word]], gold: Iterable[Sequence[Word]]
) -> Iterator[list[Word]]:
    """The ``silver`` trees with their lemmas as ``gold`` has them."""
    taught = _usual(gold, seen=_SEEN)
    # At the head of a sentence a word may only look like a name.
    usual = _usual((tree[1:] for tree in silver), seen=1)
    for tree in silver:
        yield [replace(word, lemma=_lemma(word, taught, usual)) for word in tree]


def _lemma(word: Word, taught: Known, usual: Known) -> str:
    key = _key(word)
    if word.upos == "PROPN" and word.form.islower():
        return word.form
    if word.upos != "PRON" and key in taught and not _is_old(word.form, taught[key]):
        return taught[key]
    if word.upos in _CASED or word.form == word.form.lower():
        return word.lemma
    return usual.get(key, word.lemma)


def _is_old(form: str, lemma: str) -> bool:
    """Whether a lemma is spelled as before 1996 where its form is not: Einfluß."""
    return "ß" in lemma and "ss" in form


def _usual(trees: Iterable[Sequence[Word]], *, seen: int) -> Known:
    """The lemma that a word mostly has in its class."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word in tree:
            counts[_key(word)][word.lemma] += 1
    best = {key: lemmas.most_common(1)[0] for key, lemmas in counts.items()}
    return {
        key: lemma
        for key, (lemma, count) in best.items()
        if count >= max(seen, _SHARE * counts[key].total())
    }


def _key(word: Word) -> tuple[str, str]:
    return (word.form if word.upos in _CASED else word.form.lower()), word.upos
