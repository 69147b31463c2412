"""Make the English pipeline: ``python -m training.english``; about two hours on one core.

Trees are English Web Treebank and GUM. Entities are the Groningen Meaning Bank, which is large and
semi-automatic, and the gold of Universal NER on EWT and of WikiGold. Only the first marks NORP, only the
last MISC: a teacher (training/teacher) that learns from all three fills in what each lacks, and reads
sentences that have no names marked at all. Each step leaves its result in the work folder and is skipped
when it is there, so an interrupted run goes on where it stopped. Progress and scores go to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import clusters, corpora, distilled, entities, raw, trees
from training.command import Plan, run
from training.corpora import Marked
from training.teacher import curriculum
from training.teacher.school import School

_SEED = 0
#: Sentences at the end of GMB's training part that are kept for the development score.
_HELD_OUT = 1_500
#: How often the gold corpora count beside the large one and what the teacher read; its own readings.
_GOLD, _EPOCHS = 3, 2
#: Sentences of GMB that the teacher reads anew: its own names are often wrong.
_READ = 16_000


def prepare(folder: Path, work: Path) -> None:
    """Write the training and development documents and the cluster table to ``work``."""
    nlp = spacy.blank("en")
    gmb = list(curriculum.english_names(folder, "en_gmb_train"))
    train, held_out = gmb[:-_HELD_OUT], gmb[-_HELD_OUT:]
    gold = [
        sentence
        for name in ("en_uner_ewt_train", "en_wikigold")
        for sentence in curriculum.english_names(folder, name)
    ]
    clusters.save("en", work / "clusters", entities.words(nlp, [*train, *gold]))
    parse = chain(corpora.trees(folder, "en_ewt_train"), corpora.trees(folder, "en_gum_train"))
    trees.save(work / "parse_train.spacy", parse, seed=_SEED)
    trees.save(work / "parse_dev.spacy", corpora.trees(folder, "en_ewt_dev"), seed=_SEED)
    school = School(work, partial(curriculum.english, folder, train), _EPOCHS)
    entities.save(work / "ner_train.spacy", _entities(folder, school, nlp, train, gold), seed=_SEED)
    dev = [entities.document(nlp, sentence) for sentence in held_out]
    entities.save(work / "ner_dev.spacy", dev, seed=_SEED)


def _entities(
    folder: Path, school: School, nlp: Language, gmb: Sequence[Marked], gold: Sequence[Marked]
) -> Iterator[Doc]:
    """Sentences with gold names that the teacher completes, and with the teacher's names."""
    marked = [entities.document(nlp, sentence) for sentence in gold]
    plain = [nlp.make_doc(text) for text in _texts(folder, gmb)]
    labels = school.taught("names", [distilled.words(doc) for doc in (*marked, *plain)])
    for doc, label in distilled.pairs(marked, labels):
        yield from [distilled.completed(doc, label)] * _GOLD
    for doc, label in distilled.pairs(plain, labels[len(marked) :]):
        yield distilled.document(doc, label)
    for sentence in gmb[:-_READ]:
        yield entities.document(nlp, sentence)


def _texts(folder: Path, gmb: Sequence[Marked]) -> Iterator[str]:
    """The last sentences of GMB, and newswire."""
    for sentence in gmb[-_READ:]:
        yield sentence.text
    yield from raw.articles(folder, ("en_newswire",))


if __name__ == "__main__":
    run(Plan(language="en", prepare=prepare, steps={"parse": 6_000, "ner": 4_000}))
