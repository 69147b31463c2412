"""Role nouns: words that tell what kind of actor someone is, and sometimes of which country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from worker.domain.actor import Sector
from worker.languages import tables
from worker.nlp.actors.countries import countries
from worker.nlp.actors.inflection import Inflection, capitalized

SECTORS: tuple[Sector, ...] = get_args(Sector)

_COMPOUND = "*"
#: A compound's first part has at least this many letters ("UN" and a hyphen are taken apart earlier).
_FIRST_PART = 3
#: Words remembered; those of a hostile text must not pile up.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Role:
    """A row of ``roles.tsv``.

    ``code`` is the country of an office that names no other ("Bundeswehr" is DEU unless the article
    says otherwise), else None.
    """

    term: str
    sector: Sector
    code: str | None


class Roles:
    """The role nouns of a language by printed form.

    A term written ``*minister`` also stands at the end of longer words ("Verteidigungsminister").
    """

    def __init__(self, language: str, inflection: Inflection) -> None:
        self.forms: dict[str, Role] = {}
        self._heads: dict[str, Role] = {}
        self._seen: dict[str, Role | None] = {}
        columns = ("term", "sector", "code")
        for row in tables.rows(tables.path(language, "roles.tsv"), columns=columns):
            term = row.text("term").removeprefix(_COMPOUND)
            if (code := row.optional("code")) is not None and code not in countries():
                raise row.error(f"code {code!r} is not in countries.tsv")
            role = Role(term, row.choice("sector", SECTORS), code)
            for form in inflection.forms("role", term):
                if row.text("term").startswith(_COMPOUND):
                    self._heads.setdefault(form.lower(), role)
                    self.forms.setdefault(form.capitalize(), role)
                else:
                    self.forms.update((v, role) for v in _variants(form) if v not in self.forms)

    def of(self, word: str) -> Role | None:
        """The role that a single word names, as a whole or by its last part."""
        if word not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._find(word)
        return self._seen[word]

    def _find(self, word: str) -> Role | None:
        last = word.rpartition("-")[2]
        role = self.forms.get(word) or self.forms.get(last)
        if role is not None or not last[:1].isupper():
            return role
        lowered = last.lower()
        tails = (lowered[cut:] for cut in range(_FIRST_PART, len(lowered) - 2))
        return next((self._heads[tail] for tail in tails if tail in self._heads), None)


def _variants(form: str) -> tuple[str, ...]:
    """A multi-word role may be a title: "prime minister", "Prime minister", "Prime Minister"."""
    title = " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
    return (*capitalized((form,)), title)
