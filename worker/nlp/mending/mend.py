"""Put the tree of a Doc right where the grammar rules out what the parser says."""

from __future__ import annotations

from worker.nlp.mending import (
    english,
    english_clauses,
    english_labels,
    english_sayings,
    english_words,
    german,
    shared,
)
from worker.nlp.mending.tree import Tree
from worker.nlp.tokens import Doc

_RULES = {
    "de": (
        shared.of_auxiliaries,
        german.insertions,
        german.subjunctives,
        german.infinitives,
        german.reports,
        german.clauses,
        german.relatives,
        german.subjects,
        shared.correlatives,
    ),
    "en": (
        english_words.lemmas,
        english_words.verbs,
        english_words.particles,
        english.nouns,
        english_clauses.perfects,
        shared.of_auxiliaries,
        english_clauses.mains,
        english.verbs,
        english_clauses.infinitives,
        english_clauses.openings,
        english_clauses.insertions,
        english_clauses.appositions,
        english_clauses.passives,
        english.gerunds,
        english.objects,
        english.lists,
        english_clauses.additions,
        english_clauses.names,
        english_words.doers,
        english_sayings.sayings,
        english_labels.labels,
        shared.correlatives,
    ),
}


def mend(doc: Doc, heads: list[int]) -> list[int]:
    """The heads of a Doc's tokens after mending; their relations, and some classes, are set in place."""
    rules = _RULES.get(doc.lang_, ())
    tree = Tree(doc, heads)
    for rule in rules:
        rule(tree)
    for token, relation in zip(doc, tree.deps, strict=True):
        token.dep_ = token.relation = relation
    return tree.heads
