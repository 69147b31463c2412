"""What doc/page.md says of bounds and headers is what the code has."""

from __future__ import annotations

import re

import pytest

from tests.contract.deploy.conftest import ROOT
from worker.config import Page
from worker.page.limits import Limits

PAGE = (ROOT / "doc" / "page.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `(\w+)` \|.*\| ([\d,]+) \| (?:`page\.(\w+)`)? ?\|$", re.MULTILINE)


def bounds() -> list[tuple[str, int, str]]:
    """List, how many it holds, and the setting for that, of every row of the table of lists."""
    return [(name, int(most.replace(",", "")), key) for name, most, key in _ROW.findall(PAGE)]


def test_the_table_has_every_list() -> None:
    """Those of a snapshot."""
    names = [name for name, _, _ in bounds()]
    assert names == ["events", "articles", "stories", "index", "alerts", "dead"]


@pytest.mark.parametrize(("name", "most", "setting"), bounds())
def test_a_list_holds_what_the_page_says(name: str, most: int, setting: str) -> None:
    """By default, and as set."""
    assert getattr(Page().limits(), name).count == most == getattr(Limits(), name).count
    if setting:
        assert getattr(Page.model_validate({setting: 7}).limits(), name).count == 7


def test_the_other_bounds_are_those_of_the_code() -> None:
    """Batches, ring, clients and whole articles."""
    limits = Limits()
    for said in (
        f"more than {limits.batch.count} or two megabytes",
        f"The last {limits.ring.count} batches ({limits.ring.size // 2**20} MiB)",
        f"`page.clients` ({limits.clients})",
        f"{limits.texts.count:,} are held, in at most `page.texts_bytes` ({limits.texts.size // 2**20} MiB",
    ):
        assert said in PAGE
