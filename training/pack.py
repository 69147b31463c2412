"""Join a parsing pipeline and an entity recognizer into the one folder that ships for a language.

Both were trained on the same table of word clusters, so one copy of it serves both. What only training
needed is left behind: the training texts' vocabulary (strings.json), corpus paths, scores.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer, Morphologizer

_LICENSE = "CC BY-SA 4.0"


def pack(parse: Path, ner: Path, out: Path, *, version: str) -> None:
    """Write the pipeline ``parse`` + ``ner`` to ``out``, replacing the weights that lie there.

    The larger of the two cluster tables wins: a table cut down after training says nothing else about
    the words it kept. Raises ValueError when the two tables disagree on a word.
    """
    nlp, recognizer = spacy.load(parse), spacy.load(ner)
    _share_vectors(nlp, recognizer)
    # Before the parser: where it splits a sentence inside a name, the name is found all the same.
    nlp.add_pipe("ner", source=recognizer, before="parser")
    nlp.meta.update(
        {
            "name": "escalation",
            "version": version,
            "license": _LICENSE,
            "description": "Word classes, lemmas, trees and named entities of news; see README.md",
            "performance": {},
        }
    )
    nlp.config["initialize"]["vectors"] = None
    _forget_paths(nlp)
    _replace(nlp, out)


def _forget_paths(nlp: Language) -> None:
    """Leave out where the corpora lay on the machine that trained."""
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    for corpus in nlp.config["corpora"].values():
        corpus["path"] = None


def _share_vectors(nlp: Language, recognizer: Language) -> None:
    """Give both pipelines the larger cluster table."""
    small, large = sorted(
        (nlp.vocab.vectors, recognizer.vocab.vectors), key=lambda table: len(table.key2row)
    )
    same = (small.data == large.data).all() and small.key2row.items() <= large.key2row.items()
    if not same:
        raise ValueError("the two pipelines were trained on different word clusters: train anew")
    nlp.vocab.vectors = recognizer.vocab.vectors = large


def _replace(nlp: Language, out: Path) -> None:
    """Write ``nlp`` over what ``out`` holds, keeping what is no part of it: the card, classifiers."""
    with TemporaryDirectory() as folder:
        made = Path(folder)
        nlp.to_disk(made)
        out.mkdir(parents=True, exist_ok=True)
        for part in sorted(made.iterdir()):
            shutil.rmtree(out / part.name, ignore_errors=True)
            shutil.move(part, out / part.name)
    strings = sorted(_labels(nlp) | _features(nlp) | _affixes(nlp))
    (out / "vocab" / "strings.json").write_text(json.dumps(strings) + "\n", "utf-8")


def _labels(nlp: Language) -> set[str]:
    """Every label that a component of ``nlp`` can give."""
    labels = (label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ()))
    return {label for label in labels if isinstance(label, str)}


def _features(nlp: Language) -> set[str]:
    """The morphological features of every label, so that a worker's strings do not grow by them."""
    morphologizer = nlp.get_pipe("morphologizer")
    if not isinstance(morphologizer, Morphologizer):
        raise TypeError(f"morphologizer is a {type(morphologizer)}, not a Morphologizer")
    return set(morphologizer.cfg["labels_morph"].values()) - {""}


def _affixes(nlp: Language) -> set[str]:
    """What the lemmatizer's edit trees cut off and put on; the trees hold only hashes of it."""
    lemmatizer = nlp.get_pipe("trainable_lemmatizer")
    if not isinstance(lemmatizer, EditTreeLemmatizer):
        raise TypeError(f"trainable_lemmatizer is a {type(lemmatizer)}, not an EditTreeLemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    hashes = {tree[side] for tree in trees for side in ("orig", "subst") if side in tree}
    return {nlp.vocab.strings[key] for key in hashes if key}
