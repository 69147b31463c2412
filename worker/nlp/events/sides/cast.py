"""The cast of an article: which countries and bodies it names, how often, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worker.domain.actor import BODIES, Link
from worker.nlp.actors.countries import countries, country
from worker.nlp.actors.lexicon import lexicon
from worker.nlp.layout import layout
from worker.nlp.mentions import Kind, Mention
from worker.nlp.tokens import Doc

_KEY = "ew_cast"
#: Sentences up to which a text is a line of newswire, which tells less around an event.
_BRIEF = 3
#: Mentions of a code on either side of a trigger that are looked at.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens ``start`` to ``end`` name somebody; the others of the mention hang on token ``root``."""

    start: int
    end: int
    root: int
    kind: Kind
    link: Link

    @property
    def code(self) -> str:
        """The code it stands for."""
        return self.link.code


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in an article.

    ``rank`` of each code by frequency (of equals the first named), its ``share`` of all mentions,
    ``by_code`` its mentions in text order, ``by_sentence`` the codes of a sentence in text order, ``brief``
    whether the text is but a line of newswire.
    """

    rank: Mapping[str, int]
    share: Mapping[str, float]
    by_code: Mapping[str, Sequence[Part]]
    by_sentence: Mapping[int, Sequence[str]]
    brief: bool

    def within(self, sentence: int) -> Sequence[str]:
        """The codes that a sentence names."""
        return self.by_sentence.get(sentence, ())

    def place(self, token: int, code: str) -> int:
        """How many mentions of a code begin at or before a token."""
        return bisect_right(self.by_code.get(code, ()), token, key=lambda part: part.start)

    def near(self, token: int, code: str, bounds: tuple[int, int]) -> list[Part]:
        """The mentions of a code nearest to a token, before and after it, within two tokens."""
        parts, place = self.by_code.get(code, ()), self.place(token, code)
        found = parts[max(place - _NEAR, 0) : place + _NEAR]
        return [part for part in found if bounds[0] <= part.start < bounds[1]]


def is_side(code: str | None) -> bool:
    """Whether a dyad is told by this code: a country's, or a body's that acts as one."""
    return code is not None and (code in BODIES or code in countries())


def cast(doc: Doc) -> Cast:
    """The cast of a Doc whose actors are linked, read once."""
    found: Cast | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _read(doc)
    return found


def _read(doc: Doc) -> Cast:
    here = layout(doc)
    by_code: defaultdict[str, list[Part]] = defaultdict(list)
    by_sentence: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for part in _parts(doc):
        by_code[part.code].append(part)
        by_sentence[here.sentences[part.start]][part.code] = None
    ranked = sorted(by_code, key=lambda code: (-len(by_code[code]), by_code[code][0].start))
    total = sum(map(len, by_code.values()))
    return Cast(
        {code: place for place, code in enumerate(ranked)},
        {code: len(parts) / total for code, parts in by_code.items()},
        dict(by_code),
        {sentence: tuple(codes) for sentence, codes in by_sentence.items()},
        brief=not here.sentences or here.sentences[-1] < _BRIEF,
    )


def _parts(doc: Doc) -> Iterator[Part]:
    heads = layout(doc).heads
    for mention in doc.mentions:
        link = mention.link or _office(doc, mention)
        if link is not None and is_side(link.code):
            span = range(mention.start, mention.end)
            root = next((i for i in span if heads[i] not in span or heads[i] == i), mention.start)
            yield Part(mention.start, mention.end, root, mention.kind, link)


def _office(doc: Doc, mention: Mention) -> Link | None:
    """The country that alone has such an office ("Bundeswehr")."""
    role = lexicon(doc.lang_).roles.of(doc[mention.end - 1].text)
    return None if role is None or role.code is None else country(role.code)
