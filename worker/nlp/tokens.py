"""A parsed text as plain objects, under the names that spaCy has for them.

spaCy makes a Token anew, and looks its strings up anew, at every question, and the rules of the event coder
ask dozens about each word. Here attributes answer; ``worker.nlp.reading`` fills them, once a Doc.
Token, Span and Doc stay in one file: each names the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from unicodedata import category

from spacy.vocab import Vocab

from worker.domain.actor import Entity
from worker.domain.article import Article
from worker.domain.gate import UNDECIDED, ArticleDomain
from worker.nlp.encoder.answers import Answers
from worker.nlp.layout import Layout
from worker.nlp.mentions import Mention

#: Words that are remembered to be punctuation or none.
_MARKS = 20_000

Morph = Mapping[str, list[str]]
Edges = tuple[list[int], list[int]]


class Columns(NamedTuple):
    """What is seldom asked of a token, by its place."""

    orth: Sequence[int]
    ent_iob_: Sequence[str]
    is_sent_start: Sequence[bool]


class Token:
    """A word with the attributes of spaCy's Token, and ``relation``: its ``dep_`` as the rules read it.

    That is the relation without its subtype ("nsubj:pass" is an "nsubj"). A verb has no attributes: a
    clause that is called one of a verb is its object ("erklärt, …").
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "joined", "lemma_", "lower_", "morph",
        "pos_", "relation", "text",
    )  # fmt: skip

    def __init__(
        self, doc: Doc, i: int, idx: int, text: str, lemma: str, pos: str, dep: str, ent_type: str,
        morph: Morph,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.lemma_ = lemma
        self.pos_ = pos
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.morph = morph
        self.relation = dep
        self.head = self
        #: The lemma with its particle, once the rules have asked for it (``words.lemma``).
        self.joined: str | None = None
        #: The dependents, left to right.
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    @property
    def orth(self) -> int:
        """The number of its text in the vocabulary."""
        return self.doc.columns.orth[self.i]

    @property
    def ent_iob_(self) -> str:
        """Whether a name begins (B), goes on (I) or is absent (O) here; "" where nobody looked."""
        return self.doc.columns.ent_iob_[self.i]

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins here."""
        return self.doc.columns.is_sent_start[self.i]

    @property
    def is_punct(self) -> bool:
        """Whether it is a punctuation mark."""
        return _is_punct(self.text)

    @property
    def is_space(self) -> bool:
        """Whether it is nothing but blanks and line ends."""
        return self.text.isspace()

    @property
    def is_title(self) -> bool:
        """Whether its first letter is its only capital."""
        return self.text.istitle()

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()

    @property
    def like_num(self) -> bool:
        """Whether it is a number in digits or words."""
        return bool(self.doc.vocab[self.text].like_num)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self.doc[self.doc.edges[1][self.i]]

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, upward."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def lefts(self) -> list[Token]:
        """The dependents before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def vocab(self) -> Vocab:
        """SpaCy's vocabulary, which has the word clusters."""
        return self.doc.vocab

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token hangs on it, with others between or none."""
        return any(token is self for token in other.ancestors)

    def nbor(self, steps: int) -> Token:
        """The token so many places on; raises IndexError where there is none."""
        if self.i + steps < 0:
            raise IndexError(f"nothing stands {-steps} before token {self.i}")
        return self.doc[self.i + steps]


class Span(list[Token]):
    """Tokens ``start`` to ``end`` (exclusive) of a Doc."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        super().__init__(doc[start:end])
        self.doc = doc
        self.start = start
        self.end = end

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Where it ends in the text."""
        return self[-1].idx + len(self[-1].text)

    @property
    def text(self) -> str:
        """Its characters; "" for no tokens."""
        return self.doc.text[self.start_char : self.end_char] if self else ""

    @property
    def root(self) -> Token:
        """The highest of its tokens, of equals the first."""
        top = next((token for token in self if token.head is token), None)
        if top is not None:
            return top
        outside = [token for token in self if not self.start <= token.head.i < self.end]
        return min(outside, key=lambda one: sum(1 for _ in one.ancestors), default=self[0])


class Doc(list[Token]):
    """The tokens of a text, and what the components find in it for those that come after them.

    ``user_data`` is for what is worked out once. Nothing here holds the Doc of spaCy.
    """

    def __init__(self, text: str, language: str, vocab: Vocab, article: Article | None) -> None:
        self.text = text
        self.lang_ = language
        self.vocab = vocab
        self.article = article
        super().__init__()
        self.columns: Columns
        self.layout: Layout
        self.user_data: dict[str, Any] = {}
        self.entities: tuple[Entity, ...] = ()
        self.mentions: tuple[Mention, ...] = ()
        self.domain: ArticleDomain = UNDECIDED
        self.answers: Answers | None = None

    @cached_property
    def sents(self) -> list[Span]:
        """The sentences, by their number in the layout."""
        return [Span(self, start, end) for start, end in self.layout.all_bounds]

    def span(self, start: int, end: int) -> Span:
        """Tokens ``start`` to ``end`` (exclusive), cut off where the text ends."""
        return Span(self, start, max(start, min(end, len(self))))

    @cached_property
    def clusters(self) -> Mapping[int, int]:
        """The word cluster of each ``orth`` that has one."""
        found: Mapping[int, int] = self.vocab.vectors.key2row
        return found

    @cached_property
    def edges(self) -> Edges:
        """The places of the first and the last token of each token's subtree."""
        places = range(len(self))
        left, right, heads = list(places), list(places), self.layout.heads
        while _widen(heads, left, right):
            pass
        return left, right

    def release(self) -> None:
        """Part the tokens, so that they go now and not only when Python looks for circles."""
        for token in self:
            del token.head
        self.clear()
        self.user_data.clear()
        self.__dict__.pop("sents", None)


@lru_cache(_MARKS)
def _is_punct(text: str) -> bool:
    return all(category(letter).startswith("P") for letter in text)


def _widen(heads: Sequence[int], left: list[int], right: list[int]) -> bool:
    """Widen every subtree by those below it, from both ends; whether any became wider."""
    wider = False
    for places in (range(len(heads)), range(len(heads) - 1, -1, -1)):
        for token in places:
            head = heads[token]
            if left[token] < left[head]:
                left[head], wider = left[token], True
            if right[token] > right[head]:
                right[head], wider = right[token], True
    return wider
