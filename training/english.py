"""Make the English pipeline: ``python -m training.english``; about an hour on one core.

Trees are English Web Treebank and GUM, entities the Groningen Meaning Bank, which is large and was marked by
machine, and the gold of Universal NER on EWT and of WikiGold. The encoder of the accurate tier, as it ships,
teaches the small network beside them: it reads texts that have no names marked, and of GMB counts only what
it reads there too. EWT and WikiGold mark no NORP: the words that GMB nearly always marks so are marked there.
Each step leaves its result in the work folder and is skipped when it is there, so an interrupted run goes on
where it stopped. Progress and scores go to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import clusters, corpora, distilled, entities, raw, trees
from training.command import Plan, run
from training.corpora import Marked
from training.encoder.reading import read
from training.teacher.lessons import Label
from training.teacher.readings import kept
from worker.nlp.encoder.session import Encoder

_SEED = 0
#: Sentences at the end of GMB's training part that are kept for the development score.
_HELD_OUT = 1_500
#: How often the small gold corpora count against the large one.
_GOLD = {"en_uner_ewt_train": 3, "en_wikigold": 4}
#: How often texts count that have no names marked.
_READ = 2

Corpora = Mapping[str, Sequence[Marked]]


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
    filled = (_filled(nlp, train, gold[name]) * times for name, times in _GOLD.items())
    taught = _taught(folder, work, nlp, train, gold)
    entities.save(work / "ner_train.spacy", chain(*filled, taught), seed=_SEED)
    entities.save(work / "ner_dev.spacy", _docs(nlp, held_out), seed=_SEED)


def _taught(
    folder: Path, work: Path, nlp: Language, gmb: Sequence[Marked], gold: Corpora
) -> Iterator[Doc]:
    """GMB as far as the encoder agrees, and its readings of texts without names and of the gold's."""
    marked = list(_docs(nlp, gmb))
    plain = [list(map(nlp.make_doc, texts)) for texts in _texts(folder)]
    known = [nlp.make_doc(sentence.text) for sentence in chain(*gold.values())]
    sentences = [distilled.words(doc) for doc in chain(marked, *plain, known)]
    labels = iter(kept(work / "taught_names.jsonl.gz", lambda: read(Encoder(), sentences)))

    def taught(docs: Sequence[Doc]) -> list[tuple[Doc, Label]]:
        return distilled.pairs(docs, list(islice(labels, len(docs))))

    yield from (distilled.agreed(doc, label) for doc, label in taught(marked))
    for docs in plain:
        yield from [distilled.document(doc, label) for doc, label in taught(docs)] * _READ
    yield from (distilled.document(doc, label) for doc, label in taught(known))


def _texts(folder: Path) -> Iterator[Iterable[str]]:
    """Sentences without names: GUM's, and the newswire's."""
    gum = corpora.trees(folder, "en_gum_train")
    yield ("".join(word.form + " " * word.space_after for word in tree).strip() for tree in gum)
    yield raw.articles(folder, ("en_newswire",))


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
