"""Whole articles with their events, in bounded memory."""

from __future__ import annotations

from worker.page.desk.texts import Texts
from worker.page.limits import Bound


def test_an_article_and_its_events_come_back_as_they_were() -> None:
    """Compressed in between."""
    texts = Texts(Bound(10, 100_000))
    texts.put_event("a", "e1", b'{"e":1}')
    texts.put_article("a", 5, b'{"a":1}')
    texts.put_event("a", "e2", b'{"e":2}')

    assert texts.get("a") == (b'{"a":1}', {"e1": b'{"e":1}', "e2": b'{"e":2}'})
    assert texts.get("b") is None


def test_events_alone_are_no_article() -> None:
    """They wait for it."""
    texts = Texts(Bound(10, 100_000))
    texts.put_event("a", "e1", b"{}")

    assert texts.get("a") is None


def test_a_newer_version_of_an_article_replaces_it() -> None:
    """An older one, read late, does not."""
    texts = Texts(Bound(10, 100_000))

    for timestamp, body in ((5, b"first"), (9, b"second"), (7, b"late")):
        texts.put_article("a", timestamp, body)

    assert texts.get("a") == (b"second", {})


def test_bytes_and_counts_are_bounded() -> None:
    """Bytes that do not compress, so that they count."""
    texts = Texts(Bound(5, 10_000))
    noise = bytes(number * number % 251 for number in range(3_000))

    for number in range(100):
        texts.put_article(f"{number}", number, noise + b"%d" % number)
        texts.put_event(f"{number}", "e", noise)
        texts.put_event(f"{number}", "e", noise)

    assert texts.get("99") is not None
    assert texts.get("50") is None
    assert 0 < texts.size <= 10_000
    assert 0 < len(texts) <= 5
    texts.clear()
    assert (len(texts), texts.size) == (0, 0)


def test_what_is_pushed_out_is_not_counted_any_more() -> None:
    """A thousand articles later the count is that of what is held: memory stays flat for ever."""
    texts = Texts(Bound(3, 1_000_000))
    for number in range(1_000):
        texts.put_event(f"{number}", "e", b"x" * (number % 50))
        texts.put_article(f"{number}", number, b"y" * (number % 90))
        texts.put_article(f"{number}", number, b"z" * (number % 70))
    again = Texts(Bound(3, 1_000_000))
    for number in range(997, 1_000):
        again.put_event(f"{number}", "e", b"x" * (number % 50))
        again.put_article(f"{number}", number, b"z" * (number % 70))

    assert texts.size == again.size
