"""The stories stage: what an article does to its story, and what the index hears of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.signed import START, happened, signed
from worker.domain.signature import Signature
from worker.stages.stories.stage import Stories, Told

TEXT = (
    "Tschechien hat drei russische Diplomaten zu unerwünschten Personen erklärt. Sie müssten das Land "
    "binnen 72 Stunden verlassen, sagte der Außenminister am Dienstag in Prag. Die Spionageabwehr wirft "
    "den Männern vor, Ingenieure eines Rüstungskonzerns in Brünn angeworben zu haben."
)
OTHER = (
    "Taiwan hat binnen eines Tages 71 Flugzeuge der chinesischen Luftwaffe in seiner Nähe gezählt. Mehr als "
    "vierzig von ihnen überflogen die Mittellinie der Meerenge, teilte das Ministerium in Taipeh mit."
)
EXPELS = happened("CZE", "SANCTION", "RUS")


def article(name: str, text: str = TEXT, *, hour: float = 0, **fields: Any) -> Signature:
    """An article of an outlet of its own."""
    return replace(signed(name, text, outlet=f"{name}.example", hour=hour), **fields)


def steps(*articles: Signature) -> list[Told]:
    """What a fresh stage makes of articles."""
    stage = Stories()
    return [stage.step(article) for article in articles]


def said(told: Told) -> dict[str, list[str]]:
    """The types of the events that the index hears of, by subject."""
    return {one.subject.name: [event.type for event in one.events] for one in told.observations}


def test_the_first_article_begins_a_story() -> None:
    """Its id is derived from the article: the same again anywhere."""
    first, second = steps(article("a")), steps(article("a"))

    assert first[0].outcome == "new"
    assert first == second


def test_a_copy_joins_it() -> None:
    """The story counts outlets, and its copies by their scores."""
    told = steps(article("a", score=10.0), article("b", score=40.0), article("c", score=20.0))[-1]
    assert told.update
    story = told.update.story

    assert (told.outcome, story.copies) == ("copy", 3)
    assert story.outlets == ("a.example", "b.example", "c.example")
    assert (story.highest_score, story.median_score) == (40.0, 20.0)


def test_an_article_is_counted_once() -> None:
    """The same version again changes nothing at all."""
    told = steps(article("a"), article("b"), article("a"))[-1]

    assert told == Told("repeat")


def test_a_new_version_of_an_article_is_no_copy() -> None:
    """It speaks for the story instead of the old one."""
    longer = article("a", f"{TEXT} Moskau kündigte Vergeltung an.", events=(EXPELS,))
    told = steps(article("a"), longer)[-1]
    assert told.update

    assert (told.outcome, told.update.story.copies) == ("information", 1)
    assert told.update.story.best == longer


def test_the_score_of_a_superseded_version_counts_no_more() -> None:
    """Neither twice nor at all: the story has that of the new version."""
    told = steps(article("a", score=90.0), article("a", f"{TEXT} Es war ein Irrtum.", score=5.0))[
        -1
    ]
    assert told.update

    assert dict(told.update.story.scores) == {5.0: 1}


def test_the_longest_version_speaks_for_the_story() -> None:
    """A cut before it changes nothing about that."""
    cut = article("a", TEXT[:200])
    whole = article("b", events=(EXPELS,))
    told = steps(cut, whole, article("c", TEXT[:180]))

    assert [one.outcome for one in told] == ["new", "information", "copy"]
    assert all(one.update and one.update.story.best == whole for one in told[1:])


def test_a_correction_supersedes() -> None:
    """What it does not say any more is taken back, and a longer copy does not bring it again."""
    wrong = article("a", events=(EXPELS, happened("RUS", "ASSAULT", "CZE")))
    right = article("b", correction=True, events=(EXPELS,))
    longer = article("c", f"{TEXT} Moskau schwieg.", events=wrong.events)
    told = steps(wrong, right, longer)

    assert [one.outcome for one in told] == ["new", "correction", "copy"]
    assert said(told[1]) == {"CZE": ["SANCTION"], "CZE-RUS": ["SANCTION"], "RUS": ["SANCTION"]}
    assert said(told[2]) == {}


def test_the_index_hears_of_a_story_once() -> None:
    """Not again from its copies."""
    told = steps(article("a", events=(EXPELS,)), article("b", events=(EXPELS,)))

    assert [sorted(said(one)) for one in told] == [["CZE", "CZE-RUS", "RUS"], []]


def test_what_a_correction_takes_back_altogether_is_said() -> None:
    """The subject hears that nothing remains."""
    told = steps(article("a", events=(EXPELS,)), article("b", correction=True))[-1]

    assert said(told) == {"CZE": [], "CZE-RUS": [], "RUS": []}


def test_a_new_story_on_a_dyad_follows_the_last() -> None:
    """In its own words, but about those and what was named."""
    later = (
        "Moskau schließt als Antwort das Konsulat. Die russischen Diplomaten hatten Tschechien binnen 72 "
        "Stunden verlassen müssen, nachdem die Spionageabwehr in Prag sie beschuldigt hatte."
    )
    first = article("a", events=(EXPELS,))
    told = steps(first, article("b", OTHER), article("c", later, hour=9, events=(EXPELS,)))
    begun, _, followed = (one.update.story for one in told if one.update)

    assert (followed.id != begun.id, followed.follows) == (True, begun.id)


@pytest.mark.parametrize(("hour", "outcome"), [(-71, "new"), (-73, "late")])
def test_what_comes_too_late_is_dropped(hour: float, outcome: str) -> None:
    """Its story may have been forgotten: counting it could count it twice."""
    assert steps(article("a"), article("b", OTHER, hour=hour))[-1].outcome == outcome


def test_a_new_hour_ticks_once() -> None:
    """With whoever has fallen silent."""
    busy = [article("a", f"{OTHER} {hour}", hour=hour, outlet="busy") for hour in range(48)]
    named = [replace(one, article_id=str(place)) for place, one in enumerate(busy)]
    told = steps(*named, article("b", hour=48.5), article("c", hour=48.6), article("d", hour=80))
    ticks = [one.tick for one in told[-3:]]

    assert [tick and (tick.hour - START // 3600, tick.silent_outlets) for tick in ticks] == [
        (48, ()),
        None,
        (80, ("busy",)),
    ]


def test_state_is_bounded_and_restored() -> None:
    """What the changelog has, after all that was forgotten, answers as the stage that wrote it."""
    stage, log = Stories(), dict[bytes, bytes | None]()
    for hour in range(0, 400, 5):
        log |= dict(stage.step(article(f"n{hour}", f"{OTHER} {hour} " * 3, hour=hour)).changes)
    restored = Stories()
    for key, value in log.items():
        restored.restore(key, value)
    nexts = [article(f"m{hour}", f"{TEXT} {hour}", hour=400 + hour) for hour in range(0, 200, 9)]

    assert restored.sizes == stage.sizes
    assert stage.sizes["stories"] <= 16
    assert [restored.step(one) for one in nexts] == [stage.step(one) for one in nexts]
