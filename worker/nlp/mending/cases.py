"""The cases that a German noun phrase can stand in, as its article or pronoun shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from worker.languages import tables

#: Nominative, accusative, dative, genitive.
ALL = frozenset("NADG")

_COLUMNS = ("stems", "ending", "masc", "fem", "neut", "plur")
#: Masculine and neuter are often taken for one another ("ein Manöver").
_GENDERS = {"Masc": ("masc", "neut"), "Fem": ("fem",), "Neut": ("masc", "neut")}
_CELLS = ("masc", "fem", "neut", "plur")
_AGREEMENT = ("Gender", "Number")
#: Labels of names whose gender the tagger guesses ("der Nato").
_NAMES = frozenset({"ORG", "LOC", "MISC"})

Cases = frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """The cases of an article or pronoun by ``masc``, ``fem``, ``neut`` and ``plur``."""

    cells: Mapping[str, Cases]

    def cases(self, genders: Collection[str], numbers: Collection[str]) -> Cases:
        """Those beside a noun of these genders and numbers ("Masc", "Sing"); all where they do not fit."""
        cells = {cell for gender in genders or _GENDERS for cell in _GENDERS[gender]}
        if numbers == {"Plur"}:
            cells = {"plur"}
        elif numbers != {"Sing"}:
            cells.add("plur")
        return self._any(cells) or self._any(_CELLS)

    def _any(self, cells: Iterable[str]) -> Cases:
        return frozenset().union(*(self.cells[cell] for cell in cells))


@cache
def forms() -> Mapping[str, Form]:
    """The articles and pronouns of ``cases.tsv`` by their form; raises DataError for a bad line.

    A form of several lines ("einen") has the cases of all.
    """
    found: dict[str, Form] = {}
    for row in tables.rows(tables.path("de", "cases.tsv"), columns=_COLUMNS):
        cells = {cell: _cases(row, cell) for cell in _CELLS}
        for stem in row.many("stems"):
            form = stem + (row.optional("ending") or "")
            known = found[form].cells if form in found else dict.fromkeys(_CELLS, frozenset[str]())
            found[form] = Form({cell: cells[cell] | known[cell] for cell in _CELLS})
    return found


def _cases(row: tables.Row, cell: str) -> Cases:
    letters = frozenset(row.optional(cell) or "")
    if not letters <= ALL:
        raise row.error(f"{cell}: allowed are the letters N, A, D and G")
    return letters


def cases(noun: Token) -> Cases:
    """The cases that the phrase of ``noun`` (or a pronoun) can stand in, all where nothing shows it.

    Only articles and pronouns count: the tagger often takes the case from the place in the sentence.
    """
    article = _shown_by(noun)
    if article is None:
        return ALL
    # Where article and noun are tagged differently, one of them is wrong.
    genders, numbers = (_values(name, article, noun) for name in _AGREEMENT)
    if noun.ent_type_ in _NAMES or noun.pos_ == "PROPN":
        genders = frozenset()  # nothing shows the gender of "Nato"; the tagger guesses
    return forms()[article.lower_].cases(genders, numbers)


def may_be_nominative(noun: Token) -> bool:
    """Whether the article or pronoun has a nominative of any gender: "den" and "einem" have none."""
    article = _shown_by(noun)
    return article is None or any("N" in cell for cell in forms()[article.lower_].cells.values())


def _shown_by(noun: Token) -> Token | None:
    """The article or pronoun of the table that shows the case."""
    shown = (noun,) if noun.pos_ in ("PRON", "DET") else (c for c in noun.lefts if c.dep_ == "det")
    return next((token for token in shown if token.lower_ in forms()), None)


def _values(name: str, *tokens: Token) -> frozenset[str]:
    return frozenset(value for token in tokens for value in token.morph.get(name, []))


def feature(token: Token, name: str) -> str | None:
    """A morphological feature, where the token has one value of it."""
    values = token.morph.get(name, [])
    return values[0] if len(values) == 1 else None
