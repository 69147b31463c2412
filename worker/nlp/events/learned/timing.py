"""How far behind the news a proposal lies: times and tenses of its sentence and of those just before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from worker.languages.cues import Cues
from worker.nlp.events import clauses, times, words
from worker.nlp.events.predicates import verbs
from worker.nlp.events.proposals import Proposal
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: Days up to which a time counts as this age.
_AGES = ((1, "now"), (7, "week"), (31, "month"), (366, "year"))
#: Tokens of a sentence that are searched for a time: no sentence is worth more.
_MOST = 150
#: Sentences before this one whose time may still hold.
_BACK = 2
_KEY = "ew_judge_timing"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The age of the time a sentence states ("-" for none) and the tenses of its finite verbs."""

    age: str
    tenses: tuple[str, ...]


def timing(one: Proposal, cues: Cues) -> Iterator[str]:
    """What tense and time say about a proposal: of its clause, its sentence, the sentences before."""
    doc, verb = one.token.doc, verbs(one.match)[0]
    number = layout(doc).sentences[one.token.i]
    kind = "noun" if one.match.is_noun else "verb"
    own = _sentence(doc, number, cues)
    yield f"age={own.age}"
    yield f"age={own.age}|{kind}"
    yield from (f"tense={tense}|{kind}" for tense in own.tenses)
    yield f"clause_age={_age(clauses.members(verb)[:_MOST], _published(doc), cues)}|{kind}"
    yield f"clause_tense={tense(verb)}|{kind}"
    before = [_sentence(doc, n, cues) for n in range(max(number - _BACK, 0), number)]
    for back, other in enumerate(reversed(before), start=1):
        yield f"age_before={back}|{other.age}"
        yield from (f"tense_before={back}|{tense}" for tense in other.tenses)
    held = next((o.age for o in (own, *reversed(before)) if o.age != "-"), "-")
    yield f"age_held={held}|{tense(verb)}|{kind}"
    for adverb in words.children(verb, "advmod"):
        yield f"adverb={adverb.lemma_.lower()}|{kind}"


def tense(verb: Token) -> str:
    """The tense of a predicate with its auxiliaries: "Pres", "Past", "Perf" or "Plup"; "-" for none."""
    auxiliaries = [a for a in words.auxiliaries(verb) if a.pos_ == "AUX"]
    finite = next((t for t in (*auxiliaries, verb) if _is_finite(t)), None)
    if finite is None:
        return "-"
    past = words.has(finite, "Tense", "Past")
    perfect = finite != verb and finite.lemma_ in ("haben", "sein", "have")
    if perfect and words.is_participle(verb):
        return "Plup" if past else "Perf"
    return "Past" if past else "Pres"


def _is_finite(token: Token) -> bool:
    """Whether a verb form has a mood; not every treebank says ``VerbForm``."""
    return words.has(token, "VerbForm", "Fin") or bool(token.morph.get("Mood", []))


def _sentence(doc: Doc, number: int, cues: Cues) -> _Sentence:
    """Times and tenses of a sentence, worked out once."""
    known: dict[int, _Sentence] = doc.user_data.setdefault(_KEY, {})
    if number not in known:
        start, end = layout(doc).bounds(number)
        tokens = list(doc[start : min(end, start + _MOST)])
        found = sorted({tense(t) for t in tokens if t.pos_ == "VERB"})
        known[number] = _Sentence(_age(tokens, _published(doc), cues), tuple(found))
    return known[number]


def _age(tokens: list[Token], published: date | None, cues: Cues) -> str:
    found = times.when(tokens, published, cues, ahead=False)
    if found is None or published is None:
        return "-"
    if isinstance(found, times.Relative):
        return "-"
    days = _days(found, published)
    return next((name for most, name in _AGES if days <= most), "old")


def _days(found: times.When, published: date) -> int:
    """Days from the end of a stated time to the publication, 0 for what is not over."""
    if found.precision == "year":
        return max(published.year - int(found.value), 0) * 365
    if found.precision == "month":
        year, month = (int(part) for part in found.value.split("-"))
        return max((published.year - year) * 12 + published.month - month, 0) * 30
    return max((published - date.fromisoformat(found.value)).days, 0)


def _published(doc: Doc) -> date | None:
    article = doc.article
    return times.published_on(None if article is None else article.published_at)
