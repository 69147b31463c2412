"""The page of metrics: complete, and that of the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from worker.metrics import CATALOGUE, Definition
from worker.metrics.page import full_name, page

_DOC = Path(__file__).parents[3] / "doc"


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda definition: definition.name)
def test_the_page_has_every_metric(definition: Definition) -> None:
    """Its meaning, when to worry, each label and each value of it."""
    section = page().partition(f"\n## {full_name(definition)}\n")[2].partition("\n## ")[0]

    assert definition.meaning in section
    assert definition.worry in section
    for label in definition.labels:
        line = next(line for line in section.splitlines() if line.startswith(f"- `{label.name}`: "))
        assert label.bound in line
        assert set(re.findall("`(.*?)`", line)) == {label.name, *label.values} - {""}


def test_the_page_is_up_to_date() -> None:
    """`make contract` writes it."""
    assert (_DOC / "metrics.md").read_text(encoding="utf-8") == page()
