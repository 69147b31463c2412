"""The token of a page that others can reach, and the cookie that a browser gets for it."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable

_DAYS = 7
COOKIE_SECONDS = _DAYS * 24 * 3600
COOKIE = "escalation_page"


class Token:
    """Checks what a request brings. ``clock`` gives seconds since 1970.

    The cookie is not the token: it ends after a week, and is worth nothing for another token.
    """

    def __init__(self, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret.encode()
        self._clock = clock

    def admits(self, token: str) -> bool:
        """Whether this is the token; how long that takes says nothing of it."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._secret)

    def cookie(self) -> str:
        """The value of a new cookie."""
        ends = str(int(self._clock()) + COOKIE_SECONDS)
        return f"{ends}.{self._sign(ends)}"

    def admits_cookie(self, cookie: str) -> bool:
        """Whether a cookie is one of ours and has not ended."""
        ends, _, signature = cookie.partition(".")
        if not (ends.isascii() and ends.isdigit() and len(ends) <= 12):
            return False
        signed = hmac.compare_digest(
            signature.encode("utf-8", "replace"), self._sign(ends).encode()
        )
        return signed and int(ends) > self._clock()

    def _sign(self, ends: str) -> str:
        return hmac.new(self._secret, f"page-cookie/{ends}".encode(), hashlib.sha256).hexdigest()
