"""Make the English pipeline: ``python -m training.english``; about an hour on one core.

Trees are English Web Treebank and GUM, entities the Groningen Meaning Bank, which is large and
semi-automatic, and the gold of Universal NER on EWT and of WikiGold. EWT and WikiGold mark no NORP: the
words that GMB nearly always marks so are marked there too. Each step leaves its result in the work folder
and is skipped when it is there, so an interrupted run goes on where it stopped. Progress and scores go to
the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import clusters, corpora, entities, trees
from training.command import Plan, run
from training.corpora import Marked

_SEED = 0
#: Sentences at the end of GMB's training part that are kept for the development score.
_HELD_OUT = 1_500
#: How often the small gold corpora count against the large, semi-automatic one.
_GOLD = {"en_uner_ewt_train": 3, "en_wikigold": 4}


def prepare(folder: Path, work: Path) -> None:
    """Write the training and development documents and the cluster table to ``work``."""
    nlp = spacy.blank("en")
    gmb = list(_names(folder, "en_gmb_train"))
    train, held_out = gmb[:-_HELD_OUT], gmb[-_HELD_OUT:]
    gold = {name: list(_names(folder, name)) for name in _GOLD}
    clusters.save("en", work / "clusters", entities.words(nlp, chain(train, *gold.values())))
    parse = chain(corpora.trees(folder, "en_ewt_train"), corpora.trees(folder, "en_gum_train"))
    trees.save(work / "parse_train.spacy", parse, seed=_SEED)
    trees.save(work / "parse_dev.spacy", corpora.trees(folder, "en_ewt_dev"), seed=_SEED)
    docs = chain(
        _docs(nlp, train), *(_filled(nlp, train, gold[name]) * _GOLD[name] for name in gold)
    )
    entities.save(work / "ner_train.spacy", docs, seed=_SEED)
    entities.save(work / "ner_dev.spacy", _docs(nlp, held_out), seed=_SEED)


def _filled(nlp: Language, gmb: Sequence[Marked], gold: Sequence[Marked]) -> list[Doc]:
    """The sentences with the NORP that GMB would mark in them."""
    words = entities.inhabitants(gmb)
    return list(_docs(nlp, entities.with_inhabitants(nlp, gold, words)))


def _docs(nlp: Language, sentences: Iterator[Marked] | Sequence[Marked]) -> Iterator[Doc]:
    return (entities.document(nlp, sentence) for sentence in sentences)


def _names(folder: Path, name: str) -> Iterator[Marked]:
    """The sentences of a corpus, no name beginning with "the"."""
    return entities.without_article(corpora.marked(folder, name), ("the ",))


if __name__ == "__main__":
    run(Plan(language="en", prepare=prepare, steps={"parse": 6_000, "ner": 4_000}))
