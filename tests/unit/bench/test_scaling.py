"""The simulated group, and the page that its table is on."""

from __future__ import annotations

from pathlib import Path

import pytest
from faust.assignor.partition_assignor import PartitionAssignor

from bench.scaling import FILE, PAGE, Scaling, counts, load, render, simulate
from bench.tables import MARK, put


def test_every_worker_has_its_share() -> None:
    """Eight workers on 32 partitions: four of each topic, and one of them the stories' only one."""
    group = simulate(32, 8)

    assert group.lanes == 32 + 1 + 32
    assert (group.first.fewest, group.first.most) == (8, 9)
    assert group.first.moved == group.lanes


def test_a_newcomer_moves_some_and_not_all() -> None:
    """The assignment is sticky: most lanes stay where they are, open."""
    group = simulate(32, 8)

    assert 0 < group.join.moved < group.lanes / 2
    assert 0 < group.leave.moved < group.lanes / 2


def test_nobody_is_told_of_the_others() -> None:
    """What the broker keeps of a group grows with its members and lanes, not with their product."""
    small, large = simulate(32, 8), simulate(128, 32)
    ours = large.join.group_bytes / small.join.group_bytes
    fausts = [simulate(*size, PartitionAssignor).join.group_bytes for size in ((32, 8), (128, 32))]

    assert ours < 5
    assert fausts[1] / fausts[0] > 10
    assert large.join.group_bytes < fausts[1] / 5


def test_topics_have_the_partitions_that_are_set() -> None:
    """articles.signatures has one, whatever kafka.partitions says."""
    assert counts(100) == {
        "articles.raw": 100, "articles.signatures": 1, "index.observations": 100
    }  # fmt: skip


def test_a_part_of_a_page_is_written_anew(tmp_path: Path) -> None:
    """Between the marks; a page without them is left alone."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARK}\nold\n{MARK}\nafter\n", encoding="utf-8")

    put(page, "new")

    assert page.read_text(encoding="utf-8") == f"before\n{MARK}\nnew\n{MARK}\nafter\n"
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="not enough values"):
        put(page, "new")


def test_the_page_shows_the_last_result() -> None:
    """``python -m bench.scaling`` writes both."""
    found: Scaling = load(FILE)

    assert render(found) == PAGE.read_text(encoding="utf-8").split(MARK)[1].strip()
