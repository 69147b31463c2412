"""The printed forms of a dictionary form, by the endings a language's table lists."""

from __future__ import annotations

from collections.abc import Mapping

from worker.languages import tables

#: What the rows of an inflection table are for; "role" is for role nouns, "name" for all proper names.
CLASSES = ("name", "adjective", "inhabitant", "role")


class Inflection:
    """Turns "russisch" into "russisch", "russische", "russischen" ... as ``inflection.tsv`` says.

    A row gives, for a class of words and an ending, the endings that may replace it, "~" standing for
    the ending itself. The longest ending that fits decides.
    """

    def __init__(self, language: str) -> None:
        self._endings: dict[tuple[str, str], tuple[str, ...]] = {}
        file = tables.path(language, "inflection.tsv")
        for row in tables.rows(file, columns=("class", "ending", "forms")):
            key = row.choice("class", CLASSES), row.optional("ending") or ""
            self._endings[key] = row.many("forms")

    def forms(self, word_class: str, term: str) -> tuple[str, ...]:
        """The forms of ``term``, itself first; only its last word changes."""
        for size in range(len(term), -1, -1):
            ending = term[len(term) - size :]
            replacements = self._endings.get((word_class, ending))
            if replacements is not None:
                stem = term[: len(term) - size]
                changed = (stem + replacement.replace("~", ending) for replacement in replacements)
                return tuple(dict.fromkeys((term, *changed)))
        return (term,)


def capitalized(forms: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    """Every form as it is and as it stands at the head of a sentence or in a name."""
    return tuple(dict.fromkeys(f for form in forms for f in (form, form[:1].upper() + form[1:])))
