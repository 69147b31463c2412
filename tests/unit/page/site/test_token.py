"""The token and the cookie that is given for it."""

from __future__ import annotations

import pytest

from worker.page.site.token import COOKIE_SECONDS, Token

SECRET = "a-secret-of-some-length"  # noqa: S105


def test_only_the_token_is_the_token() -> None:
    """Not its beginning, not nothing, not bytes that are no text."""
    token = Token(SECRET)

    assert token.admits(SECRET)
    assert not any(token.admits(other) for other in ("", SECRET[:-1], SECRET + "x", "\udcff", "ä"))


def test_a_cookie_is_good_for_a_week() -> None:
    """And not a second longer."""
    now = [1_700_000_000.0]
    token = Token(SECRET, clock=lambda: now[0])
    cookie = token.cookie()

    assert SECRET not in cookie
    now[0] += COOKIE_SECONDS - 1
    assert token.admits_cookie(cookie)
    now[0] += 1
    assert not token.admits_cookie(cookie)


@pytest.mark.parametrize("cookie", ["", ".", "9999999999", "9999999999.", "x.y", "-1.y", "٩.y"])
def test_a_made_up_cookie_is_none(cookie: str) -> None:
    """Nor is one for which the end was changed, or one of another token."""
    token = Token(SECRET)
    ends, _, signature = token.cookie().partition(".")

    assert not token.admits_cookie(cookie)
    assert not token.admits_cookie(f"{int(ends) + 1}.{signature}")
    assert not token.admits_cookie(Token("another-secret-of-it").cookie())
