"""Everything the actor tables of one language say, by printed form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import get_args

from worker.domain.actor import Link, Sector
from worker.languages import tables
from worker.nlp.actors.countries import countries, country
from worker.nlp.actors.inflection import Inflection, capitalized
from worker.nlp.actors.leaders import Leader, leaders
from worker.nlp.actors.roles import Roles
from worker.nlp.mentions import Kind

SECTORS: tuple[Sector, ...] = get_args(Sector)

_COLUMNS = ("code", "names", "adjectives", "inhabitants", "capitals", "seats", "places")

#: What the columns with terms hold; of two readings of one form the first in this order counts.
_TERMS: dict[str, Kind] = {
    "names": "name",
    "seats": "seat",
    "capitals": "capital",
    "adjectives": "adjective",
    "inhabitants": "inhabitant",
    "places": "place",
}
_CLASSES = {"adjective": "adjective", "inhabitant": "inhabitant"}
_SHORT = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a form: what kind of mention it is and which row it stands for."""

    kind: Kind
    link: Link


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form with more than one reading: each sense counts where one of its cues is in the article.

    Without a cue ``default`` is taken; None leaves the mention without a code.
    """

    senses: tuple[tuple[Sense, tuple[str, ...]], ...]
    default: Sense | None


@dataclass(slots=True)
class Lexicon:
    """The printed forms of one language.

    ``senses`` of names, ``ambiguous`` forms whose reading depends on the article, ``blocked`` words that
    only look like an actor, words that take an actor away when ``detached`` by a hyphen, ``full`` names
    and ``surnames`` of leaders, and the role nouns.
    """

    roles: Roles
    senses: dict[str, Sense] = field(default_factory=dict)
    ambiguous: dict[str, Ambiguity] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    detached: dict[str, set[str]] = field(default_factory=lambda: {"before": set(), "after": set()})
    full: dict[str, list[Leader]] = field(default_factory=dict)
    surnames: dict[str, list[Leader]] = field(default_factory=dict)

    def patterns(self) -> list[str]:
        """All forms a text is searched for, sorted."""
        tables_of_forms = (self.senses, self.ambiguous, self.blocked, self.full, self.surnames)
        return sorted({*self.roles.forms, *(form for table in tables_of_forms for form in table)})

    def words(self) -> frozenset[str]:
        """The single words of all forms: a name that no text of the training had is a word as well."""
        return frozenset(word for form in self.patterns() for word in _WORD.findall(form))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``language``, read once a process; raises DataError for a bad table."""
    inflection = Inflection(language)
    lexicon = Lexicon(Roles(language, inflection))
    readings = list(_senses(language, inflection))
    # What stands in a table goes before what is inflected from it: "Hamas" is no genitive of "Hama".
    for form, sense, _ in sorted(readings, key=lambda reading: not reading[2]):
        lexicon.senses.setdefault(form, sense)
    _read_leaders(lexicon, inflection)
    _read_ambiguities(lexicon, language, inflection)
    for row in tables.rows(tables.path(language, "detached.tsv"), columns=("side", "word")):
        side = row.choice("side", ("before", "after"))
        lexicon.detached[side].update(inflection.forms("adjective", row.text("word")))
    return lexicon


def _senses(language: str, inflection: Inflection) -> Iterator[tuple[str, Sense, bool]]:
    """Countries column by column, so that a name goes before an adjective; then organizations.

    Each form with its sense and whether it stands in the table as it is.
    """
    rows = list(tables.rows(tables.path(language, "countries.tsv"), columns=_COLUMNS))
    for column, kind in _TERMS.items():
        for row in rows:
            link = countries().get(row.text("code"))
            if link is None:
                raise row.error(f"code {row.text('code')!r} is not in countries.tsv")
            sense = Sense(kind, replace(link, sector="CVL") if kind == "inhabitant" else link)
            for term in row.many(column):
                forms = _forms(term, kind, inflection)
                yield from ((form, sense, form == term) for form in forms)
    yield from _organizations(language, inflection)


def _forms(term: str, kind: Kind, inflection: Inflection) -> Iterator[str]:
    forms = inflection.forms(_CLASSES.get(kind, "name"), term)
    yield from capitalized(forms) if kind == "adjective" else forms
    if kind in ("name", "capital", "organization", "seat") and len(term) > _SHORT:
        yield term.upper()
        if term.isupper() and term.isalpha():
            yield from inflection.forms("name", term.capitalize())


def _organizations(language: str, inflection: Inflection) -> Iterator[tuple[str, Sense, bool]]:
    columns = ("id", "code", "sector", "name")
    links = {
        row.text("id"): Link(
            row.text("code"), row.text("id"), row.text("name"), row.choice("sector", SECTORS)
        )
        for row in tables.rows(tables.path("organizations.tsv"), columns=columns)
    }
    for row in tables.rows(tables.path(language, "organizations.tsv"), columns=("id", "names")):
        link = links.get(row.text("id"))
        if link is None:
            raise row.error(f"id {row.text('id')!r} is not in organizations.tsv")
        for term in row.many("names"):
            for form in _forms(term, "organization", inflection):
                yield form, Sense("organization", link), form == term


def _read_leaders(lexicon: Lexicon, inflection: Inflection) -> None:
    for leader in leaders():
        for names, table in ((leader.names, lexicon.full), (leader.surnames, lexicon.surnames)):
            for name in names:
                for form in inflection.forms("name", name):
                    table.setdefault(form, []).append(leader)


def _read_ambiguities(lexicon: Lexicon, language: str, inflection: Inflection) -> None:
    """Lines of one term add up.

    A code with cues is a sense, one without cues the default; no code is a term that is never an actor.
    """
    columns = ("term", "kind", "code", "cues")
    for row in tables.rows(tables.path(language, "ambiguous.tsv"), columns=columns):
        code, cues = row.optional("code"), row.many("cues")
        if code is not None and code not in countries():
            raise row.error(f"code {code!r} is not in countries.tsv")
        kind = row.choice("kind", tuple(_TERMS.values()))
        for form in inflection.forms(_CLASSES.get(kind, "name"), row.text("term")):
            if code is None:
                lexicon.blocked.add(form)
            else:
                _add_reading(lexicon, form, Sense(kind, country(code)), cues)


def _add_reading(lexicon: Lexicon, form: str, sense: Sense, cues: tuple[str, ...]) -> None:
    known = lexicon.ambiguous.get(form, Ambiguity((), None))
    if cues:
        lexicon.ambiguous[form] = replace(known, senses=(*known.senses, (sense, cues)))
    else:
        lexicon.ambiguous[form] = replace(known, default=sense)
