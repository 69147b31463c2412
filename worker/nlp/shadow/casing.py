"""Text without the difference of capitals: headlines that shout, wires that whisper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from worker.nlp.actors.lexicon import lexicon as actors
from worker.nlp.escalation import lexicon, stems
from worker.nlp.shadow.edits import Edit

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+)[\W\d_]*\Z")
#: A line shouts with at least so many words, all but a fifth of its letters capital.
_WORDS = 3
_SHARE = 0.8
#: Characters by which a line is judged.
_PROBE = 80
#: German words with these endings are nouns.
_NOUN_ENDINGS = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "ismus", "tät", "nis")

Known = Callable[[str], bool]


def edits(text: str, *, language: str, known: Known) -> Iterator[Edit]:
    """Words of lines that are all capitals in the case they have in a sentence, at the same length."""
    for line in _LINE.finditer(text):
        if _flat(line[0], language):
            for word in _WORD.finditer(line[0]):
                start = line.start() + word.start()
                first = _SENTENCE_START.search(line[0], max(word.start() - 12, 0), word.start())
                cased = _cased(word[0], bool(first), language, known)
                if cased != word[0] and len(cased) == len(word[0]):
                    yield Edit(start, start + len(cased), cased)


def _flat(line: str, language: str) -> bool:
    """Whether a line shouts; or, in German, whose nouns need their capitals, has none at all."""
    if line.islower():
        return language == "de" and _speaks(line)
    probe = line[:_PROBE]
    return sum(map(str.isupper, probe)) > _SHARE * sum(map(str.isalpha, probe)) and _speaks(line)


def _speaks(line: str) -> bool:
    return len(_WORD.findall(line)) >= _WORDS


def _cased(word: str, first: bool, language: str, known: Known) -> str:
    lower = word.lower()
    named = _names(language).get(lower)
    if named:
        return named
    title = lower[:1].upper() + lower[1:]
    if first or (known(title) and not known(lower)):
        return title
    if language == "de" and (not known(lower) or _is_noun(lower)):
        return title  # what nobody knows is a compound, and long ones are nouns
    return lower


def _is_noun(word: str) -> bool:
    forms = stems.load("de").forms(word)
    return word.endswith(_NOUN_ENDINGS) or any(form in _nouns() for form in forms)


@cache
def _nouns() -> frozenset[str]:
    """The nouns of the German lexicon, lower case."""
    terms = lexicon.load("de").all_terms()
    return frozenset(t.words[0] for t in terms if t.pos == "NOUN" and len(t.words) == 1)


@cache
def _names(language: str) -> Mapping[str, str]:
    """How words of the actor tables are written, by their lower case: "russlands" is "Russlands".

    All capitals only where they are written in no other way ("UN").
    """
    forms = [form for form in actors(language).patterns() if " " not in form]
    forms.sort(key=lambda form: (not form.isupper(), form))
    return {form.lower(): form for form in forms}
