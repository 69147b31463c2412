"""spaCy's Doc read into plain tokens, its tree mended: once, when a component first asks.

What tagger, parser and recognizer have set must not change afterwards.
"""

from __future__ import annotations

from functools import lru_cache

import spacy.tokens
from spacy.strings import StringStore

from worker.nlp.layout import Entity, Layout
from worker.nlp.mending.mend import mend
from worker.nlp.mentions import register
from worker.nlp.tokens import Columns, Doc, Morph, Token

_KEY = "ew_tokens"
#: What is asked of spaCy for all tokens at once: strings first.
_NAMES = ("LEMMA", "POS", "DEP", "ENT_TYPE")
_ASKED = ("IDX", "LENGTH", "HEAD", *_NAMES, "MORPH", "ORTH", "ENT_IOB", "SENT_START")
_IOB = ("", "I", "O", "B")
#: Numbers come without a sign: from here on they stand for negative ones.
_NEGATIVE, _ALL = 1 << 63, 1 << 64
#: Morphologies that are remembered; a tagger knows some hundreds.
_MORPHS = 4_096


def read(doc: spacy.tokens.Doc) -> Doc:
    """The plain Doc of a parsed one, the same at every call."""
    found: Doc | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _read(doc)
    return found


class _Strings(dict[int, str]):
    """The strings of some numbers, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> str:
        found: str = self._store[number]
        self[number] = found
        return found


def _read(doc: spacy.tokens.Doc) -> Doc:
    register()  # what a Doc made by hand may not know of yet
    found = Doc(doc.text, doc.lang_, doc.vocab, doc._.article)
    found.answers = doc._.answers
    begins, lengths, heads, *columns = doc.to_array(list(_ASKED)).T.tolist()
    strings = _Strings(doc.vocab.strings)
    names = (map(strings.__getitem__, column) for column in columns[: len(_NAMES)])
    numbers, orth, iob, starts = columns[len(_NAMES) :]
    texts = (found.text[i : i + length] for i, length in zip(begins, lengths, strict=True))
    features = {number: _morph(strings[number]) for number in set(numbers)}
    morphs = map(features.__getitem__, numbers)
    rows = zip(begins, texts, *names, morphs, strict=True)
    found.extend(Token(found, i, *row) for i, row in enumerate(rows))
    found.columns = Columns(orth, [_IOB[i] for i in iob], [start == 1 for start in starts])
    _hang(found, mend(found, _absolute(heads)))
    entities = [Entity(e.start, e.end, e.label_) for e in doc.ents]
    found.layout = Layout(found.text, found, entities)
    return found


def _absolute(steps: list[int]) -> list[int]:
    """The places of the heads, which stand so many steps on."""
    return [i + (step if step < _NEGATIVE else step - _ALL) for i, step in enumerate(steps)]


def _hang(tokens: list[Token], heads: list[int]) -> None:
    """Hang every token on its head; call its relation as rules do."""
    for token, head in zip(tokens, heads, strict=True):
        if head != token.i:
            token.head = tokens[head]
            token.head.children.append(token)
        if token.dep_ == "acl" and token.head.pos_ == "VERB":
            token.relation = "ccomp"
        elif ":" in token.dep_:
            token.relation = token.dep_.partition(":")[0]


@lru_cache(_MORPHS)
def _morph(features: str) -> Morph:
    """The morphology "Case=Nom|Number=Sing" by feature."""
    named = (feature.partition("=") for feature in features.split("|") if "=" in feature)
    return {name: values.split(",") for name, _, values in named}
