"""German without umlauts and sharp s ("Truppenverstaerkung"), as old wires and foreign keyboards write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from worker.nlp.shadow.edits import Edit

_UMLAUT = re.compile("[äöüÄÖÜ]")
_WORD = re.compile(r"[^\W\d_]+")
#: "ue" behind a vowel or q is none ("neue", "Bauer", "Quelle").
_DIGRAPH = re.compile("[AaOo]e|(?<![aeoqAEOQ])[Uu]e|[AO]E|(?<![AEOQ])UE")
#: Letters of a word looked at before its ss.
_LONGEST = 60
_LETTERS = {"a": "ä", "o": "ö", "u": "ü", "A": "Ä", "O": "Ö", "U": "Ü"}
#: Where the spelling may have a sharp s: behind a diphthong ("schliesst"), and where it has in these stems.
_AFTER_DIPHTHONG = re.compile("(?<=ie|ei|au|eu|äu)ss(?!ch)", re.IGNORECASE)
_IN_STEM = re.compile(
    "(?:(?<=gr[oöü])|(?<=st[oö])|(?<=sp[aä])|(?<=stra)|(?<=f[uü]))ss|(?<=ma)ss(?=nahm)",
    re.IGNORECASE,
)

Known = Callable[[str], bool]


def umlauts(text: str, *, known: Known) -> Iterator[Edit]:
    """Umlauts for the digraphs of a text that has none."""
    for word in _WORD.finditer(text) if _UMLAUT.search(text) is None else ():
        restored = _DIGRAPH.sub(_letter, word[0])
        # a word that is none as it stands may be a compound nobody knows
        if restored != word[0] and (_is_word(restored, known) or not _is_word(word[0], known)):
            for digraph in _DIGRAPH.finditer(word[0]):
                start = word.start() + digraph.start()
                yield Edit(start, start + len(digraph[0]), _letter(digraph))


def sharp(text: str, *, known: Known) -> Iterator[Edit]:
    """A sharp s where a text without one has ss for it."""
    for word in _with_ss(text) if "ß" not in text else ():
        before, after = _AFTER_DIPHTHONG.search(word[0]), _IN_STEM.search(word[0])
        ss = before or after
        if ss:
            restored = f"{word[0][: ss.start()]}ß{word[0][ss.end() :]}"
            if known(restored) or (after and not known(word[0])):
                start = word.start() + ss.start()
                yield Edit(start, start + len(ss[0]), "ß")


def _with_ss(text: str) -> Iterator[re.Match[str]]:
    place = text.find("ss")
    while place >= 0:
        start = place
        while start and place - start < _LONGEST and text[start - 1].isalpha():
            start -= 1
        word = _WORD.match(text, start)
        if word is None:
            return
        yield word
        place = text.find("ss", word.end())


def _is_word(word: str, known: Known) -> bool:
    if word.isupper():
        return known(word.lower()) or known(word.capitalize())
    return known(word)


def _letter(digraph: re.Match[str]) -> str:
    return _LETTERS[digraph[0][0]]
