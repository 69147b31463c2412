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
    _verbs: Mapping[str, Sequence[tuple[int, str, str]]] = field(
        init=False, repr=False, compare=False
    )
    _lengths: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        verbs: dict[str, list[tuple[int, str, str]]] = {}
        for place, (ending, origin) in enumerate(self.verbs):
            verbs.setdefault(ending, []).append((place, ending, origin))
        object.__setattr__(self, "_verbs", verbs)
        object.__setattr__(self, "_lengths", tuple(sorted({len(ending) for ending in verbs})))

    def words(self, term: str) -> tuple[str, ...]:
        """The words of a term as the tokenizer parts them; lower case."""
        for infix in self.infixes:
            term = term.replace(infix, f" {infix} ")
        return tuple(term.lower().split())

    def forms(self, word: str) -> list[str]:
        """The word itself and what it may be an inflected form of, likeliest first; lower case."""
        return [form for form, _ in self.variants(word)]

    def variants(self, word: str) -> list[tuple[str, int]]:
        """The forms of a word, each with the last letter that a part may begin with to have it, too.

        "raketenschläge" has the form "raketenschlag", and so the part "schläge" has "schlag".
        """
        found: list[tuple[str, int]] = []
        vowels = [pair for pair in self.vowels if pair[0] in word]
        for bare, last in [(word, len(word)), *self._bare(word)]:
            found.append((bare, last))
            for vowel, origin in vowels:
                before, here, after = bare.rpartition(vowel)
                if here:
                    found.append((before + origin + after, min(last, len(before))))
        return found

    def verb_forms(self, word: str) -> Iterator[str]:
        """What the verb form ``word`` may come from, likeliest first; lower case."""
        if word in self.irregular:
            yield self.irregular[word]
        endings = (word[len(word) - length :] for length in self._lengths if length <= len(word))
        for _, ending, origin in sorted(v for one in endings for v in self._verbs.get(one, ())):
            yield word.removesuffix(ending) + origin

    def _bare(self, word: str) -> Iterator[tuple[str, int]]:
        for ending in self.endings:
            last = len(word) - len(ending) - (MIN_PART - 1)
            if last >= 0 and word.endswith(ending):
                yield word.removesuffix(ending), last


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
