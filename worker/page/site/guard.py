"""What every request passes before it is answered, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from worker.page.site.answers import refusal
from worker.page.site.hosts import Hosts
from worker.page.site.token import COOKIE, COOKIE_SECONDS, Token

#: Asked by supervisors under any name and without a token; it says nothing else than that we live.
LIVE = "/livez"
_METHODS = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers that every answer has."""
    response.headers.update(HEADERS)
    response.headers.pop(hdrs.SERVER, None)


def guard(hosts: Hosts, token: Token | None) -> Callable[..., Awaitable[web.StreamResponse]]:
    """A middleware that lets through what may be asked, by whom."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method not in _METHODS:
            return refusal(405, "this page is only read: GET and HEAD", Allow=", ".join(_METHODS))
        if request.path != LIVE:
            if (refused := _stranger(request, hosts)) is not None:
                return refused
            if token is not None and not _known(request, token):
                return _admit(request, token)
        return await _answered(request, handler)

    return check


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return refusal(error.status, error.reason.lower())


def _stranger(request: web.Request, hosts: Hosts) -> web.Response | None:
    host = request.headers.get(hdrs.HOST, "")
    if not hosts.admits(host):
        return refusal(
            421, "this server does not go by that name; page.hosts names those it answers to"
        )
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site == "cross-site" and request.headers.get("Sec-Fetch-Mode") != "navigate":
        return refusal(403, "another site may link here, not read here")
    return None


def _known(request: web.Request, token: Token) -> bool:
    scheme, _, value = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() == "bearer" and token.admits(value.strip()):
        return True
    return "token" not in request.query and token.admits_cookie(request.cookies.get(COOKIE, ""))


def _unknown(request: web.Request) -> web.Response:
    why = "this page asks for its token: open it once with ?token=..., or send it as a bearer token"
    challenge = 'Bearer realm="escalation-worker"'
    if "text/html" not in request.headers.get(hdrs.ACCEPT, ""):
        return refusal(401, why, WWW_Authenticate=challenge)
    headers = {hdrs.WWW_AUTHENTICATE: challenge, hdrs.CACHE_CONTROL: "no-store"}
    return web.Response(status=401, text=why, headers=headers)


def _admit(request: web.Request, token: Token) -> web.Response:
    """Give a cookie for the token in the address and take it out of the address; 401 without one."""
    if not token.admits(request.query.get("token", "")):
        return _unknown(request)
    rest = request.rel_url.without_query_params("token").raw_path_qs
    # One slash: a second would make what follows the name of another server.
    response = web.Response(status=303, headers={hdrs.LOCATION: "/" + rest.lstrip("/\\")})
    response.headers[hdrs.CACHE_CONTROL] = "no-store"
    response.set_cookie(
        COOKIE,
        token.cookie(),
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=request.secure or request.headers.get("X-Forwarded-Proto") == "https",
    )
    return response
