"""What a trained judge is told about one proposal: its word, its clause, its sides, its sentence.

Every feature is a name that is there or not; ``training/events.py`` learns what each speaks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain

from worker.domain.actor import Actor
from worker.nlp.events import grammar, words
from worker.nlp.events.parties import is_political
from worker.nlp.events.predicates import verbs
from worker.nlp.events.proposals import Proposal
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: Relations of the dependents that say something about an act, and those whose preposition counts.
_TELLING = frozenset(
    {"nsubj", "obj", "iobj", "obl", "nmod", "ccomp", "xcomp", "amod", "advmod", "compound"}
    | {"appos", "mark", "advcl", "acl"}
)
_PLACED = frozenset({"nsubj", "obj", "iobj", "obl", "nmod"})
_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})
_SILENT = frozenset({"PUNCT", "DET", "SPACE"})
#: Endings of a noun that tell its head or its derivation, words that count beside the trigger.
_ENDINGS = (4, 6, 8)
_NEAR = 3
_MOST = 4
#: Tokens on each side that count as the sentence of a trigger: no sentence is worth a square of its length.
_REACH = 40
_KEY = "ew_judge_sentences"
#: The features of the words of a sentence in a row, where those of each begin (and the last end), and those
#: of the sentence as a whole.
_Contents = tuple[list[str], list[int], list[str]]


def frame(proposal: Proposal) -> list[str]:
    """The features of a proposal by itself."""
    token = proposal.token
    return [
        *_trigger(proposal),
        *_clause(proposal),
        *_article(token, "noun" if proposal.match.is_noun else "verb"),
        *(name for child in token.children for name in _dependent(child)),
        *_dyad(proposal),
        *_near(token),
        *_sentence(token),
    ]


def cluster(token: Token) -> int:
    """The number of the word cluster of a token; -1 for a rare word."""
    doc = token.doc
    return doc.clusters.get(doc.columns.orth[token.i], -1)


def _trigger(proposal: Proposal) -> Iterator[str]:
    match, token, verdict = proposal.match, proposal.token, proposal.verdict
    lemma, kind = words.lemma(token), "noun" if match.is_noun else "verb"
    name = match.trigger.type
    listed = "table" if proposal.listed else "learned"
    yield f"lemma={kind}|{lemma}"
    yield f"cluster={cluster(token)}"
    yield f"pos={token.pos_}"
    yield f"{listed}={name}"
    yield f"verdict={listed}|{verdict}"
    yield f"verdict={listed}|{verdict}|{name}"
    yield f"verdict={listed}|{verdict}|{kind}"
    if proposal.listed:
        yield f"pattern={match.trigger.lemma}|{match.companion is not None}|{name}"
    if match.trigger.mode is not None:
        yield f"mode={match.trigger.mode}"
    if match.is_noun:
        yield from (f"ending={lemma[-n:]}" for n in _ENDINGS if len(lemma) > n)
    elif words.bare(token) != lemma:
        yield f"bare={words.bare(token)}"
    if match.companion is not None:
        companion = words.lemma(match.companion)
        yield f"companion={companion}"
        yield f"companion={lemma}|{companion}"


def _clause(proposal: Proposal) -> Iterator[str]:
    match, token = proposal.match, proposal.token
    name, head, kind = match.trigger.type, token.head, "noun" if match.is_noun else "verb"
    yield f"dep={token.dep_}"
    yield f"dep={token.dep_}|{name}"
    yield f"dep={token.dep_}|{kind}"
    if head != token:
        yield f"head={words.lemma(head)}"
        yield f"head={cluster(head)}"
        yield f"head={head.pos_}|{words.dep(token)}"
    before = words.preposition(token)
    if before is not None:
        yield f"before={before}"
        yield f"before={before}|{name}"
    verb = verbs(match)[0]
    if verb != token:
        yield f"verb={words.lemma(verb)}"
        yield f"verb={words.dep(verb)}"
    yield f"clause={words.dep(verb)}|{kind}"
    yield from _finite(verb)
    if not match.is_noun:
        yield f"passive={grammar.is_passive(token)}"
    yield from _voice(proposal)


def _article(token: Token, kind: str) -> Iterator[str]:
    """Whether a noun is known already ("der Angriff") or new ("ein Angriff")."""
    word = next((c for c in token.children if c.relation == "det"), None)
    name = "none" if word is None else word.lemma_.lower()
    yield f"article={name}|{kind}"
    yield f"article={'-' if word is None else word.lower_}|{kind}"
    yield from (f"number={n}|{name}|{kind}" for n in token.morph.get("Number", [])[:1])


def _finite(verb: Token) -> Iterator[str]:
    auxiliaries = words.auxiliaries(verb)
    for token in (verb, *auxiliaries):
        for feature in ("Mood", "Tense", "VerbForm"):
            for value in token.morph.get(feature, [])[:1]:
                yield f"{feature}={value}|{token.pos_}"
    yield from (f"auxiliary={token.lemma_}" for token in auxiliaries)


def _voice(proposal: Proposal) -> Iterator[str]:
    said, name = proposal.said, proposal.match.trigger.type
    yield f"said={said is not None}|{name}"
    if said is not None:
        yield f"said={words.lemma(said.cue)}"
        yield f"said={said.quotation}"


def _dependent(child: Token) -> Iterator[str]:
    relation = words.dep(child)
    if relation not in _TELLING:
        return
    yield f"has={relation}"
    yield f"has={relation}|{child.lemma_.lower()}"
    if relation in _PLACED:
        place = f"{relation}|{words.preposition(child) or ''}"
        yield f"place={place}"
        yield f"place={place}|{child.ent_type_}"
        if relation != "iobj":
            yield f"has={relation}|{cluster(child)}"


def _dyad(proposal: Proposal) -> Iterator[str]:
    sides, name = proposal.sides, proposal.match.trigger.type
    yield from _side("source", sides.sources)
    yield from _side("target", sides.targets)
    sources = {actor.code for actor in sides.sources if actor.code}
    targets = {actor.code for actor in sides.targets if actor.code}
    both = f"{bool(sources)}|{bool(targets)}"
    yield f"same={bool(sources & targets)}|{both}"
    yield f"dyad={both}|{name}"


def _side(side: str, actors: Sequence[Actor]) -> Iterator[str]:
    if not actors:
        yield f"{side}=none"
        return
    yield f"{side}={min(len(actors), 2)}"
    yield f"{side}=political|{any(is_political(actor) for actor in actors)}"
    yield f"{side}=known|{any(actor.code for actor in actors)}"
    yield from (f"{side}={actor.sector}" for actor in actors[:2])
    if any(actor.head is not None for actor in actors):
        yield f"{side}=owned"


def _near(token: Token) -> Iterator[str]:
    doc = token.doc
    start, end = layout(doc).sentence(token.i)
    for place in range(max(start, token.i - _NEAR), min(end, token.i + _NEAR + 1)):
        other = doc[place]
        if place != token.i and other.pos_ not in _SILENT:
            yield f"{'left' if place < token.i else 'right'}={other.lemma_.lower()}"


def _sentence(token: Token) -> list[str]:
    """What the sentence tells around the trigger, worked out once for all triggers of a sentence."""
    known: dict[int, _Contents] = token.doc.user_data.setdefault(_KEY, {})
    start, end = layout(token.doc).sentence(token.i)
    if start not in known:
        named = list(_words(token.doc, start, end))
        begins = list(accumulate(map(len, named), initial=0))
        whole = list(_whole(token.doc, start, end))
        known[start] = list(chain.from_iterable(named)), begins, whole
    beside, begins, whole = known[start]
    first, last = max(token.i - _REACH - start, 0), min(token.i + _REACH, end) - start
    own = token.i - start
    left, right = beside[begins[first] : begins[own]], beside[begins[own + 1] : begins[last]]
    return [*whole, *left, *right]


def _words(doc: Doc, start: int, end: int) -> Iterator[tuple[str, ...]]:
    """The features of each token of a sentence for the triggers beside it."""
    for token in doc[start:end]:
        if token.pos_ not in _CONTENT:
            yield ()
        elif token.pos_ == "PROPN":
            yield (f"beside={token.lemma_.lower()}",)
        else:
            yield f"beside={token.lemma_.lower()}", f"beside={cluster(token)}"


def _whole(doc: Doc, start: int, end: int) -> Iterator[str]:
    """The names and the length of a sentence."""
    entities = (e.label for e in layout(doc).entities if start <= e.start < end)
    for label, count in sorted(Counter(entities).items()):
        yield f"entities={label}|{min(count, 2)}"
    linked = sum(m.link is not None for m in doc.mentions if start <= m.start < end)
    yield f"mentions={min(linked, _MOST)}"
    yield f"length={min((end - start) // 8, 5)}"
