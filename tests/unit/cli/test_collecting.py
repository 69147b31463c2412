"""What is delivered, and what was delivered before: files and feeds on a real HTTP server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from worker.cli.collecting import Collection
from worker.cli.failures import CommandError
from worker.cli.journal import Feed, Journal
from worker.cli.mapping import FieldMap

_ENTRY = "<item><title>Nummer {0}: Truppen rücken vor</title><guid>{0}</guid></item>"


class _Feeds(BaseHTTPRequestHandler):
    """One feed that grows; knows its own version, and counts who came with it."""

    entries = 1
    unchanged = 0

    def do_GET(self) -> None:
        version = f'"{type(self).entries}"'
        if self.path != "/feed":
            self.send_error(404, "gone")
        elif self.headers["If-None-Match"] == version:
            type(self).unchanged += 1
            self.send_response(304)
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("ETag", version)
            self.end_headers()
            items = "".join(map(_ENTRY.format, range(type(self).entries)))
            self.wfile.write(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a feed with one entry."""
    _Feeds.entries, _Feeds.unchanged = 1, 0
    with ThreadingHTTPServer(("127.0.0.1", 0), _Feeds) as web:
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()
        thread.join()


def _deliver(collection: Collection, urls: list[str]) -> tuple[list[str], list[str]]:
    """The ids that a delivery would send now, and what it complains about."""
    problems: list[str] = []
    items = list(collection.from_feeds(urls, delay=0, complain=problems.append))
    collection.advance(len(items))
    collection.save()
    return [item.origin.rsplit(" ", 1)[1] for item in items], problems


def test_a_feed_gives_each_entry_once(server: str) -> None:
    """The second time nothing is new, and the server says so; then there is one more entry."""
    collection = Collection(Journal())
    url = f"{server}/feed"

    assert _deliver(collection, [url]) == (["0"], [])
    assert _deliver(collection, [url]) == ([], [])
    assert _Feeds.unchanged == 1
    _Feeds.entries = 2
    assert _deliver(collection, [url]) == (["1"], [])


def test_what_was_not_delivered_comes_again(server: str, tmp_path: Path) -> None:
    """The broker failed after the feed was read: the next program must not be told that nothing changed."""
    journal, url = tmp_path / "progress.json", f"{server}/feed"
    failed = Collection(Journal.open(journal))
    assert len(list(failed.from_feeds([url], delay=0, complain=print))) == 1
    failed.save()

    assert _deliver(Collection(Journal.open(journal)), [url]) == (["0"], [])


def test_a_feed_that_fails_holds_no_other_up(server: str) -> None:
    """It is named with the server's answer."""
    found, problems = _deliver(Collection(Journal()), [f"{server}/gone", f"{server}/feed"])

    assert (found, problems) == (["0"], [f"{server}/gone: the server answered 404 gone"])


def test_a_server_that_is_not_there_is_named() -> None:
    """No traceback."""
    found, (problem,) = _deliver(Collection(Journal()), ["http://127.0.0.1:9/feed"])

    assert found == []
    assert problem.startswith("http://127.0.0.1:9/feed: ")


def test_a_delivery_goes_on_where_it_ended(tmp_path: Path) -> None:
    """Two of three articles were done with; another program begins with the third."""
    file, journal = tmp_path / "news.jsonl", tmp_path / "progress.json"
    file.write_text('{"body": "a"}\n{"body": "b"}\n{"body": "c"}\n', "utf-8")
    fields = FieldMap.of(["body=text"])
    first = Collection(Journal.open(journal), fields)
    assert len(list(first.from_files([file]))) == 3
    first.advance(2)
    first.save()

    again = Collection(Journal.open(journal), fields)

    assert [item.value for item in again.from_files([file])] == [b'{"text":"c"}']


def test_a_journal_keeps_feeds(tmp_path: Path) -> None:
    """Validators and entries, by URL."""
    journal = Journal(tmp_path / "progress.json")
    journal.feed("http://n.example").etag = '"7"'
    journal.feed("http://n.example").remember(["a", "b", "a"])
    journal.save()

    kept = Journal.open(journal.path).feeds

    assert kept == {"http://n.example": Feed(etag='"7"', modified="", seen=["a", "b"])}


@pytest.mark.parametrize("content", ["", "[]", '{"files": 1}', '{"files": {}, "feeds": {"a": 1}}'])
def test_a_file_of_another_kind_is_no_journal(tmp_path: Path, content: str) -> None:
    """It is not overwritten: it may be somebody's articles."""
    file = tmp_path / "news.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(CommandError, match=r"news\.jsonl is no record of progress"):
        Journal.open(file)
