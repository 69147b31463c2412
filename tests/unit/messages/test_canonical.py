"""Canonical URLs."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worker.messages.canonical import canonical_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ex.org/a", "https://ex.org/a"),
        ("HTTPS://EX.org/A", "https://ex.org/A"),
        ("https://ex.org", "https://ex.org/"),
        ("  https://ex.org/a\n", "https://ex.org/a"),
        ("https://ex.org:443/a", "https://ex.org/a"),
        ("http://ex.org:443/a", "http://ex.org:443/a"),
        ("https://ex.org/a#top", "https://ex.org/a"),
        ("https://ex.org/a?utm_source=x&UTM_Medium=y&fbclid=z", "https://ex.org/a"),
        ("https://ex.org/a?id=2&b=1&&utm_id=3", "https://ex.org/a?b=1&id=2"),
        ("https://ex.org/a?reference=1", "https://ex.org/a?reference=1"),
        ("https://user:pw@ex.org/a", "https://ex.org/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_links_to_one_article_become_one(url: str, expected: str) -> None:
    """What does not change the page is gone; what does is kept."""
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "url", ["", "n/a", "ex.org/a", "mailto:a@ex.org", "http://", "http://[::1", "http://a:b/"]
)
def test_what_names_no_page_gives_nothing(url: str) -> None:
    """Such a value must not become the id that many articles share."""
    assert canonical_url(url) is None


@given(st.text(max_size=60) | st.text(max_size=60).map("http://ex.org/".__add__))
@example("HTTP://0/ #")
def test_a_canonical_url_is_its_own(url: str) -> None:
    """Any text is survived, and a second pass changes nothing."""
    canonical = canonical_url(url)

    assert canonical is None or canonical_url(canonical) == canonical
