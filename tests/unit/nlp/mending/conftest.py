"""Docs written word by word, for trees that no parser need make."""

from __future__ import annotations

import numpy as np
import spacy
from spacy.tokens import Doc

from worker.nlp.reading import read


def relations(language: str, words: str) -> dict[str, tuple[str, str]]:
    """Relation and head of each word after mending.

    ``words`` are "form/part of speech/relation/head/morphology"; a head counts words from 0.
    """
    doc = read(_doc(language, words))
    return {token.text: (token.relation, token.head.text) for token in doc}


def _doc(language: str, words: str) -> Doc:
    rows = [[*word.split("/"), ""][:5] for word in words.split()]
    forms, tags, names, heads, morphs = (list(column) for column in zip(*rows, strict=True))
    places = list(np.array(heads, dtype=int).tolist())
    vocab = spacy.blank(language).vocab
    lemmas = [form.lower() for form in forms]
    return Doc(vocab, words=forms, pos=tags, deps=names, heads=places, morphs=morphs, lemmas=lemmas)
