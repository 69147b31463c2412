"""Write the known limits: ``python -m tests.unit.nlp.events.limits``, after a change of rules or weights.

Codes every sentence of the construction suite and puts those that come out wrong into ``known_limits.tsv``,
which the suite holds to be exactly the wrong ones, and into ``doc/limits.md``, for people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.unit.nlp.events.suite import LIMITS, Case, all_cases, cases, given
from worker.languages.tables import LANGUAGES

PAGE = Path(__file__).parents[4] / "doc" / "limits.md"

_HEAD = """\
# Sentences of the construction suite that the coder gets wrong.
#columns: language sentence
# Written by python -m tests.unit.nlp.events.limits; the suite fails when a line is missing or one too many.
"""
_TITLE = """\
# Known limits of the event coder

The construction suite (`tests/unit/nlp/events/constructions_*.tsv`) has sentences for each construction of
the language, written for this project. Written by `python -m tests.unit.nlp.events.limits`.
"""
_NAMES = {"de": "German", "en": "English"}


def failing() -> list[Case]:
    """The cases that do not give what they must."""
    return [case for case in all_cases() if given(case.language)[case.sentence] != case.expected]


def table(wrong: Sequence[Case]) -> str:
    """The lines of ``known_limits.tsv``."""
    return _HEAD + "".join(f"{case.language}\t{case.sentence}\n" for case in wrong)


def page(wrong: Sequence[Case]) -> str:
    """The text of ``doc/limits.md``."""
    parts = (part for language in LANGUAGES for part in _language(language, wrong))
    return _TITLE + "".join(parts)


def _language(language: str, wrong: Sequence[Case]) -> Iterator[str]:
    own = [case for case in wrong if case.language == language]
    total = len(cases(language))
    right = total - len(own)
    yield f"\n## {_NAMES[language]}: {right} of {total} sentences right ({right / total:.0%})\n"
    counts = Counter(case.construction for case in own)
    for construction, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        size = sum(case.construction == construction for case in cases(language))
        yield f"\n**{construction}**, {count} of {size}:\n\n"
        yield from (_item(case) for case in own if case.construction == construction)


def _item(case: Case) -> str:
    return f"- {case.sentence}\n  should be `{case.expected}`\n"


if __name__ == "__main__":
    found = failing()
    LIMITS.write_text(table(found), encoding="utf-8")
    PAGE.write_text(page(found), encoding="utf-8")
