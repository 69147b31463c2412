"""Fingerprints, and what two of them say of their texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.stages.signatures.sketch import compare, facts, sketch

WORDS = [f"wort{number}" for number in range(300)]
OTHERS = [f"anders{number}" for number in range(300)]


def test_a_text_is_like_itself() -> None:
    """Everything is known and kept."""
    likeness = compare(sketch(WORDS), sketch(WORDS))

    assert (likeness.resemblance, likeness.known, likeness.kept, likeness.facts) == (1, 1, 1, 1)


def test_different_texts_share_nothing() -> None:
    """Nothing is known and nothing kept."""
    likeness = compare(sketch(WORDS), sketch(OTHERS))

    assert (likeness.known, likeness.kept, likeness.facts) == (0, 0, 0)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_part_is_contained_in_the_whole(share: float) -> None:
    """All of the part is known; of the whole the part keeps its share."""
    part = WORDS[: int(len(WORDS) * share)]
    likeness = compare(sketch(part), sketch(WORDS))

    assert likeness.known == pytest.approx(1, abs=0.2)
    assert likeness.kept == pytest.approx(share, abs=0.12)


def test_a_half_is_found_by_a_key() -> None:
    """Whoever looks a text up by the keys of its half finds it."""
    halves, whole = sketch(WORDS[:150]).keys, sketch(WORDS).keys

    assert any(one == other for one, other in zip(halves, whole, strict=True))


def test_numbers_and_long_words_are_facts() -> None:
    """By the first letters of a word, so that inflection does not matter."""
    assert facts(["der", "angriff", "auf", "42"]) == facts(["angriffe"[:6], "42"])
    assert facts(["angriffs"]) == facts(["angriffe"])


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=3), min_size=1, max_size=40))
def test_shares_are_shares(words: list[str]) -> None:
    """From 0 to 1 for every text, however short."""
    likeness = compare(sketch(words), sketch(words[: len(words) // 2 + 1]))

    for share in (likeness.resemblance, likeness.known, likeness.kept, likeness.facts):
        assert 0 <= share <= 1


def test_the_same_words_always_give_the_same_sketch() -> None:
    """It is stored, and compared with those of other versions: this value must never change."""
    assert sketch(["der", "angriff", "auf", "prag"]).keys[:2] == (3315965508, 3272086935)
