"""A word of a dependency tree, as parsers and treebanks give it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence.

    ``start`` and ``end`` are its characters in the sentence; ``head`` is the index of its head, its own for
    the root; ``deprel`` a relation of Universal Dependencies, "root" for the root. The ``lemma`` of a
    separable verb lacks a particle that stands apart ("lehnte … ab": lehnen).
    """

    start: int
    end: int
    lemma: str
    upos: str
    head: int
    deprel: str


#: The relation of the particle of a separable or phrasal verb to its verb.
PARTICLE = "compound:prt"
