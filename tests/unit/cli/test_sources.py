"""Articles out of files: what each format holds."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from worker.cli import sources
from worker.cli.sources import Item

FEED = '<rss version="2.0"><channel><item><title>Truce</title></item></channel></rss>'


def found(content: bytes, name: str) -> list[Item]:
    """The articles of a file of that name."""
    return list(sources.read(io.BytesIO(content), name))


def test_json_lines_stay_byte_for_byte_and_tell_their_line() -> None:
    """Blank lines are counted but give nothing; a broken line is for the decoder to refuse."""
    content = b'{"id": 1,  "text":"a"}\n\nbroken\r\n{"text":"b"}'

    assert found(content, "news.jsonl") == [
        Item(b'{"id": 1,  "text":"a"}', "news.jsonl:1"),
        Item(b"broken", "news.jsonl:3"),
        Item(b'{"text":"b"}', "news.jsonl:4"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "documents"),
    [
        ("news.csv", "id,text\n1,a\n", [{"id": "1", "text": "a"}]),
        ("news.tsv", "id\ttext\n1\ta\n", [{"id": "1", "text": "a"}]),
        ("feed.rss", FEED, [{"title": "Truce", "text": "Truce"}]),
        ("feed.xml", FEED, [{"title": "Truce", "text": "Truce"}]),
        ("one.json", '{"text": "a"}', [{"text": "a"}]),
        ("many.json", '[{"text": "a"}, {"text": "b"}]', [{"text": "a"}, {"text": "b"}]),
        ("page.html", "<p>Moskau droht</p>", [{"html": "<p>Moskau droht</p>"}]),
        ("PAGE.HTM", "<p>a</p>", [{"html": "<p>a</p>"}]),
        ("plain.txt", "Moskau droht.\nDie Nato auch.", [{"text": "Moskau droht.\nDie Nato auch."}]),
        ("bom.txt", "\ufeffMoskau", [{"text": "Moskau"}]),
        ("stdin", '\n{"text": "a"}\n{"text": "b"}\n', [{"text": "a"}, {"text": "b"}]),
        ("stdin", '{\n "text": "a"\n}', [{"text": "a"}]),
        ("stdin", '[{"text": "a"}]', [{"text": "a"}]),
        ("stdin", "<html></html>", [{"html": "<html></html>"}]),
        ("stdin", "Moskau droht.", [{"text": "Moskau droht."}]),
        ("stdin", "", []),
        ("empty.jsonl", "", []),
    ],
)
def test_every_format_gives_articles(name: str, content: str, documents: list[object]) -> None:
    """The name decides; without a telling one the first byte that is not blank."""
    items = found(content.encode(), name)

    assert [json.loads(item.value) for item in items] == documents


def test_packed_files_are_read_like_others() -> None:
    """The name without .gz decides."""
    lines = gzip.compress(b'{"text":"a"}\n')

    assert found(lines, "news.jsonl.gz") == [Item(b'{"text":"a"}', "news.jsonl.gz:1")]


def test_a_page_may_be_in_another_encoding() -> None:
    """As browsers read it."""
    (item,) = found("<p>München</p>".encode("latin-1"), "page.html")

    assert json.loads(item.value) == {"html": "<p>München</p>"}


def test_elements_of_an_array_tell_their_place() -> None:
    """What is refused later can be found again."""
    items = found(b'[{"text":"a"},3]', "many.json")

    assert [item.origin for item in items] == ["many.json[1]", "many.json[2]"]


@pytest.mark.parametrize(("name", "content"), [("a.json", b"{broken"), ("a.txt", b"M\xfcnchen")])
def test_what_cannot_be_read_is_handed_on_to_be_refused(name: str, content: bytes) -> None:
    """One place decides what is an article: the decoder."""
    assert found(content, name) == [Item(content, name)]


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [("a.jsonl", "{}\n{}\n", 2), ("a.html", "", 1), ("a.json", "", None)],
)
def test_the_number_of_articles_is_told_where_it_is_cheap(
    tmp_path: Path, name: str, content: str, count: int | None
) -> None:
    """A progress bar needs it before the file is read."""
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert sources.count_lines(tmp_path / name) == count


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("a.jsonl", [b"{broken", b"<p>"]),
        ("stdin", [b"{broken", b"<p>"]),
        ("a.html", [b"{broken\n<p>\n"]),
    ],
)
def test_raw_bytes_are_left_as_they_are(name: str, values: list[bytes]) -> None:
    """For those who want to see what the worker makes of poison."""
    items = sources.read_raw(io.BytesIO(b"{broken\n<p>\n"), name)

    assert [item.value for item in items] == values
