"""Whether a spaCy pipeline made elsewhere gives what our components read: attributes, relations, entities.

Relations are those of Universal Dependencies (https://universaldependencies.org/u/dep/). spaCy's own German
pipelines follow the TIGER scheme and its English ones ClearNLP's: read by our rules, their trees would give
no event at all, silently. So a pipeline is checked when it is loaded, not when articles stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language

#: What must be set on a Doc, and which component usually does it.
ATTRIBUTES = {
    "token.pos": "a morphologizer, or a tagger with an attribute_ruler",
    "token.morph": "a morphologizer, or a tagger with an attribute_ruler",
    "token.lemma": "a lemmatizer",
    "token.dep": "a parser",
    "doc.ents": "an entity recognizer (ner)",
}
#: Relations without which no event is found, in both languages.
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "ccomp", "xcomp", "acl", "conj", "case", "aux")
#: Entity labels, each with the names that other schemes have for it.
ENTITIES = (("PER", "PERSON"), ("LOC", "GPE"), ("ORG",))

#: It writes what its patterns say; which attributes these are is not in its description.
_BY_PATTERN = frozenset({"token.pos", "token.morph", "token.lemma"})


def shortcomings(nlp: Language) -> Iterator[str]:
    """What ``nlp`` lacks, a sentence each; nothing when our components can work on its Docs."""
    given = _assigned(nlp)
    for attribute, maker in ATTRIBUTES.items():
        if attribute not in given:
            yield f"nothing sets {attribute}: it needs {maker}"
    if "token.dep" in given:
        yield from _relations(nlp)
    if "doc.ents" in given:
        yield from _entities(nlp)


def _assigned(nlp: Language) -> frozenset[str]:
    made = {attribute for name in nlp.pipe_names for attribute in nlp.get_pipe_meta(name).assigns}
    ruled = any(nlp.get_pipe_meta(name).factory == "attribute_ruler" for name in nlp.pipe_names)
    return frozenset(made | (_BY_PATTERN if ruled else set()))


def _relations(nlp: Language) -> Iterator[str]:
    known = _labels(nlp, "token.dep")
    if lacking := [name for name in RELATIONS if name not in known]:
        yield (
            f"its parser does not know {', '.join(lacking)} (it knows {_some(known)}): the relations "
            "of Universal Dependencies are needed"
        )


def _entities(nlp: Language) -> Iterator[str]:
    known = _labels(nlp, "doc.ents")
    if lacking := [" or ".join(names) for names in ENTITIES if not known.intersection(names)]:
        yield f"its entities lack {', '.join(lacking)} (there are {_some(known)})"


def _labels(nlp: Language, attribute: str) -> frozenset[str]:
    """The labels of all components that set ``attribute``."""
    makers = (n for n in nlp.pipe_names if attribute in nlp.get_pipe_meta(n).assigns)
    return frozenset(label for name in makers for label in nlp.pipe_labels.get(name, ()))


def _some(labels: frozenset[str], most: int = 8) -> str:
    shown = sorted(labels)[:most]
    return ", ".join([*shown, "…"] if len(labels) > most else shown) or "none"
