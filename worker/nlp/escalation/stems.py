"""Dictionary forms a printed word may stand for, and the parts of a compound.

The lemmatizer is right about words it has seen; a lexicon is about rare ones ("Luftschlägen"). So a noun
or verb is looked up by its lemma, as printed, and as the endings of the language's stems.tsv allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from worker.languages import tables

_KINDS = ("ending", "vowel", "link", "prefix", "verb", "infix", "order")
_VERB_FIRST = "verb-first"
_REPLACED = ("vowel", "verb")
#: A part of a compound has at least this many letters; shorter ones are found inside any word.
MIN_PART = 4
#: Longer words are no compounds but noise; splitting takes time that grows with the square.
MAX_WORD = 60


@dataclass(frozen=True, slots=True)
class Stems:
    """Endings, plural vowels and verb endings (each with its origin), links, prefixes of a language.

    ``irregular`` gives the base of irregular verb forms; ``infixes`` part words in the tokenizer's eyes
    ("cease-fire"); ``verb_first`` says that a verb phrase of the lexicon begins with its verb ("lay down
    arms") and particles stay words of their own.
    """

    endings: tuple[str, ...]
    vowels: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    prefixes: frozenset[str]
    verbs: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str] = field(default_factory=dict)
    infixes: tuple[str, ...] = ()
    verb_first: bool = False
    _verbs: Mapping[str, Sequence[tuple[str, str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        letters = {ending[-1:] for ending, _ in self.verbs}
        by_letter = {
            letter: [verb for verb in self.verbs if letter.startswith(verb[0][-1:])]
            for letter in letters
        }
        object.__setattr__(self, "_verbs", by_letter)

    def words(self, term: str) -> tuple[str, ...]:
        """The words of a term as the tokenizer parts them; lower case."""
        for infix in self.infixes:
            term = term.replace(infix, f" {infix} ")
        return tuple(term.lower().split())

    def forms(self, word: str) -> Iterator[str]:
        """The word itself and what it may be an inflected form of, likeliest first; lower case."""
        yield word
        for bare in [word, *self._bare(word)]:
            if bare != word:
                yield bare
            yield from self._unchanged(bare)

    def verb_forms(self, word: str) -> Iterator[str]:
        """What the verb form ``word`` may come from, likeliest first; lower case."""
        if word in self.irregular:
            yield self.irregular[word]
        for ending, origin in self._verbs.get(word[-1:], ()):
            if word.endswith(ending):
                yield word.removesuffix(ending) + origin

    def _bare(self, word: str) -> Iterator[str]:
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= MIN_PART - 1:
                yield word.removesuffix(ending)

    def _unchanged(self, word: str) -> Iterator[str]:
        for vowel, origin in self.vowels:
            before, found, after = word.rpartition(vowel)
            if found:
                yield before + origin + after


@cache
def load(language: str) -> Stems:
    """Read stems.tsv of ``language``; raises DataError naming the line that is wrong."""
    values: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in tables.rows(tables.path(language, "stems.tsv"), columns=("kind", "value")):
        kind = row.choice("kind", _KINDS)
        value = row.optional("value") or ""
        if kind in _REPLACED and ">" not in value:
            raise row.error(f"value {value!r}: letters and their origin are written ä>a")
        values[kind].append("-" if value == "--" else value)
    return Stems(
        endings=tuple(values["ending"]),
        vowels=tuple(_pair(value) for value in values["vowel"]),
        links=tuple(sorted(values["link"], key=len, reverse=True)),
        prefixes=frozenset(values["prefix"]),
        verbs=tuple(_pair(value) for value in values["verb"]),
        irregular=_irregular(language),
        infixes=tuple(values["infix"]),
        verb_first=_VERB_FIRST in values["order"],
    )


def _irregular(language: str) -> dict[str, str]:
    """The base of every irregular verb form."""
    rows = tables.rows(tables.path(language, "verbforms.tsv"), columns=("base", "forms"))
    return {form: row.text("base") for row in rows for form in row.many("forms")}


def _pair(value: str) -> tuple[str, str]:
    vowel, _, origin = value.partition(">")
    return vowel, origin
