"""``eval conflict``: whether a text is about political conflict; the set is TSV, a text and 1 or 0 a line.

What such sets call conflict (ConfliBERT's BBC news is one) are the pages of politics: a dispute over a budget
and a ban on hunting as well as terror suspects and regiments, hardly a shot. A threshold of the escalation
score is the wrong question to them, since ordinary politics scores next to nothing on purpose. So what is
predicted here is the decision of the domain gate: the article is about politics or armed conflict. The
figures of the escalation score at its threshold stand beside it, under ``escalation``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError
from worker.domain.gate import Domain
from worker.evaluation.confusion import Confusion
from worker.evaluation.judgment import Analyze, Judgment
from worker.evaluation.lines import lines
from worker.evaluation.ranking import auc
from worker.evaluation.scores import interval
from worker.languages.scoring import weights

#: The domains in which political actors are in conflict with one another, by words or by force.
POLITICAL: frozenset[Domain] = frozenset({"politics", "conflict"})


@dataclass(frozen=True, slots=True)
class Item:
    """One labeled text."""

    text: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A labeled text and what was said of it."""

    item: Item
    said: Judgment

    @property
    def political(self) -> bool:
        """What is predicted: the text is about politics or armed conflict."""
        return self.said.domain.name in POLITICAL


def evaluate(
    path: Path, analyze: Analyze, *, note: Callable[[dict[str, Any]], None] = lambda _: None
) -> dict[str, Any]:
    """Measures of ``analyze`` on the conflict set in ``path``; raises DataError for a line that is none.

    ``f1``, ``precision`` and ``recall`` are those of the gate, each with its 95% bootstrap interval as
    ``<name>_ci``; ``domains`` says how many texts of each label are about what; ``escalation`` holds the
    same measures of the score at its threshold, and its AUC. ``note`` gets what was said of each text.
    """
    items = read(path)
    said = analyze([item.text for item in items])
    judged = [Judged(item, one) for item, one in zip(items, said, strict=True)]
    for number, one in enumerate(judged, start=1):
        note(prediction(number, one))
    threshold = weights().level["threshold"]
    return {
        "items": len(judged),
        "predicted": "domain politics or conflict",
        **_measured(judged, lambda one: one.political),
        "domains": {"conflict": _domains(judged, True), "other": _domains(judged, False)},
        "escalation": {
            "threshold": threshold,
            "auc": auc([one.said.score.value for one in judged], [i.conflict for i in items]),
            **_measured(judged, lambda one: one.said.score.value >= threshold),
        },
    }


def prediction(number: int, one: Judged) -> dict[str, Any]:
    """What was said of a text, with the words that decided."""
    domain = one.said.domain
    return {
        "item": number,
        "conflict": one.political,
        "domain": domain.name,
        "points": dict(domain.points),
        "evidence": [term.span.surface for term in domain.evidence],
        "score": one.said.score.value,
    }


def read(path: Path) -> list[Item]:
    """The items of a conflict set; raises DataError with file and line where one is wrong."""
    return [_item(path, number, line) for number, line in lines(path)]


def _item(path: Path, number: int, line: str) -> Item:
    text, _, label = line.rpartition("\t")
    if not text or label.strip() not in ("0", "1"):
        raise DataError(f"{path}:{number}: expected a text, a tab and 0 or 1")
    return Item(text=text, conflict=label.strip() == "1")


def _measured(judged: Sequence[Judged], decide: Callable[[Judged], bool]) -> dict[str, Any]:
    def of(sample: Sequence[Judged]) -> Confusion:
        return Confusion.of((decide(one), one.item.conflict) for one in sample)

    found = of(judged)
    return {
        "f1": found.f1,
        "f1_ci": interval(judged, lambda sample: of(sample).f1),
        "precision": found.precision,
        "precision_ci": interval(judged, lambda sample: of(sample).precision),
        "recall": found.recall,
        "recall_ci": interval(judged, lambda sample: of(sample).recall),
    }


def _domains(judged: Sequence[Judged], conflict: bool) -> dict[str, int]:
    domains = (one.said.domain for one in judged if one.item.conflict == conflict)
    return dict(Counter(str(domain.name or domain.no_domain) for domain in domains).most_common())
