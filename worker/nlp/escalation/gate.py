"""The domain gate: ``ew_domain_gate`` sets ``doc._.domain``, what an article is about and which words say so.

No classifier but an addition a reader can follow: every term of domains.tsv is worth its weight, each
further mention of it a share of the one before, and what stands in the headline or lead more. The domain
with the most points is the article's if it has enough of them and enough of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker.domain.gate import ArticleDomain, Domain, DomainEvidence
from worker.domain.text import Span
from worker.languages import domains
from worker.languages.scoring import weights
from worker.nlp.escalation import stems
from worker.nlp.escalation.vocabulary import Found, Vocabulary
from worker.nlp.layout import layout
from worker.nlp.mentions import register
from worker.nlp.reading import read
from worker.nlp.tokens import Doc

NAME = "ew_domain_gate"
#: Domains whose words of fight mean something else, or force without organized actors. Politics and crime
#: are not among them: threats, arrests of opponents and trials of terrorists are told in their words.
_CALM: frozenset[Domain] = frozenset({"sport", "business", "culture", "science", "accident"})
#: Terms shown for the decided domain.
_SHOWN = 8


@dataclass(slots=True)
class _Tally:
    """The mentions of one term: the first of them, their number and points."""

    first: Found
    count: int = 0
    points: float = 0.0


class DomainGate:
    """Decides by the vocabulary of one language; needs nothing but tokens."""

    def __init__(self, nlp: Language) -> None:
        language = nlp.lang or ""
        self._vocabulary = Vocabulary(nlp, domains.load(language), stems.load(language))

    def __call__(self, parsed: Parsed) -> Parsed:
        """Set ``doc._.domain`` and hand the Doc on."""
        doc = read(parsed)
        tallies = _tallied(self._vocabulary.find(doc), _lead(doc))
        totals = _totals(tallies)
        doc.domain = parsed._.domain = _decided(doc, tallies, totals)
        return parsed


@Language.factory(NAME, assigns=["doc._.domain"])
def create(nlp: Language, name: str) -> DomainGate:  # noqa: ARG001 - spaCy passes both
    """The gate of the pipeline's language; raises DataError when its table is wrong."""
    register()
    return DomainGate(nlp)


def _lead(doc: Doc) -> int:
    """Where the part of the text ends whose words count more, in characters."""
    title_end: int = doc.article.title_end if doc.article else 0
    return title_end + int(weights().place["lead_characters"])


def _tallied(found: Iterable[Found], lead: int) -> list[_Tally]:
    scale = weights().domain
    tallies: dict[str, _Tally] = {}
    for one in found:
        tally = tallies.setdefault(one.term.text, _Tally(one))
        share = scale["lead"] if one.start < lead else 1.0
        tally.points += one.term.weight * share * scale["repeat"] ** tally.count
        tally.count += 1
    return list(tallies.values())


def _totals(tallies: Iterable[_Tally]) -> dict[Domain, float]:
    totals: dict[Domain, float] = defaultdict(float)
    for tally in tallies:
        totals[tally.first.term.domain] += tally.points
    return dict(sorted(totals.items(), key=lambda item: -item[1]))


def _decided(doc: Doc, tallies: Sequence[_Tally], totals: Mapping[Domain, float]) -> ArticleDomain:
    scale = weights().domain
    points = tuple((domain, round(value, 1)) for domain, value in totals.items())
    name, value = next(iter(totals.items()), (None, 0.0))
    own = [tally for tally in tallies if tally.first.term.domain == name]
    if name is None or value < scale["least"]:
        return ArticleDomain(None, "no_evidence", points)
    if value < scale["share"] * sum(totals.values()):
        return ArticleDomain(None, "mixed", points)
    own.sort(key=lambda tally: -tally.points)
    shown = sorted(own[:_SHOWN], key=lambda tally: tally.first.first)
    return ArticleDomain(
        name=name,
        no_domain=None,
        points=points,
        evidence=tuple(_evidence(doc, tally) for tally in shown),
        cancels=name in _CALM
        and len(own) >= scale["distinct"]
        and totals.get("conflict", 0.0) <= scale["conflict"] * value,
    )


def _evidence(doc: Doc, tally: _Tally) -> DomainEvidence:
    return DomainEvidence(
        span=Span.of(layout(doc).text, tally.first.start, tally.first.end),
        term=tally.first.term.text,
        count=tally.count,
        points=round(tally.points, 1),
    )
