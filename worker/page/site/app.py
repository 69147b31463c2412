"""The addresses of the page: /, /static/, /api/ and /livez."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from worker.page.desk.desk import Desk
from worker.page.site import answers, assets
from worker.page.site.assets import Asset
from worker.page.site.feed import Feed
from worker.page.site.guard import LIVE, guard, harden
from worker.page.site.hosts import Hosts
from worker.page.site.snapshots import Snapshots
from worker.page.site.stream import Streams
from worker.page.site.token import Token

_INDEX = "index.html"
_NO_ARTICLE = (
    "this article is not held here any more, or never came; articles.enriched may still have it"
)


def application(
    desk: Desk, feed: Feed, files: Mapping[str, Asset], *, hosts: Hosts, token: Token | None
) -> web.Application:
    """The application that serves ``desk`` to whom ``hosts`` and ``token`` let in."""
    app = web.Application(middlewares=[guard(hosts, token)], client_max_size=1_024)
    app.on_response_prepare.append(harden)
    snapshots = Snapshots(desk)
    streams = Streams(feed, most=desk.limits.clients)

    async def index(request: web.Request) -> web.Response:
        return assets.answer(request, files, _INDEX)

    async def static(request: web.Request) -> web.Response:
        return assets.answer(request, files, request.match_info["path"])

    async def article(request: web.Request) -> web.StreamResponse:
        found = desk.article(request.match_info["id"])
        if found is None:
            return answers.refusal(404, _NO_ARTICLE)
        return await answers.document(request, found)

    async def operations(request: web.Request) -> web.StreamResponse:
        return await answers.document(request, desk.operations())

    async def live(request: web.Request) -> web.StreamResponse:
        return await answers.document(request, b'{"live":true}')

    app.router.add_get("/", index)
    app.router.add_get("/static/{path:.+}", static)
    app.router.add_get("/api/snapshot", snapshots.answer)
    app.router.add_get("/api/stream", streams.answer, allow_head=False)
    app.router.add_get("/api/articles/{id:.+}", article)
    app.router.add_get("/api/operations", operations)
    app.router.add_get(LIVE, live)
    return app
