"""The story set: thirty copies of a report are one story, and what continues it is another."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest

from tests.support.signed import piece_signed
from tests.support.storyset import Piece, pieces
from worker.domain.story import Story
from worker.evaluation.clusters import pairs
from worker.stages.stories.stage import Stories

PIECES = pieces()


def told(order: list[int]) -> list[Story]:
    """The story of each article when they come in this order, five minutes apart."""
    stage, found = Stories(), dict[int, Story]()
    for place, number in enumerate(order):
        signature = piece_signed(PIECES[number], number, hour=place / 12)
        update = stage.step(signature).update
        if update:
            found[number] = update.story
    return [found[number] for number in range(len(PIECES))]


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """The story of each article as outlets print them: the report first."""
    return told(list(range(len(PIECES))))


def test_the_set_is_what_it_is_meant_to_be() -> None:
    """Sixty stories of one to eight articles each, and what continues them."""
    sizes = defaultdict[str, list[Piece]](list)
    for piece in PIECES:
        sizes[piece.story].append(piece)
    originals = [name for name in sizes if not name.endswith("/follow")]

    assert len(originals) == 60
    assert {len(sizes[name]) for name in originals} <= set(range(1, 10))
    assert {piece.language for piece in PIECES} == {"de", "en"}


def test_copies_join_and_others_do_not(stories: list[Story]) -> None:
    """Cuts, headlines, credits, paraphrased leads and corrections are copies; translations are none."""
    found = pairs([story.id for story in stories], [piece.story for piece in PIECES])

    assert found.f1 >= 0.95
    assert found.precision == 1.0


def test_no_continuation_is_merged(stories: list[Story]) -> None:
    """Not even one that repeats whole paragraphs of what it continues."""
    by_story = defaultdict[str, set[str]](set)
    for story, piece in zip(stories, PIECES, strict=True):
        by_story[story.id].add(piece.story)
    continued = [names for names in by_story.values() if any("/follow" in name for name in names)]

    assert len(continued) == sum(piece.variant == "follow" for piece in PIECES)
    assert all(len(names) == 1 for names in continued)


def test_continuations_that_repeat_are_linked(stories: list[Story]) -> None:
    """To the story they continue, never to another."""
    first = {
        piece.story: story.id
        for piece, story in zip(reversed(PIECES), reversed(stories), strict=True)
    }
    links = {
        piece.story: story.follows
        for piece, story in zip(PIECES, stories, strict=True)
        if piece.variant == "follow" and story.follows
    }

    assert len(links) >= 8
    assert links == {name: first[name.removesuffix("/follow")] for name in links}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_matters_little(seed: int) -> None:
    """A cut may come before the whole, a correction before what it corrects."""
    order = list(range(len(PIECES)))
    random.Random(seed).shuffle(order)  # noqa: S311
    found = told(order)

    assert pairs([story.id for story in found], [piece.story for piece in PIECES]).f1 >= 0.95


def test_after_three_days_a_copy_is_a_story_of_its_own() -> None:
    """What is printed again then is news again."""
    stage, signature = Stories(), piece_signed(PIECES[0], 0, hour=0)
    stage.step(signature)
    again = replace(signature, article_id="again", published=(signature.published or 0) + 73 * 3600)

    assert stage.step(again).outcome == "new"
