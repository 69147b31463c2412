"""All that the classifier knows of a question: what the rules say, the tree, the words."""

from __future__ import annotations

from worker.languages.cues import Cues
from worker.languages.triggers import Triggers
from worker.nlp.linear import Features
from worker.nlp.relations.rules import rules
from worker.nlp.relations.surface import surface
from worker.nlp.relations.tree import tree
from worker.nlp.relations.view import View


def features(view: View, triggers: Triggers, cues: Cues) -> Features:
    """The features of a question, each 1.0; the Doc has been through the parser and the actor linker."""
    if not view.tokens:
        return {}
    named = (*rules(view, triggers, cues), *tree(view, cues), *surface(view))
    return dict.fromkeys(named, 1.0)
