"""Make the English pipeline: ``python -m training.english``; about 50 minutes on one core.

Trees are English Web Treebank and GUM, entities the Groningen Meaning Bank, Universal NER on EWT and
WikiGold. EWT and WikiGold mark no NORP: the words that GMB nearly always marks so are marked there too.
Each step leaves its result in the work folder and is skipped when it is there, so an interrupted run
goes on where it stopped. Progress and scores go to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training import clusters, corpora, entities, trees
from training.command import Plan, run
from training.corpora import Marked

_SEED = 0
#: Sentences at the end of GMB's training part that are kept for the development score.
_HELD_OUT = 1_500


def prepare(folder: Path, work: Path) -> None:
    """Write the training and development documents and the cluster table to ``work``."""
    clusters.save("en", work / "clusters")
    parse = chain(corpora.trees(folder, "en_ewt_train"), corpora.trees(folder, "en_gum_train"))
    trees.save(work / "parse_train.spacy", parse, seed=_SEED)
    trees.save(work / "parse_dev.spacy", corpora.trees(folder, "en_ewt_dev"), seed=_SEED)
    _save_entities(folder, work, spacy.blank("en"))


def _save_entities(folder: Path, work: Path, nlp: Language) -> None:
    gmb = list(_marked(folder, "en_gmb_train"))
    words = entities.inhabitants(gmb)

    def filled(name: str) -> Iterator[Marked]:
        return entities.with_inhabitants(nlp, _marked(folder, name), words)

    # The small gold corpora count more than once against the large, semi-automatic one.
    gold = [*list(filled("en_uner_ewt_train")) * 2, *list(filled("en_wikigold")) * 4]
    train = [*gmb[:-_HELD_OUT], *gold]
    order = np.random.default_rng(_SEED).permutation(len(train))
    entities.save(work / "ner_train.spacy", nlp, (train[at] for at in order))
    entities.save(work / "ner_dev.spacy", nlp, chain(gmb[-_HELD_OUT:], filled("en_uner_ewt_dev")))


def _marked(folder: Path, name: str) -> Iterator[Marked]:
    return entities.without_article(corpora.marked(folder, name), ("the ",))


if __name__ == "__main__":
    run(Plan(language="en", prepare=prepare, steps={"parse": 6_000, "ner": 3_000}))
