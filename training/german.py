"""Make the German pipeline: ``python -m training.german``; about two hours on one core.

There are few gold trees of German news at hand (GSD's development part, PUD) and no large corpus of names.
So a teacher (training/teacher) learns from all there is, and the small networks learn from it: it reads
the silver trees' texts anew, and sentences of newswire, Wikinews and the Bundestag that have no labels at
all. Gold counts more than once beside that; grafts are sentences rebuilt into the orders that news is full
of and treebanks are not. Each step leaves its result in the work folder and is skipped when it is there,
so an interrupted run goes on where it stopped. Progress and scores go to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import clusters, corpora, distilled, entities, grafts, lemmas, raw, renamed, trees
from training.command import Plan, run
from training.corpora import Marked, Word
from training.teacher import curriculum
from training.teacher.school import School
from worker.nlp.encoder.pieces import Words

_SEED = 0
#: How often the gold trees count, and how many grafts there are.
_GOLD, _GRAFTS = 4, 2_000
#: How often sentences whose names are gold count beside those that the teacher read.
_MARKED = 2
#: Sentences of speeches that the teacher reads, and how often it reads its own lessons before.
_SPEECHES, _EPOCHS = 10_000, 2


def prepare(folder: Path, work: Path) -> None:
    """Write the training and development documents and the cluster table to ``work``."""
    nlp = spacy.blank("de")
    train, held_out = _news(folder)
    school = schooled(folder, work)
    names = [*train, *corpora.marked(folder, "de_germeval")]
    clusters.save("de", work / "clusters", entities.words(nlp, names))
    _save_trees(folder, work, school)
    docs = _entities(folder, school, nlp, train)
    entities.save(work / "ner_train.spacy", docs, seed=_SEED)
    dev = [entities.document(nlp, sentence) for sentence in held_out]
    entities.save(work / "ner_dev.spacy", dev, seed=_SEED)


def schooled(folder: Path, work: Path) -> School:
    """The German teacher and what it reads, in ``work``; raises CorpusMissingError."""
    train, _ = _news(folder)
    return School(work, partial(curriculum.german, folder, train), _EPOCHS)


def _news(folder: Path) -> tuple[list[Marked], list[Marked]]:
    """The sentences of Wikinews to learn from, and those to measure on."""
    news = list(corpora.marked(folder, "de_wikinews"))
    return news[: -corpora.HELD_OUT], news[-corpora.HELD_OUT :]


def _entities(folder: Path, school: School, nlp: Language, news: Sequence[Marked]) -> Iterator[Doc]:
    """Sentences with gold names, with other names in them, and with the teacher's names."""
    germeval = [entities.document(nlp, item) for item in corpora.marked(folder, "de_germeval")]
    plain = [nlp.make_doc(text) for text in _texts(folder, news)]
    labels = school.taught("names", [distilled.words(doc) for doc in (*germeval, *plain)])
    for doc, label in distilled.pairs(germeval, labels):
        yield from [distilled.completed(doc, label)] * _MARKED
    for doc, label in distilled.pairs(plain, labels[len(germeval) :]):
        yield distilled.document(doc, label)
    for sentence in news:
        yield from [entities.document(nlp, sentence)] * _MARKED
    for sentence in renamed.renamed(news, renamed.names(), seed=_SEED):
        yield entities.document(nlp, sentence)


def _texts(folder: Path, news: Sequence[Marked]) -> Iterator[str]:
    """Sentences without labels."""
    names = frozenset(
        word
        for sentence in news
        for start, end, _ in sentence.entities
        for word in sentence.text[start:end].split()
    )
    yield from raw.articles(folder, ("de_newswire", "de_wikinews"))
    yield from raw.speeches(folder, _SPEECHES, names)


def _save_trees(folder: Path, work: Path, school: School) -> None:
    gold = [*_trees(folder, "de_gsd_dev"), *_trees(folder, "de_pud")]
    silver = list(lemmas.corrected(list(_trees(folder, "de_silver")), gold))
    labels = school.taught("trees", list(map(_tree_words, silver)))
    read = [trees.rehung(tree, label) for tree, label in distilled.pairs(silver, labels)]
    grafted = grafts.grafts([*gold, *read], count=_GRAFTS, seed=_SEED)
    trees.save(work / "parse_train.spacy", chain(gold * _GOLD, read, grafted), seed=_SEED)
    # Only for the log: the last weights are taken, none are chosen by it.
    trees.save(work / "parse_dev.spacy", _trees(folder, "de_gsd_test"), seed=_SEED)


def _trees(folder: Path, name: str) -> Iterator[list[Word]]:
    for sentence in corpora.trees(folder, name):
        yield [_modern(word) for word in sentence]


def _modern(word: Word) -> Word:
    """The word without a lemma in the spelling before 1996, unless it is spelled so itself."""
    return replace(word, lemma="dass") if word.lemma == "daß" and word.form != "daß" else word


def _tree_words(tree: Sequence[Word]) -> Words:
    return [word.form for word in tree], [word.space_after for word in tree]


if __name__ == "__main__":
    run(Plan(language="de", prepare=prepare, steps={"parse": 6_000, "ner": 4_000}))
