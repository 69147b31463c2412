"""Numbers of score.toml tried in five folds."""

from __future__ import annotations

from bench.folds import tried
from tests.support.scoring import ARTICLE, keyword
from worker.domain.gate import UNDECIDED
from worker.domain.outcome import Analysis
from worker.evaluation.labeled import Item
from worker.evaluation.thresholds import FOLDS


def labeled(level: int, weight: float) -> tuple[Item, Analysis]:
    """An article of a level whose headline holds one keyword of this weight."""
    analysis = Analysis((), (), (keyword(0, weight=weight),), (), UNDECIDED)
    return Item("a", ARTICLE.text, level, "none", frozenset()), analysis


def test_each_fold_chooses_on_the_others() -> None:
    """The shipped threshold divides eighteen points from three: every fold leaves it as it is."""
    pairs = [labeled(3, 12.0), labeled(0, 2.0)] * FOLDS
    found = tried([(item, ARTICLE, said) for item, said in pairs], "level", "threshold")

    assert found.chosen == [found.shipped] * FOLDS
    assert found.held_out == found.as_shipped == [1.0] * FOLDS
