"""The lessons of the German teacher: the gold and silver corpora that the small networks have too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import corpora, entities, trees
from training.corpora import Marked, Word
from training.teacher.lessons import Lesson, tags_of
from worker.nlp.encoder.heads import OUTSIDE, TAGS

#: How often a gold tree of German is read for one reading of a silver one, and how much the latter counts.
_GOLD, _SILVER_WEIGHT = 4, 0.5
_OUTSIDE, _ANY = frozenset({OUTSIDE}), frozenset(range(len(TAGS)))
_NORP, _MISC = (
    frozenset(TAGS.index(f"{side}-{name}") for side in "BI") for name in ("NORP", "MISC")
)

Trees = Mapping[str, Sequence[Word]]


def german(folder: Path, news: Sequence[Marked]) -> Iterator[Lesson]:
    """Names of ``news`` and GermEval, silver trees of the same texts, gold trees of GSD and PUD.

    GermEval has no NORP and another MISC: what it leaves unmarked may be a NORP, what it calls MISC
    may be nothing.
    """
    nlp = spacy.blank("de")
    silver = _by_text(corpora.trees(folder, "de_silver"))
    for sentence in news:
        yield _lesson(nlp, sentence, silver, weight=_SILVER_WEIGHT)
    for sentence in corpora.marked(folder, "de_germeval"):
        made = _lesson(nlp, sentence, silver, weight=_SILVER_WEIGHT)
        yield _lenient(made, outside=_NORP, misc=_OUTSIDE | _NORP)
    for sentence in corpora.marked(folder, "de_germeval_dev"):
        if tree := silver.get(sentence.text):
            yield _tree_lesson(tree, weight=_SILVER_WEIGHT)
    for name in ("de_gsd_dev", "de_pud"):
        for tree in corpora.trees(folder, name):
            yield from [_tree_lesson(tree, weight=1.0)] * _GOLD


def _lesson(nlp: Language, sentence: Marked, known: Trees, *, weight: float) -> Lesson:
    """A sentence with its names, and with its tree where one is known."""
    tree = known.get(sentence.text)
    if tree is None:
        doc = entities.document(nlp, sentence)
        words = tuple(token.text for token in doc)
        spaces = tuple(bool(token.whitespace_) for token in doc)
        return Lesson(words=words, spaces=spaces, tags=_tags(doc))
    doc = entities.marked(trees.document(nlp.vocab, [tree]), sentence.entities)
    made = _tree_lesson(tree, weight=weight)
    return replace(made, tags=_tags(doc), spaces=(*made.spaces[:-1], False))


def _tags(doc: Doc) -> tuple[frozenset[int], ...]:
    tags = tags_of(len(doc), [(ent.start, ent.end, ent.label_) for ent in doc.ents])
    return tuple(tags[token.i] if token.ent_iob_ else _ANY for token in doc)


def _lenient(
    lesson: Lesson, *, outside: frozenset[int], misc: frozenset[int] = frozenset()
) -> Lesson:
    """The lesson with what else may be right where nothing, or a MISC, is marked."""
    tags = tuple(
        tag | outside if tag == _OUTSIDE else tag | misc if tag <= _MISC else tag
        for tag in lesson.tags
    )
    return replace(lesson, tags=tags)


def _tree_lesson(tree: Iterable[Word], *, weight: float) -> Lesson:
    words = tuple(tree)
    return Lesson(
        words=tuple(word.form for word in words),
        spaces=tuple(word.space_after for word in words),
        heads=tuple(0 if word.head == at else word.head + 1 for at, word in enumerate(words)),
        relations=tuple(trees.label(word.deprel) for word in words),
        weight=weight,
    )


def _by_text(found: Iterable[Sequence[Word]]) -> Trees:
    return {
        "".join(word.form + " " * word.space_after for word in tree).rstrip(): tree
        for tree in found
    }
