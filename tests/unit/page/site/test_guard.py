"""Who is let in, and with what."""

from __future__ import annotations

import orjson
import pytest

from tests.support.served import Served, served
from worker.page.site.options import CannotServe, SiteOptions
from worker.page.site.server import Site
from worker.page.site.token import COOKIE

SECRET = "a-secret-of-some-length"  # noqa: S105
GUARDED = SiteOptions(token=SECRET)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_nothing_but_reading_is_allowed(page: Served, method: str) -> None:
    """On any address, with or without a body."""
    async with page.client.request(method, "/api/snapshot", data=b"x" * 5_000) as answer:
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/api/snapshot", "/api/stream", "/static/app.js"])
async def test_a_stranger_name_is_misdirected(page: Served, path: str) -> None:
    """DNS rebinding: the address is ours, the name is not."""
    async with page.client.get(path, headers={"Host": "evil.example"}) as answer:
        assert answer.status == 421
        assert "page.hosts" in orjson.loads(await answer.read())["error"]
    async with page.client.get("/livez", headers={"Host": "pod-17"}) as answer:
        assert answer.status == 200


async def test_a_name_it_was_given_is_ours() -> None:
    """That of a proxy."""
    async with (
        served(SiteOptions(hosts=("news.example.org",))) as page,
        page.client.get("/", headers={"Host": "news.example.org"}) as answer,
    ):
        assert answer.status == 200


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [("cross-site", "no-cors", 403), ("cross-site", "navigate", 200), ("same-origin", "cors", 200)],
)
async def test_another_site_may_link_here_only(
    page: Served, site: str, mode: str, status: int
) -> None:
    """An image of /api/stream on a foreign page would take a place of ours."""
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}
    async with page.client.get("/api/operations", headers=headers) as answer:
        assert answer.status == status


@pytest.mark.parametrize("path", ["/", "/api/snapshot", "/api/stream", "/api/articles/a", "/none"])
@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer wrong", f"Basic {SECRET}", f"Bearer {SECRET[:-1]}"]
)
async def test_without_the_token_nothing_is_read(path: str, authorization: str) -> None:
    """Every address, and every way to be nearly right."""
    async with (
        served(GUARDED) as page,
        page.client.get(path, headers={"Authorization": authorization}) as answer,
    ):
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert SECRET not in await answer.text()


async def test_a_person_without_it_reads_a_sentence() -> None:
    """Not JSON."""
    async with (
        served(GUARDED) as page,
        page.client.get("/", headers={"Accept": "text/html,*/*"}) as answer,
    ):
        assert (answer.status, answer.content_type) == (401, "text/plain")
        assert "?token=" in await answer.text()


async def test_a_program_brings_the_token_in_a_header() -> None:
    """And gets no cookie."""
    async with (
        served(GUARDED) as page,
        page.client.get("/api/snapshot", headers={"Authorization": f"Bearer {SECRET}"}) as answer,
    ):
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers


async def test_a_person_brings_it_once_in_the_address() -> None:
    """It is taken out of the address for a cookie that no script and no other site can use."""
    async with served(GUARDED) as page:
        path = f"/?lang=de&token={SECRET}"
        async with page.client.get(path, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/?lang=de")
            cookie = answer.headers["Set-Cookie"]
        async with page.client.get("/") as answer:
            assert answer.status == 200

    assert SECRET not in cookie
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


async def test_behind_tls_the_cookie_is_for_tls_alone() -> None:
    """The proxy says so."""
    headers = {"X-Forwarded-Proto": "https"}
    async with (
        served(GUARDED) as page,
        page.client.get(f"/?token={SECRET}", headers=headers, allow_redirects=False) as answer,
    ):
        assert "Secure" in answer.headers["Set-Cookie"].split("; ")


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "//evil.example/%2f.."])
async def test_the_way_back_never_leads_elsewhere(path: str) -> None:
    """A second slash would make a path the name of a server."""
    async with (
        served(GUARDED) as page,
        page.client.get(f"{page.site.url}{path}?token={SECRET}", allow_redirects=False) as answer,
    ):
        location = answer.headers["Location"]
        assert answer.status == 303
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


async def test_a_wrong_token_in_the_address_is_refused_in_spite_of_a_cookie() -> None:
    """Whoever brings a new one wants to know whether it is right."""
    async with served(GUARDED) as page:
        async with page.client.get(f"/?token={SECRET}") as answer:
            assert answer.status == 200
        async with page.client.get("/?token=wrong") as answer:
            assert answer.status == 401
        async with page.client.get("/", cookies={COOKIE: "made.up"}) as answer:
            assert answer.status == 401


async def test_livez_needs_no_token() -> None:
    """A supervisor has none."""
    async with served(GUARDED) as page, page.client.get("/livez") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104
def test_others_are_not_served_without_a_token(host: str) -> None:
    """It is said before anything is bound."""
    with pytest.raises(CannotServe, match=r"set page\.token"):
        SiteOptions(host=host).check()
    SiteOptions(host=host, token=SECRET).check()


async def test_a_taken_port_is_a_clear_error(page: Served) -> None:
    """It names the setting."""
    port = int(page.site.url.rpartition(":")[2])
    with pytest.raises(CannotServe, match=r"set page\.port"):
        async with Site(page.desk, {}, SiteOptions(port=port)):
            pass
