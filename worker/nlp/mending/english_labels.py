"""English headlines that end with who says so: "Drones hit refinery in Russia: state media"."""

from __future__ import annotations

from itertools import pairwise

from worker.languages.cues import cues
from worker.nlp.mending.english_sayings import is_speaker
from worker.nlp.mending.tree import Tree

#: How the speaker's phrase hangs on the headline's verb.
LABEL = "parataxis:label"

_LANGUAGE = "en"
#: Words of such a phrase ("South Korean military officials").
_LONGEST = 5
_BREAKS = frozenset({":", "–", "—"})
#: Word classes that a phrase of one speaker has none of: others are a clause, a list, or end a sentence.
_FOREIGN = frozenset({"VERB", "AUX", "CCONJ", "SCONJ", "PUNCT", "NUM", "PRON"})


def labels(tree: Tree) -> None:
    """Hang who stands behind the last colon or dash of a headline beside what it says."""
    for start, end in _sentences(tree):
        place = next((i for i in range(end - 1, start, -1) if tree.doc[i].text in _BREAKS), None)
        if place is None or not 0 < end - 1 - place <= _LONGEST:
            continue
        head = _speaker(tree, place + 1, end)
        root = next((i for i in range(start, place) if tree.heads[i] == i), None)
        if head is not None and root is not None:
            _hang(tree, range(place, end), head, root)


def _sentences(tree: Tree) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the space behind it."""
    starts = [token.i for token in tree.doc if token.is_sent_start or token.i == 0]
    edges = pairwise([*starts, len(tree.heads)])
    return [(start, _end(tree, start, end)) for start, end in edges]


def _end(tree: Tree, start: int, end: int) -> int:
    while end > start and tree.doc[end - 1].is_space:
        end -= 1
    return end


def _speaker(tree: Tree, start: int, end: int) -> int | None:
    """The head of a phrase of nothing but one speaker."""
    phrase = tree.doc[start:end]
    if any(token.pos_ in _FOREIGN for token in phrase):
        return None
    before = next((token.i for token in phrase if token.pos_ == "ADP"), end)
    if before == start:
        return None
    head = tree.doc[before - 1]
    told = is_speaker(head) or cues(_LANGUAGE).has("statement", head.lemma_)
    return head.i if head.pos_ in ("NOUN", "PROPN") and told else None


def _hang(tree: Tree, phrase: range, head: int, root: int) -> None:
    tree.move(head, root, LABEL)
    for word in phrase:
        if word != head and tree.heads[word] not in phrase:
            tree.move(word, head, "punct" if word == phrase.start else "compound")
