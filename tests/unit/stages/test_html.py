"""The readable part of web pages, good ones and hostile ones."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import RawArticle
from worker.domain.errors import ArticleError
from worker.stages import html
from worker.stages.clock import limited
from worker.stages.html import MAX_HTML, Readable, read_html
from worker.stages.normalize import normalize

_SENTENCE = (
    "Die Regierung in Rom hat am Dienstag neue Regeln für die Einfuhr von Stahl beschlossen."
)
_PAGE = f"""<!doctype html><html><head><title>Rom regelt Stahl | Blatt</title>
<meta property="og:title" content="Rom regelt Stahl">
<meta property="og:site_name" content="Blatt">
<link rel="canonical" href="https://blatt.example.org/stahl">
<meta property="article:published_time" content="2093-03-04T10:00:00+01:00">
<script>var secret = "tracking";</script></head><body><nav><a href="/">Start</a></nav>
<article><h1>Rom regelt Stahl</h1><p>{_SENTENCE}</p><p>Zweitens: {_SENTENCE}</p>
<ul><li>Erstens dies.</li></ul></article><footer>Impressum</footer></body></html>"""

#: Broken markup with some words in it.
_MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<div", ">", "<!--", "<![CDATA[", "&#0;", "&", _SENTENCE])
    | st.text(max_size=5)
).map("".join)


def test_page() -> None:
    """Headline, paragraphs, date and origin come out; menu and script do not; the year may be far."""
    text = f"Rom regelt Stahl\n\n{_SENTENCE}\n\nZweitens: {_SENTENCE}\n\nErstens dies."
    expected = Readable(
        text, "Rom regelt Stahl", "2093-03-04", "https://blatt.example.org/stahl", "Blatt"
    )
    assert expected == read_html(_PAGE)


def test_page_fills_gaps_only() -> None:
    """A title and a date that came with the article win over those of the page."""
    raw = RawArticle(id="a", html=_PAGE, title="Stahl", published_at="2024-01-02T03:04:05Z")
    article = normalize(raw)
    assert article.text[: article.title_end] == "Stahl"
    assert (article.published_at, article.outlet) == ("2024-01-02T03:04:05Z", "Blatt")


def test_page_title_is_not_doubled() -> None:
    """The headline of the page stands once, as the title."""
    article = normalize(RawArticle(id="a", html=_PAGE))
    assert (
        article.text[: article.title_end],
        article.text.count("Rom regelt Stahl"),
    ) == ("Rom regelt Stahl", 1)


def test_text_wins() -> None:
    """Where both are given the page is not even parsed."""
    assert normalize(RawArticle(id="a", text="Klartext", html="<")).text == "Klartext"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<p>" + "x" * MAX_HTML, "allowed are"),
        ("<html><body><script>let a = 1;</script></body></html>", "no article text"),
        ("<div>" * 20_000 + "tief", "no article text"),
        ("\0<", "no article text"),
    ],
)
def test_unreadable_page(page: str, message: str) -> None:
    """A page too large, empty or nested beyond reason is refused with the one code for it."""
    with pytest.raises(ArticleError, match=message) as error:
        read_html(page)
    assert error.value.code == "normalize/html"


def test_a_page_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the parser catches every error that it meets."""

    def endless(_html: str) -> None:
        while True:
            with suppress(Exception):
                sum(range(1_000))

    monkeypatch.setattr(html, "SECONDS", 0.05)
    monkeypatch.setattr(html, "_extract", endless)
    with pytest.raises(ArticleError, match=r"took more than 0\.05 seconds") as error:
        read_html(_PAGE)
    assert error.value.code == "normalize/html"


def test_the_limit_ends_with_the_page() -> None:
    """What comes after it may take its time."""
    with limited(0.02):
        pass
    started = time.process_time()
    while time.process_time() < started + 0.1:
        pass


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that points elsewhere is read without opening a single connection."""
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: opened.append(address))
    linked = _PAGE.replace(
        "<article>", '<base href="http://a.example.org/"><img src="b.png"><article>'
    )
    read_html(
        linked.replace("<head>", '<head><link rel="canonical" href="http://a.example.org/c">')
    )
    assert opened == []


@given(_MARKUP)
def test_any_markup(page: str) -> None:
    """Whatever the markup, the page is read or refused, twice in the same way."""
    assert _attempt(page) == _attempt(page)


def _attempt(page: str) -> Readable | str:
    try:
        return read_html(page)
    except ArticleError as error:
        return error.code
