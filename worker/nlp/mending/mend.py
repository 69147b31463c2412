"""Put the tree of a Doc right where the grammar rules out what the parser says."""

from __future__ import annotations

from worker.nlp.mending import english, german, shared
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
        english.nouns,
        shared.of_auxiliaries,
        english.verbs,
        english.gerunds,
        english.objects,
        english.lists,
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
