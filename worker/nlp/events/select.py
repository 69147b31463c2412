"""Which matches become events: no double of one act, none that another only wishes for, none in a game."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from worker.domain.actor import Actor, Sector
from worker.domain.event import EventType
from worker.languages.cues import Cues
from worker.nlp.events import arguments, clauses, grammar, words
from worker.nlp.events.elsewhere import is_metaphor
from worker.nlp.events.filling import Slots
from worker.nlp.events.match import Match
from worker.nlp.events.predicates import verbs
from worker.nlp.tokens import Token

Candidate = tuple[Match, Slots]
#: What becomes of a candidate: it stands; another names the same act; nobody political takes part; the
#: target it needs is missing; a storm or a private person did it; another act's content, or only the word
#: that tells of it; sport or film.
Verdict = Literal[
    "kept", "merged", "apolitical", "no_target", "mishap", "crime", "content", "elsewhere"
]

#: Types whose infinitive says what is threatened, asked, promised or refused: no act of its own.
_GOVERNING: frozenset[EventType] = frozenset({"THREATEN", "REQUEST", "AGREE", "REJECT", "CONCEDE"})
#: Types that only somebody can do.
_SOMEBODY: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "CONSULT", "AGREE"}
)
#: Types that anybody may agree on.
_DEALS: frozenset[EventType] = frozenset({"AGREE", "COOPERATE", "CONSULT"})
#: Prepositions that part a noun from what another event is about: when and why it came.
_APART = frozenset(
    {"nach", "seit", "während", "trotz", "wegen", "angesichts", "aufgrund", "infolge", "bei", "after",
     "since", "during", "despite", "amid", "following"}
)  # fmt: skip
#: Types of what police, courts and criminals do, and who does it in a conflict.
_POLICED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SANCTION"})
_POWERS: frozenset[Sector] = frozenset({"MIL", "REB", "UAF", "PRM", "OPP", "GOV", "IGO"})
#: No sentence that means something is nested deeper.
_DEPTH = 60


def verdicts(found: Sequence[Candidate], cues: Cues) -> Iterator[tuple[Candidate, Verdict]]:
    """The candidates of a sentence in their order, with their final sides and what becomes of each."""
    merged = {match.token.i: (match, sides) for match, sides in _merged(found)}
    frames = {match.token.i for match, _ in merged.values() if _only_tells(match, merged, cues)}
    governors = {
        match.token.i
        for match, sides in merged.values()
        if match.trigger.type in _GOVERNING and sides.is_political()
    } - frames
    for match, sides in found:
        candidate = merged.get(match.token.i)
        if candidate is None:
            yield (match, sides), "merged"
            continue
        verdict = alone(*candidate, cues)
        told = match.token.i in frames or _is_content(match.token, governors)
        yield candidate, "content" if verdict == "kept" and told else verdict


def alone(match: Match, sides: Slots, cues: Cues) -> Verdict:
    """What becomes of a candidate whatever else its sentence tells."""
    if not sides.is_political():
        return "apolitical"
    if _is_deal_of_others(match, sides):
        return "apolitical"
    if _lacks_target(match, sides):
        return "no_target"
    if _is_mishap(match, sides, cues):
        return "mishap"
    if _is_crime(match, sides, cues):
        return "crime"
    return "elsewhere" if is_metaphor(match, cues) else "kept"


def _is_deal_of_others(match: Match, sides: Slots) -> bool:
    """Whether who makes an agreement is named and no political actor ("SAP schließt eine Partnerschaft")."""
    noun, verb = match.token, match.token.head
    if match.trigger.type not in _DEALS or sides.sources or words.dep(noun) != "obj":
        return False
    subject = grammar.own_subject(verb)
    return match.is_noun and subject is not None and subject.pos_ in ("NOUN", "PROPN")


def _lacks_target(match: Match, sides: Slots) -> bool:
    """Whether a target must be named and is not; a parliament alone deliberates at home."""
    if sides.targets:
        return False
    home = bool(sides.sources) and all(actor.sector == "LEG" for actor in sides.sources)
    return match.trigger.requires == "target" or (match.trigger.type == "CONSULT" and home)


def _only_tells(match: Match, triggers: Container[int], cues: Cues) -> bool:
    """Whether a word only says how another act is told: who denies a deed, who warns that others do it."""
    if _is_nobodys_charge(match, triggers, cues):
        return True
    for clause in words.children(match.token, "ccomp", "xcomp", "parataxis"):
        quoted = clause.i < match.token.i
        frame = cues.has("denial", match.lemma) or (quoted and cues.has("complaint", match.lemma))
        if frame and clause.i in triggers:
            return True
        told = match.trigger.type == "THREATEN" and cues.has("speech", match.lemma)
        if told and grammar.own_subject(clause) is not None:
            return not _is_own_act(match.token, clause)
    return False


def _is_nobodys_charge(match: Match, triggers: Container[int], cues: Cues) -> bool:
    """Whether nobody is named who accuses somebody of a deed that is an event itself."""
    passive = not match.is_noun and grammar.is_passive(match.token)
    if not passive or not cues.has("accusation", match.lemma):
        return False
    agents = [c for c in match.token.children if c.dep_ == "obl:agent"]
    deeds = (c for c in words.children(match.token, "advcl", "xcomp") if arguments.is_controlled(c))
    return not agents and any(deed.i in triggers for deed in deeds)


def _is_own_act(verb: Token, clause: Token) -> bool:
    """Whether who warns speaks of himself ("warnte, er werde ...", "warned that it would ...")."""
    subject = grammar.own_subject(clause)
    return subject is not None and subject.pos_ == "PRON" and subject.head != verb


def _is_mishap(match: Match, sides: Slots, cues: Cues) -> bool:
    """Whether a storm, a fire or a number "destroys": the subject is neither an actor nor a weapon."""
    if not match.is_noun and match.trigger.type in _SOMEBODY and _is_nature(match.token, cues):
        return True
    if sides.sources or match.is_noun or match.trigger.type not in _SOMEBODY:
        return False
    subject = None if grammar.is_passive(match.token) else _subject(match.token)
    named = subject is not None and subject.pos_ in ("NOUN", "PROPN")
    return named and subject is not None and not cues.has("instrument", subject.lemma_)


def _is_nature(verb: Token, cues: Cues) -> bool:
    """Whether a storm or a fire does it; the tagger takes one that opens a sentence for anything."""
    if grammar.is_passive(verb):
        return False
    opening = next((c for c in verb.children if c.i == verb.i - 1 and c.is_sent_start), None)
    subject = _subject(verb) or opening or _forced_by(verb)
    return subject is not None and any(
        cues.has("nature", w) for w in (subject.lemma_, subject.text)
    )


def _forced_by(verb: Token) -> Token | None:
    """The subject of the verb that makes somebody do it ("Floods forced the authorities to evacuate")."""
    infinitive = words.dep(verb) in ("xcomp", "advcl") and words.is_infinitive(verb)
    return grammar.own_subject(verb.head) if infinitive else None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is joined to."""
    own = grammar.own_subject(verb)
    shared = own is None and words.dep(verb) == "conj" and verb.head.pos_ == "VERB"
    return grammar.own_subject(verb.head) if shared else own


def _is_crime(match: Match, sides: Slots, cues: Cues) -> bool:
    """Whether a private person does violence to another, or to nobody named: no political event."""
    if match.trigger.type in _POLICED and _names_crime(match, cues):
        return not any(actor.sector in _POWERS for actor in (*sides.sources, *sides.targets))
    if match.trigger.type != "ASSAULT" or not sides.sources:
        return False
    return all(_is_private(actor) for actor in (*sides.sources, *sides.targets))


def _names_crime(match: Match, cues: Cues) -> bool:
    """Whether the clause names a criminal or an offense of the ordinary kind."""
    nouns = [t for t in clauses.members(verbs(match)[0]) if t.pos_ in ("NOUN", "PROPN")]
    return any(cues.has("crime", word) for t in nouns for word in (t.lemma_, t.text))


def _is_private(actor: Actor) -> bool:
    return actor.sector in ("CVL", "JUD") or (actor.sector == "UNK" and actor.head is not None)


def _merged(found: Sequence[Candidate]) -> list[Candidate]:
    """One candidate an act: a noun of the same type and clause lends its sides and goes."""
    result = {match.token.i: (match, sides) for match, sides in found}
    for noun, sides in found:
        verb = result.get(noun.token.head.i) if noun.is_noun else None
        if verb is not None and _same_act(verb[0], noun):
            result[verb[0].token.i] = verb[0], _joined(verb[1], sides)
            del result[noun.token.i]
    return list(result.values())


def _same_act(verb: Match, noun: Match) -> bool:
    if verb.trigger.type != noun.trigger.type or verb.token == noun.token:
        return False
    if verb.is_noun:
        return False
    return noun.token.head == verb.token


def _joined(verb: Slots, noun: Slots) -> Slots:
    missing = {slot: why for slot, why in verb.missing.items() if not getattr(noun, f"{slot}s")}
    return replace(
        verb,
        sources=verb.sources or noun.sources,
        targets=verb.targets or noun.targets,
        missing=missing,
    )


def _is_content(token: Token, governors: Container[int]) -> bool:
    """Whether a match only says what another event threatens, asks, promises or refuses."""
    for _ in range(_DEPTH):
        if token.head == token:
            return False
        if token.head.i in governors and _is_governed(token):
            return True
        if _is_apart(token):
            return False
        token = token.head
    return False


def _is_governed(token: Token) -> bool:
    """Whether a token is the infinitive or bare object under its head."""
    relation = words.dep(token)
    if relation == "advcl":
        return token.doc.lang_ == "en" and (
            words.is_infinitive(token) or arguments.is_controlled(token)
        )
    if relation == "acl":
        return token.head.pos_ == "NOUN" or words.is_infinitive(token)
    if relation == "obl":
        return words.preposition(token) not in _APART
    return relation in ("xcomp", "obj", "ccomp")


def _is_apart(token: Token) -> bool:
    """Whether a clause of its own begins at a token: beside the sentence, adverbial or relative."""
    relation = words.dep(token)
    if relation == "parataxis":
        return True
    relative = relation == "acl" and token.head.pos_ in ("NOUN", "PROPN")
    return (relation == "advcl" or relative) and not words.is_infinitive(token)
