"""What is at each address, asked over HTTP."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import orjson
import pytest
from yarl import URL

from tests.support.served import Served
from tests.support.shown import article, event, record
from worker.page.site.guard import HEADERS


async def test_the_page_itself_is_at_the_root(page: Served) -> None:
    """It is kept, and asked for again each time."""
    async with page.client.get("/", headers={"Accept-Encoding": "identity"}) as answer:
        assert (await answer.read()).startswith(b"<!doctype html>")
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-cache"
        tag = answer.headers["ETag"]
    async with page.client.get("/", headers={"If-None-Match": tag}) as again:
        assert (again.status, await again.read()) == (304, b"")


async def test_files_are_compressed_for_who_takes_it(page: Served) -> None:
    """And are the same bytes."""
    async with page.client.get("/", headers={"Accept-Encoding": "gzip, br"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(await packed.read()).startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    "path",
    ["/static/..%2f..%2fguard.py", "/static/%2e%2e/server.py", "/static//etc/passwd", "/static/",
     "/static/app.js%00", "/nothing", "/api/", "/metrics"],
)  # fmt: skip
async def test_nothing_else_is_there(page: Served, path: str) -> None:
    """Files are looked up by name, not on the disk."""
    async with page.client.get(URL(f"{page.site.url}{path}", encoded=True)) as answer:
        assert answer.status == 404
        assert "error" in orjson.loads(await answer.read())


@pytest.mark.parametrize(
    "path", ["/", "/static/app.js", "/api/snapshot", "/api/articles/none", "/nothing", "/livez"]
)
async def test_every_answer_has_the_headers_of_a_hardened_page(page: Served, path: str) -> None:
    """Errors too."""
    async with page.client.get(path) as answer:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Server" not in answer.headers
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


async def test_a_snapshot_is_the_desk_as_json(page: Served) -> None:
    """Never kept by a cache."""
    page.desk.take([event(1), article(1)])

    async with page.client.get("/api/snapshot") as answer:
        found = orjson.loads(gzip.decompress(await answer.read()))
        assert answer.headers["Cache-Control"] == "no-store"

    assert (len(found["events"]), len(found["articles"])) == (1, 1)
    assert found["epoch"] == page.desk.epoch


async def test_a_large_snapshot_arrives_whole(page: Served) -> None:
    """It is sent in pieces."""
    page.desk.take([event(number) for number in range(1_500)])

    async with page.client.get("/api/snapshot", headers={"Accept-Encoding": ""}) as answer:
        body = await answer.read()

    assert len(body) == int(answer.headers["Content-Length"]) > 2**20
    assert len(orjson.loads(body)["events"]) == 1_500


@pytest.mark.parametrize("name", ["https://a.example/b?c=d&e#f", "ä/%2F ..", "a+b", "<script>"])
async def test_an_article_is_found_by_any_id(page: Served, name: str) -> None:
    """An id may be a URL."""
    document = {
        "id": name,
        "language": "de",
        "score": {"value": 1, "level": 1, "direction": "mixed"},
    }
    page.desk.take([record("articles.enriched", document | {"events": [], "text": "Text"})])

    url = URL(f"{page.site.url}/api/articles/{quote(name, safe='')}", encoded=True)
    async with page.client.get(url) as answer:
        found = orjson.loads(await answer.read())

    assert (found["record"]["id"], found["events"]) == (name, [])


async def test_an_article_that_is_not_held_is_a_404_that_says_so(page: Served) -> None:
    """It may still be on its topic."""
    async with page.client.get("/api/articles/none") as answer:
        assert answer.status == 404
        assert "articles.enriched" in orjson.loads(await answer.read())["error"]


async def test_operations_and_livez_answer(page: Served) -> None:
    """Figures for scripts, life for supervisors."""
    async with page.client.get("/api/operations") as answer:
        assert orjson.loads(await answer.read())["kafka"] == "down"
    async with page.client.get("/livez") as answer:
        assert (answer.status, await answer.read()) == (200, b'{"live":true}')
    async with page.client.head("/api/snapshot") as answer:
        assert (answer.status, await answer.read()) == (200, b"")
