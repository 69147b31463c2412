"""Where a date of publication comes from, and when there is none."""

from __future__ import annotations

import pytest

from worker.domain.article import RawArticle
from worker.stages.html import Readable
from worker.stages.publication import Publication, publication

DATELINE = "Moskau, 29. Juni 2022 (dpa) - Russland droht der Nato."
URL = "https://n.example/politik/2022/06/30/russland-droht"


def _published(
    *, raw: RawArticle | None = None, page: Readable | None = None, body: str = "Text."
) -> Publication:
    return publication(raw or RawArticle(id="a"), page or Readable(""), body)


def test_the_best_source_wins() -> None:
    """Sender, page, dateline, address: each counts only where those before it are silent."""
    raw = RawArticle(id="a", published_at="2022-06-28T10:00:00Z", url=URL)
    silent, page = RawArticle(id="a", url=URL), Readable("", date="2022-06-27")

    found = [
        _published(raw=raw, page=page, body=DATELINE),
        _published(raw=silent, page=page, body=DATELINE),
        _published(raw=silent, body=DATELINE),
        _published(raw=silent),
        _published(),
    ]

    assert found == [
        Publication("2022-06-28T10:00:00Z", "given", None),
        Publication("2022-06-27", "metadata", None),
        Publication("2022-06-29", "dateline", None),
        Publication("2022-06-30", "url", None),
        Publication(None, None, "not_stated"),
    ]


def test_the_date_of_a_feed_is_told_apart() -> None:
    """Whoever collected it says so."""
    raw = RawArticle(id="a", published_at="2022-06-28T10:00:00Z", published_trust="feed")

    assert _published(raw=raw).trust == "feed"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Berlin (dpa), 3.7.2022 – Die Nato berät.", "2022-07-03"),
        ("KYIV, 1 July 2022 - Heavy fighting.", "2022-07-01"),
        ("MOSCOW, June 29, 2022 (AP) — Russia warned.", "2022-06-29"),
        ("Wien, 31. Juni 2022 (APA) - Ein Tag, den es nicht gibt.", None),
        ("Berlin (dpa) - Am 29. Juni 2022 drohte Moskau.", None),
        ("Am 29. Juni 2022 drohte Moskau.", None),
        ("Am 29. Juni 2022 drohte Moskau - wieder einmal - der Nato.", None),
        ("Die Nato, 29. Juni 2022 in Madrid vereint - das war neu.", None),
        ("Moskau, 29. Juni (dpa) - Ohne Jahr.", None),
    ],
)
def test_datelines(body: str, expected: str | None) -> None:
    """Only what stands before the dash; a date in the story may be any."""
    assert _published(body=body).at == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, "2022-06-30"),
        ("https://n.example/2022-06-30-lage", "2022-06-30"),
        ("https://n.example/a/20220630_lage.html", "2022-06-30"),
        ("https://n.example/artikel-12345678", None),
        ("https://n.example/2022/13/01/x", None),
    ],
)
def test_addresses(url: str, expected: str | None) -> None:
    """Year, month and day in a row; numbers of articles are none."""
    assert _published(raw=RawArticle(id="a", url=url)).at == expected


def test_an_implausible_year_is_no_date() -> None:
    """An epoch of zero is the commonest mistake; the next source is asked."""
    raw = RawArticle(id="a", published_at="1970-01-01T00:00:00Z")

    assert _published(raw=raw) == Publication(None, None, "implausible")
    assert _published(raw=raw, body=DATELINE).at == "2022-06-29"


def test_what_is_no_date_is_kept_as_given() -> None:
    """The sender may know what it means."""
    raw = RawArticle(id="a", published_at="heute früh")

    assert _published(raw=raw) == Publication("heute früh", "given", None)
