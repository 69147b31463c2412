"""How an article is parted into windows that the encoder reads one by one."""

from __future__ import annotations

from worker.nlp.encoder.windows import Window, windows


def test_a_short_article_is_one_window() -> None:
    """It has all the context there is."""
    assert list(windows([10, 20, 30], lead=2, limit=100)) == [Window((), 0, 3)]


def test_later_windows_begin_with_the_lead_and_the_sentence_before() -> None:
    """Their own sentences are those that no window has had."""
    assert list(windows([10, 10, 30, 30, 30, 20], lead=2, limit=80)) == [
        Window((), 0, 4),
        Window((0, 1, 3), 4, 5),
        Window((0, 1, 4), 5, 6),
    ]


def test_each_sentence_is_read_once() -> None:
    """Also where one is longer than a window, and where the lead is too long to come along."""
    sizes = [200, 50, 700, 90, 90, 90, 300, 10]
    made = list(windows(sizes, lead=2))
    assert [i for window in made for i in range(window.start, window.end)] == list(range(8))
    assert all(not window.context or 0 not in window.context for window in made)


def test_an_empty_article_has_no_window() -> None:
    """There is nothing to read."""
    assert list(windows([], lead=2)) == []
