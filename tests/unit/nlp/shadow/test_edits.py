"""Edits of a text and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worker.nlp.shadow.edits import Edit, Edited


def test_a_span_of_the_new_text_finds_its_place_in_the_old_one() -> None:
    """Both halves of a joined word, and the whole of it."""
    edited = Edited("Raketen-\nangriff heute", [Edit(7, 9, "")])

    assert edited.text == "Raketenangriff heute"
    assert (edited.start(0), edited.end(7)) == (0, 7)
    assert (edited.start(7), edited.end(14)) == (9, 16)
    assert (edited.start(15), edited.end(20)) == (17, 22)


def test_a_shorter_letter_stands_for_the_longer_one() -> None:
    """The umlaut is both letters of its digraph."""
    edited = Edited("im Sueden", [Edit(4, 6, "ü")])

    assert edited.text == "im Süden"
    assert (edited.start(4), edited.end(5)) == (4, 6)


_PARTS = st.lists(
    st.tuples(st.text("ab ", max_size=5), st.sampled_from([("ue", "ü"), ("-\n", ""), ("A", "a")]))
)


@given(_PARTS)
def test_what_was_not_edited_comes_back_unchanged(parts: list[tuple[str, tuple[str, str]]]) -> None:
    """Every character between two edits is the same character in both texts."""
    text = ""
    edits: list[Edit] = []
    places: list[int] = []
    for kept, (old, new) in parts:
        places += range(len(text), len(text) + len(kept))
        text += kept
        edits.append(Edit(len(text), len(text) + len(old), new))
        text += old
    edited = Edited(text, edits)

    back = [edited.start(place) for place in range(len(edited.text))]
    assert [place for place in back if place in set(places)] == places
    assert [
        edited.end(place + 1) - 1 for place in range(len(edited.text)) if back[place] in places
    ] == places
