"""Every sentence of the construction suite gives the events its table says, but for the known limits."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.unit.nlp.events.limits import PAGE, failing, page
from tests.unit.nlp.events.suite import Case, all_cases, cases, given, known_limits
from worker.languages.tables import LANGUAGES


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in all_cases()])
def test_construction(case: Case) -> None:
    """The sentence gives exactly the events of the table; a known limit gives others."""
    found = given(case.language)[case.sentence]
    if case.sentence in known_limits():
        assert case.expected != found, "no limit any more: python -m tests.unit.nlp.events.limits"
    else:
        assert case.expected == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_suite_is_broad(language: str) -> None:
    """At least 25 constructions, each with six different sentences or more."""
    counts = Counter(case.construction for case in cases(language))
    assert len(counts) >= 25
    assert {name: count for name, count in counts.items() if count < 6} == {}
    assert len({case.sentence for case in cases(language)}) == len(cases(language))


def test_limits_are_documented() -> None:
    """The page of known limits is the one that the suite gives."""
    assert page(failing()) == PAGE.read_text(encoding="utf-8")
