"""Make the German pipeline: ``python -m training.german``; about 50 minutes on one core.

There are few gold trees of German news at hand (GSD's development part, PUD), so they count three times
beside 24,314 silver trees of Wikinews, GermEval and MobIE, and beside grafts: sentences rebuilt into the
orders that news is full of and treebanks are not. Entities are German Wikinews, annotated for this
project, and GermEval, which marks no NORP: the words that Wikinews nearly always marks so are marked
there too. Each step leaves its result in the work folder and is skipped when it is there, so an
interrupted run goes on where it stopped. Progress and scores go to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training import clusters, corpora, entities, grafts, trees
from training.command import Plan, run
from training.corpora import Word

_SEED = 0
#: How often the gold trees count, and how many grafts there are.
_GOLD, _GRAFTS = 3, 1_600
#: Sentences at the end of Wikinews that are kept for measuring entities.
HELD_OUT = 1_200

#: Lemmas that the treebanks write in the spelling before 1996.
_MODERN = {"daß": "dass"}


def prepare(folder: Path, work: Path) -> None:
    """Write the training and development documents and the cluster table to ``work``."""
    clusters.save("de", work / "clusters")
    gold = [*_trees(folder, "de_gsd_dev"), *_trees(folder, "de_pud")]
    silver = list(_trees(folder, "de_silver"))
    grafted = grafts.grafts([*gold, *silver], count=_GRAFTS, seed=_SEED)
    trees.save(work / "parse_train.spacy", chain(gold * _GOLD, silver, grafted), seed=_SEED)
    # Only for the log: the last weights are taken, none are chosen by it.
    trees.save(work / "parse_dev.spacy", _trees(folder, "de_gsd_test"), seed=_SEED)
    _save_entities(folder, work, spacy.blank("de"))


def _trees(folder: Path, name: str) -> Iterator[list[Word]]:
    for sentence in corpora.trees(folder, name):
        yield [replace(word, lemma=_MODERN.get(word.lemma, word.lemma)) for word in sentence]


def _save_entities(folder: Path, work: Path, nlp: Language) -> None:
    news = list(corpora.marked(folder, "de_wikinews"))
    words = entities.inhabitants(news[:-HELD_OUT])
    other = entities.with_inhabitants(nlp, corpora.marked(folder, "de_germeval"), words)
    train = [*news[:-HELD_OUT], *other]
    order = np.random.default_rng(_SEED).permutation(len(train))
    entities.save(work / "ner_train.spacy", nlp, (train[at] for at in order))
    entities.save(work / "ner_dev.spacy", nlp, news[-HELD_OUT:])


if __name__ == "__main__":
    run(Plan(language="de", prepare=prepare, steps={"parse": 6_000, "ner": 2_000}))
