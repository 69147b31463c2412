"""What became of an article: exactly one of published, dropped, dead-lettered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from worker.domain.actor import Entity
from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.gate import UNDECIDED, ArticleDomain
from worker.domain.score import Keyword, Score
from worker.domain.text import Span

DropReason = Literal["unsupported_language", "empty", "too_short"]
#: How thoroughly articles are read: by small networks and rules, or by an encoder beside them.
Tier = Literal["fast", "accurate"]
Stage = Literal["decode", "normalize", "nlp", "encode"]
#: New codes go to the end: the dead-letter guard remembers a code by its place in this list.
DeadCode = Literal[
    "decode/not_json", "decode/schema", "decode/too_large", "decode/bad_encoding",
    "decode/too_deep", "normalize/html", "normalize/failed", "nlp/crashed", "nlp/timeout",
    "nlp/failed", "encode/too_large",
]  # fmt: skip
DROP_REASONS: tuple[DropReason, ...] = get_args(DropReason)
DEAD_CODES: tuple[DeadCode, ...] = get_args(DeadCode)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language part found in one text."""

    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    keywords: tuple[Keyword, ...]
    events: tuple[Event, ...]
    domain: ArticleDomain = UNDECIDED


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a record: release of the code, digest of the language data, name of the weights.

    In the accurate tier ``model`` names that tier and its weights behind those of the language.
    """

    code: str
    lexicon: str
    model: str


@dataclass(frozen=True, slots=True)
class Published:
    """The article was analyzed: one enriched record and its events go downstream."""

    article: Article
    analysis: Analysis
    score: Score
    versions: Versions


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing is wrong with the article, but it is not for us."""

    id: str
    reason: DropReason
    detail: str


@dataclass(frozen=True, slots=True)
class DeadLettered:
    """The article could not be processed; its bytes go to articles.dead."""

    code: DeadCode
    message: str

    @property
    def stage(self) -> str:
        """The part of the code before the slash."""
        return self.code.partition("/")[0]


Outcome = Published | Dropped | DeadLettered
