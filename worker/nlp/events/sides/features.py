"""What speaks for a code on a side of an event, and for two codes together, as named features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from worker.domain.actor import BODIES
from worker.nlp.events.sides.acts import named_again
from worker.nlp.events.sides.case import NOBODY, Case, Side, codes, lemma, sure
from worker.nlp.events.sides.cast import Part, is_side
from worker.nlp.events.sides.paths import ancestry, way

#: Codes of an article that are looked at beside those of the sentence.
_LEADING = 8
_CANDIDATES = 12
_TOP = 3
#: Shares of all mentions from which a code leads an article, or plays a part.
_LEADS, _PLAYS = 0.6, 0.3
#: Tokens between trigger and mention that part near from far.
_DISTANCES = (2, 5, 10)
#: What features of a side begin with.
BEFORE: Mapping[Side, str] = {"source": "s|", "target": "t|"}
#: Standings of a code whose features are remembered: most events are alike.
_REMEMBERED = 8_192


@dataclass(frozen=True)
class Reader:
    """Features of one case; what all its candidates share is worked out once."""

    case: Case

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """The codes that may be a side, nobody last."""
        case = self.case
        slots = (actor.code for actor in (*case.sources, *case.targets))
        leading = list(case.cast.rank)[:_LEADING]
        found = dict.fromkeys((*slots, *case.cast.within(case.sentence), *leading))
        sides = [code for code in found if code is not None and is_side(code)]
        return (*sides[:_CANDIDATES], NOBODY)

    def of_side(self, code: str, side: Side) -> Iterator[str]:
        """What speaks for or against ``code`` on ``side``."""
        yield from (BEFORE[side] + name for name in self.told(code, side))

    def told(self, code: str, side: Side) -> Iterator[str]:
        """The same without the letter of the side."""
        return self._nobody(side) if code == NOBODY else self._somebody(code, side)

    def of_pair(self, source: str, target: str) -> tuple[str, ...]:
        """What speaks for or against two codes together; equal tuples say the same."""
        case, kind = self.case, _kind(source, target)
        fill = f"{self.fill(source, 'source')[:2]}{self.fill(target, 'target')[:2]}"
        found = [f"p|{kind}", f"p|{kind}|{case.type}", f"p|{kind}|{case.shape}", f"p|{kind}|{fill}"]
        if kind == "same":
            rank = self._rank(source)
            size, here = min(len(case.cast.rank), 4), source in self._named
            found += [f"p|same|{rank}", f"p|same|{rank}|{fill}", f"p|same|{case.type}|{rank}"]
            found += [f"p|same|of={size}", f"p|same|here={here}|{fill}"]
        if kind == "diff":
            here_ = f"{source in self._named}{target in self._named}"
            found += [f"p|diff|{here_}", f"p|diff|{here_}|{fill}"]
        if kind in ("same", "diff"):
            found += self._told(source, target, kind, fill)
        return tuple(found)

    def fill(self, code: str, side: Side) -> str:
        """How the slot of a side stands to a code.

        It is in the slot, or led to by a mention that an actor of it continues; the slot has another code,
        is led to another, is empty, has somebody without a code, or stays apart from dyads.
        """
        own, led = self._sure[side], self._filled[side]
        if code in own:
            return "in"
        if own:
            return "other"
        if led:
            return "led" if code in led else "astray"
        actors = self.case.slot(side)
        if not actors:
            return "empty"
        return "uncoded" if any(actor.code is None for actor in actors) else "apart"

    @cached_property
    def _filled(self) -> dict[Side, set[str]]:
        return {"source": codes(self.case.sources), "target": codes(self.case.targets)}

    @cached_property
    def _sure(self) -> dict[Side, set[str]]:
        return {"source": sure(self.case.sources), "target": sure(self.case.targets)}

    @cached_property
    def _act(self) -> Case | None:
        return named_again(self.case)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.case.cast.within(self.case.sentence))

    @cached_property
    def _above(self) -> list[int]:
        return ancestry(self.case.doc, self.case.token)

    @cached_property
    def _lemma(self) -> str:
        return lemma(self.case)

    def _rank(self, code: str) -> str:
        rank = self.case.cast.rank.get(code, _TOP)
        return str(rank) if rank < _TOP else f"{_TOP}+"

    def _nobody(self, side: Side) -> Iterator[str]:
        case, own = self.case, self.fill(NOBODY, side)
        other = self.fill(NOBODY, "target" if side == "source" else "source")
        length = "brief" if case.cast.brief else "long"
        here, of = min(len(self._named), _TOP), min(len(case.cast.rank), 4)
        yield from _absent(case.type, case.shape, own, other, length, here, of)
        yield f"none|word={self._lemma}"

    def _somebody(self, code: str, side: Side) -> Iterator[str]:
        case, other_side = self.case, _other(side)
        own, other = self.fill(code, side), self.fill(code, other_side)
        rank, where, share = self._rank(code), self._where(code), self._share(code)
        others = min(len(self._named - {code}), 2)
        length = "brief" if case.cast.brief else "long"
        yield from _present(case.type, case.shape, own, other, rank, where, share, others, length)
        if own in ("uncoded", "led", "astray"):
            sector = case.slot(side)[0].sector
            yield from (f"{own}={sector}|{where}", f"{own}={sector}|{rank}")
        if code in BODIES:
            yield from ("body", f"body={code}", f"body|{own}")
        yield from self._around(code, own)
        yield from self._history(code, own)
        yield from self._met(code)

    def _around(self, code: str, own: str) -> Iterator[str]:
        """Whether the speaker, the place or a side of the event before has the code."""
        case = self.case
        roles = {"speaker": case.speaker == code, "place": case.place == code}
        before = case.before
        if before is not None:
            roles["before_source"] = code in codes(before.sources)
            roles["before_target"] = code in codes(before.targets)
        if self._act is not None:
            roles["act_source"] = code in codes(self._act.sources)
            roles["act_target"] = code in codes(self._act.targets)
        for role in (role for role, holds in roles.items() if holds):
            yield from (role, f"{role}|{case.type}", f"{role}|{own}")
            if before is not None and before.type == case.type:
                yield f"{role}|again"

    def _history(self, code: str, own: str) -> Iterator[str]:
        """How often the other events of the article have the code on either side."""
        story = self.case.story
        done = min(story.sources[code] - (code in self._filled["source"]), 2)
        borne = min(story.targets[code] - (code in self._filled["target"]), 2)
        seen = f"told={done}{borne}"
        yield from (seen, f"{seen}|{own}", f"{seen}|{self.case.type}")

    def _told(self, source: str, target: str, kind: str, fill: str) -> list[str]:
        """How often the other events of the article have the two together, or the other way round."""
        story, filled = self.case.story, self._filled
        own = source in filled["source"] and target in filled["target"]
        ahead, back = story.pairs[source, target] - own, story.pairs[target, source]
        again = f"{min(ahead, 1)}{min(back, 1)}"
        return [
            f"p|{kind}|told={min(ahead, 2)}",
            f"p|{kind}|told={min(ahead, 2)}|{fill}",
            f"p|{kind}|back={min(back, 2)}",
            f"p|{kind}|{self.case.type}|{again}",
        ]

    @cached_property
    def _ways(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _met(self, code: str) -> tuple[str, ...]:
        """The ways through the tree to the mentions of a code in the trigger's sentence."""
        if code not in self._ways:
            names = (name for part in self.case.near(code) for name in self._mention(part))
            self._ways[code] = tuple(dict.fromkeys(names))
        return self._ways[code]

    def _mention(self, part: Part) -> Iterator[str]:
        case = self.case
        type_, shape = case.type, case.shape
        found = way(case.doc, self._above, part.root)
        path, ahead = f"{found.up}|{found.argument}", part.start < case.token
        yield from (f"way={path}|{found.depth}", f"{shape}|way={path}", f"{self._lemma}|{path}")
        yield from (f"{shape}|{type_}|{path}", f"{shape}|{part.kind}|{found.depth}|{ahead}")
        yield from (f"arg={found.argument}", f"{shape}|{found.argument}|{ahead}", f"up={found.up}")
        yield f"{type_}|{ahead}|{shape}"
        if part.start <= case.token < part.end:
            yield from ("self", f"self|{type_}")
        distance = abs(part.start - case.token)
        yield f"distance={sum(distance > limit for limit in _DISTANCES)}"

    def _where(self, code: str) -> str:
        cast, sentence = self.case.cast, self.case.sentence
        for name, place in (("here", sentence), ("just", sentence - 1), ("lead", 0), ("lead", 1)):
            if code in cast.within(place):
                return name
        return "else"

    def _share(self, code: str) -> str:
        share = self.case.cast.share.get(code, 0.0)
        return "leads" if share > _LEADS else "plays" if share > _PLAYS else "walks"


@lru_cache(_REMEMBERED)
def _absent(
    type_: str, shape: str, own: str, other: str, length: str, here: int, of: int
) -> tuple[str, ...]:
    """What the event and its slots say about nobody."""
    return (
        "none", f"none|{type_}", f"none|{shape}", f"none|{type_}|{shape}",
        f"none|{own}", f"none|{type_}|{own}", f"none|{shape}|{own}",
        f"none|{own}|{other}", f"none|{length}", f"none|{length}|{own}",
        f"none|{length}|{type_}", f"none|here={here}", f"none|of={of}",
    )  # fmt: skip


@lru_cache(_REMEMBERED)
def _present(
    type_: str, shape: str, own: str, other: str, rank: str, where: str, share: str, others: int,
    length: str,
) -> tuple[str, ...]:  # fmt: skip
    """What the event, its slots and the part in the article that a code plays say about it."""
    return (
        f"rank={rank}", f"share={share}", f"{length}|{rank}", f"at={where}", own,
        f"{own}|{other}", f"|{other}", f"{own}|at={where}", f"{own}|rank={rank}",
        f"{own}|{share}|{where}", f"{type_}|{own}", f"{shape}|{own}",
        f"{shape}|{own}|{other}", f"{type_}|{rank}|{own}",
        f"{type_}|at={where}", f"{own}|{other}|{where}", f"{type_}||{other}",
        f"{others}|at={where}", f"{own}|{rank}|{where}|{others}",
    )  # fmt: skip


def _other(side: Side) -> Side:
    return "target" if side == "source" else "source"


def _kind(source: str, target: str) -> str:
    if NOBODY in (source, target):
        none_s = "N" if source == NOBODY else "S"
        return none_s + ("N" if target == NOBODY else "T")
    return "same" if source == target else "diff"
