"""Sentences as dependency trees of plain words: what the parser, the tagger and the lemmatizer said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Token

from worker.domain.tree import Word

_BATCH = 64
#: What trees need, among the components of any pipeline: those that set one of these. Names are among
#: it: nothing in "der Nato" shows its gender, and trees are mended by gender.
_READ = frozenset(
    {"token.dep", "token.lemma", "token.pos", "token.tag", "token.morph", "doc.tensor", "doc.ents"}
)


def parse(nlp: Language, texts: Sequence[str]) -> Iterator[tuple[Word, ...]]:
    """The words of each text, in order; without actors and events, which take longer."""
    idle = [name for name in nlp.pipe_names if not _READ.intersection(_given(nlp, name))]
    for doc in nlp.pipe(texts, batch_size=_BATCH, disable=idle):
        yield tuple(_word(token) for token in doc)


def _given(nlp: Language, name: str) -> Iterable[str]:
    meta = nlp.get_pipe_meta(name)
    # Rules write what their tables say: no list of it is kept.
    return ["token.pos"] if meta.factory == "attribute_ruler" else meta.assigns


def _word(token: Token) -> Word:
    return Word(
        start=token.idx,
        end=token.idx + len(token),
        lemma=token.lemma_,
        upos=token.pos_,
        head=token.head.i,
        deprel="root" if token.dep_ == "ROOT" else token.dep_,
    )
