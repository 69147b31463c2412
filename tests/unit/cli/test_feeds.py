"""Feeds as they are found: RSS, Atom, headlines only, broken off, and no feed at all."""

from __future__ import annotations

import pytest

from worker.cli.failures import CommandError
from worker.cli.feeds import entries, identity

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Morgenblatt</title><language>de-DE</language>
<item><title>Kreml &lt;b&gt;droht&lt;/b&gt; der Nato</title><link>https://n.example/a</link>
<description>&lt;p&gt;Kurz.&lt;/p&gt;</description>
<content:encoded>&lt;p&gt;Moskau droht der Nato mit Vergeltung.&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;</content:encoded>
<pubDate>Wed, 29 Jun 2022 19:20:00 +0200</pubDate><author>A. Meier</author></item>
<item><title>Nur eine Zeile: Truppen ziehen ab</title><guid>tag:n.example,2022:7</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Post</title>
<entry><title>Truce holds</title><link href="https://p.example/1"/><id>1</id>
<updated>2024-05-02T08:00:00Z</updated><content type="text">The truce holds in the north.</content></entry>
</feed>"""


def test_an_entry_becomes_an_article() -> None:
    """The longest text wins over the teaser, scripts are gone, the date is the stated one in UTC."""
    article = next(entries(RSS.encode(), "rss"))

    assert article["title"] == "Kreml droht der Nato"
    assert (article["published_at"], article["published_trust"]) == (
        "2022-06-29T17:20:00+00:00",
        "feed",
    )
    assert "<p>Moskau droht der Nato mit Vergeltung.</p>" in article["html"]
    assert "script" not in article["html"]
    assert (article["url"], article["outlet"]) == ("https://n.example/a", "n.example")
    assert (article["language"], article["author"]) == ("de-DE", "A. Meier")


def test_a_headline_is_an_article_too() -> None:
    """Without an address the entry's own id tells it from others; no date is invented."""
    _, headline = entries(RSS.encode(), "rss")

    assert headline == {
        "id": "tag:n.example,2022:7",
        "title": "Nur eine Zeile: Truppen ziehen ab",
        "text": "Nur eine Zeile: Truppen ziehen ab",
        "language": "de-DE",
    }
    assert identity(headline) == "tag:n.example,2022:7"


def test_atom_with_plain_text() -> None:
    """Text stays text; ``updated`` is the date where nothing better is stated."""
    (article,) = entries(ATOM.encode(), "atom")

    assert article["text"] == "The truce holds in the north."
    assert article["published_at"] == "2024-05-02T08:00:00+00:00"


def test_a_feed_that_breaks_off_gives_what_came_before() -> None:
    """Half a download is better than none."""
    (article,) = entries(RSS.encode().partition(b"<item><title>Nur")[0], "rss")

    assert article["url"] == "https://n.example/a"


@pytest.mark.parametrize("content", [b"", b"<html><body>404</body></html>", b"/etc/passwd"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    """By its name; content is never taken for the name of a file."""
    with pytest.raises(CommandError, match=r"news\.xml: neither RSS nor Atom"):
        list(entries(content, "news.xml"))


def test_an_address_of_another_kind_is_left_out() -> None:
    """Whoever reads the events may click on it."""
    hostile = RSS.replace("https://n.example/a", "javascript:alert(1)")

    assert "url" not in next(entries(hostile.encode(), "rss"))
