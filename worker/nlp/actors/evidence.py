"""What the words of one noun phrase say by themselves: whose actor it is, and of which sector."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from worker.domain.actor import Link, Sector
from worker.nlp.actors.known import known
from worker.nlp.actors.lexicon import lexicon
from worker.nlp.actors.phrases import core, head, top
from worker.nlp.actors.roles import Role
from worker.nlp.layout import layout
from worker.nlp.mentions import Mention
from worker.nlp.tokens import Doc, Token

#: Who acts where he lives: "Demonstranten in Kairo" are Egyptians, "Truppen in Kairo" may not be.
DOMESTIC: frozenset[Sector] = frozenset(
    {
        "CVL",
        "OPP",
        "COP",
        "JUD",
        "LEG",
        "EDU",
        "LAB",
        "MED",
        "JRN",
        "REF",
        "REL",
        "AGR",
        "BUS",
        "CRM",
    }
)
_LOCATIVE = ("in", "im", "aus", "from")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase's core (tokens ``first`` to ``last``) and what it says.

    ``mention`` tells the code and ``role`` the sector, each None where the phrase has none.
    """

    first: int
    last: int
    head: Token
    mention: Mention | None
    role: Role | None

    @property
    def link(self) -> Link | None:
        """The row of the actor tables the phrase stands for."""
        return None if self.mention is None else self.mention.link

    def sector(self) -> Sector:
        """The role's sector; a spokesman of an organization belongs to it; a bare name is its own.

        Things that are no role ("US-Waffen") are UNK.
        """
        if self.mention is None or self.mention.link is None:
            return "UNK" if self.role is None else self.role.sector
        if self.role is not None:
            organization = self.mention.kind == "organization" and self.role.sector == "GOV"
            return self.mention.sector if organization else self.role.sector
        return self.mention.sector if self._is_bare() else "UNK"

    def _is_bare(self) -> bool:
        """Whether the phrase is nothing but the mention, or a person."""
        if self.mention is None or self.mention.kind in ("person", "organization", "inhabitant"):
            return True
        return self.mention.kind != "place" and self.mention.start <= self.head.i < self.mention.end


def evidence(doc: Doc, start: int, end: int) -> Evidence:
    """Read the noun phrase in tokens ``start`` to ``end``; nothing outside it is looked at."""
    middle = head(doc, start, end)
    first, last = _whole(doc, core(doc, start, end, middle.i), start, end)
    role = _role(doc, first, last, middle)
    mention = (
        _telling(doc, first, last, middle)
        or _apposed(doc, last, end)
        or _in_brackets(doc, last)
        or _named_by(doc, first, middle)
        or (_local(doc, last, end) if role is not None and role.sector in DOMESTIC else None)
    )
    return Evidence(first, last, middle, mention, role)


def _whole(doc: Doc, core: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The core widened to the names it cuts ("United Nations envoy"), within the phrase."""
    first, last = core
    names = [(m.start, m.end) for m in known(doc).touching(first, last)]
    names += [(e.start, e.end) for e in map(layout(doc).entity, (first, last - 1)) if e is not None]
    begins = [begin for begin, _ in names if begin >= start]
    ends = [stop for _, stop in names if stop <= end]
    return min([first, *begins]), max([last, *ends])


def linked(doc: Doc, start: int, end: int) -> list[Mention]:
    """The mentions with a link that share a token with ``start`` to ``end``."""
    return [m for m in known(doc).touching(start, end) if m.link]


def _role(doc: Doc, first: int, last: int, middle: Token) -> Role | None:
    """The role of the head; for a name the first role in the core ("Präsident" before it)."""
    roles = lexicon(doc.lang_).roles
    here = known(doc)
    if middle.pos_ == "NOUN" and not here.touching(middle.i, middle.i + 1):
        return roles.of(middle.text)
    near = here.touching(first, last)
    spans = [m for m in near if m.kind == "role" and first <= m.start and m.end <= last]
    spans.sort(key=lambda m: not m.start <= middle.i < m.end)
    texts = (doc.span(m.start, m.end).text for m in spans)
    compounds = (token.text for token in doc[first:last] if "-" in token.text)
    words = chain((middle.text,), texts, compounds)
    return next((role for role in map(roles.of, words) if role is not None), None)


def _telling(doc: Doc, first: int, last: int, middle: Token) -> Mention | None:
    """Of the mentions in the core: the one on the head, a person, the nearest in front, one behind."""

    def order(mention: Mention) -> tuple[bool, bool, bool, int]:
        on_head = mention.start <= middle.i < mention.end
        behind = mention.start > middle.i
        return not on_head, mention.kind != "person", behind, abs(mention.start - middle.i)

    return min(linked(doc, first, last), key=order, default=None)


def _apposed(doc: Doc, last: int, end: int) -> Mention | None:
    """A mention in an apposition after the core ("Rjabkow, Vize-Außenminister Russlands, ...")."""
    if last >= end or doc[last].text not in (",", "("):
        return None
    close = next((t.i for t in doc[last + 1 : end] if t.is_punct or t.pos_ in ("VERB", "AUX")), end)
    if close < end and doc[close].pos_ in ("VERB", "AUX"):
        return None
    return next(iter(linked(doc, last + 1, close)), None)


def _in_brackets(doc: Doc, last: int) -> Mention | None:
    """The party or country right behind a name ("Stanislaw Tillich (CDU)")."""
    close = last + 2
    if close >= len(doc) or doc[last].text != "(" or doc[close].text not in (")", ",", "/"):
        return None
    return next(iter(linked(doc, last + 1, close)), None)


def _named_by(doc: Doc, first: int, middle: Token) -> Mention | None:
    """The mention in the title a name belongs to ("der russische Gesandte, Igor Müller")."""
    title = top(middle)
    if title.i >= first:
        return None
    return min(
        linked(doc, title.left_edge.i, first), key=lambda m: abs(m.start - title.i), default=None
    )


def _local(doc: Doc, last: int, end: int) -> Mention | None:
    """The place right after the core ("Polizei in Kairo")."""
    if last >= end or doc[last].lower_ not in _LOCATIVE:
        return None
    near = linked(doc, last + 1, min(end, last + 4))
    return next((m for m in near if m.kind in ("name", "capital", "place")), None)
