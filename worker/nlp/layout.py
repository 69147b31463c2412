"""What spaCy would work out anew at every question about a Doc, worked out once.

Nothing here holds the Doc or a Token: a Doc that held itself would outlive its article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Doc

_KEY = "ew_layout"
_PARTICLES = frozenset({"compound:prt", "svp", "prt"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Tokens ``start`` to ``end`` (exclusive) that the recognizer took for one name."""

    start: int
    end: int
    label: str


class Layout:
    """The text, the sentences, the heads and the recognizer's entities of a Doc, by token."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = doc.text
        starts = (token.i for token in doc if token.is_sent_start)
        self._bounds = list(pairwise((*starts, len(doc))))
        self.heads = [token.head.i for token in doc]
        #: The relation of each token to its head, with its subtype.
        self.relations: list[str] = [token.dep_ for token in doc]
        self._verbs = frozenset(token.i for token in doc if token.pos_ == "VERB")
        #: Separated particles ("rückt ... ein") by the place of their verb, the first behind it.
        self.particles: dict[int, str] = {}
        for token in doc:
            if token.dep_ in _PARTICLES and self.heads[token.i] < token.i:
                self.particles.setdefault(self.heads[token.i], token.lower_)
        self.entities = [Entity(e.start, e.end, e.label_) for e in doc.ents]
        self._named = {i: e for e in self.entities for i in range(e.start, e.end)}

    @cached_property
    def bases(self) -> list[str]:
        """The relation of each token without its subtype ("nsubj:pass" is an "nsubj").

        A verb has no attributes: a clause that is called one of a verb is its object ("erklärt, …").
        """
        return [
            "ccomp" if relation == "acl" and head in self._verbs else relation.partition(":")[0]
            for relation, head in zip(self.relations, self.heads, strict=True)
        ]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, left to right: spaCy looks for them anew, as far as they reach."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return found

    @cached_property
    def sentences(self) -> list[int]:
        """The number of each token's sentence."""
        numbered = enumerate(self._bounds)
        return [number for number, (start, end) in numbered for _ in range(start, end)]

    def sentence(self, token: int) -> tuple[int, int]:
        """The first token of the sentence that ``token`` is in, and the one after its last."""
        return self._bounds[self.sentences[token]]

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The first token of a sentence and the one after its last, by its number."""
        return self._bounds[sentence]

    def entity(self, token: int) -> Entity | None:
        """The entity that ``token`` is part of."""
        return self._named.get(token)


def layout(doc: Doc) -> Layout:
    """The layout of a parsed Doc; sentences, heads and entities must not change after the first call."""
    found: Layout | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Layout(doc)
    return found
