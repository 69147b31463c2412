"""The articles that are measured."""

from __future__ import annotations

from pathlib import Path

from bench.articles import Sample, sample, words
from worker.messages.raw import decode


def test_every_part_has_the_next_articles() -> None:
    """And the last starts over where there are no more."""
    letters = Sample("letters", [b"a", b"b", b"c"])

    assert [letters.part(number, 2) for number in range(2)] == [[b"a", b"b"], [b"c", b"a"]]


def test_real_articles_are_taken_where_they_are(tmp_path: Path) -> None:
    """Line by line, as they are."""
    file = tmp_path / "articles" / "wikinews_de.jsonl"
    file.parent.mkdir()
    file.write_bytes(b'{"text": "eins"}\n{"text": "zwei"}\n')

    found = sample(tmp_path)

    assert (found.source, found.values) == (
        "wikinews_de.jsonl, German Wikinews",
        [b'{"text": "eins"}', b'{"text": "zwei"}'],
    )


def test_else_the_german_seeds_are_taken(tmp_path: Path) -> None:
    """All of them are articles that the worker reads."""
    found = sample(tmp_path)

    assert found.source == "the German articles of seeds/, repeated"
    assert {decode(value).language for value in found.values} == {"de"}


def test_words_of_title_and_text_count() -> None:
    """A title is no must."""
    assert words(b'{"title": "Drei W\\u00f6rter da", "text": "und zwei"}') == 5
    assert words(b'{"text": "und zwei"}') == 2
