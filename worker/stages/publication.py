"""When an article was published, and how far that can be trusted; never when it was collected.

The best source that says a day wins: the sender, the page's metadata, a dateline ("Moskau, 29. Juni 2022
(dpa) - "), the address ("/2022/06/29/"). A year that no online article can have is no date but a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from worker.domain.article import NoDate, RawArticle, Trust
from worker.languages.cues import cues
from worker.languages.tables import LANGUAGES
from worker.stages.html import Readable

#: First and last year of publication that is believed.
FIRST_YEAR, LAST_YEAR = 1980, 2100

_IN_URL = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
#: What an agency puts in front of a story: place, agency and date in either order, and a dash.
_DATELINE = re.compile(
    r"[^\W\d_][^\n,()\d]{1,40}(?: \([^()\n]{2,30}\))?, ([^\n()]{8,20}?)(?: \([^()\n]{2,30}\))? ?[-–—] "
)
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([^\W\d_]{3,9})\.? (\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2}),? (\d{4})")


@dataclass(frozen=True, slots=True)
class Publication:
    """``at`` is ISO 8601 as its source has it; without one, ``no_date`` says why."""

    at: str | None
    trust: Trust | None
    no_date: NoDate | None


def publication(raw: RawArticle, page: Readable, body: str) -> Publication:
    """The date of an article whose normalized text, without its title, is ``body``.

    What a sender gives is kept as it is, even where it is no date; only an implausible year takes it away.
    """
    implausible = False
    for at, trust in _candidates(raw, page, body):
        if is_plausible(at):
            return Publication(at, trust, None)
        implausible = True
    return Publication(None, None, "implausible" if implausible else "not_stated")


def is_plausible(at: str) -> bool:
    """Whether the year of an ISO date is one of online news; a text that is no date is not judged."""
    try:
        return FIRST_YEAR <= date.fromisoformat(at[:10]).year <= LAST_YEAR
    except ValueError:
        return True


def _candidates(raw: RawArticle, page: Readable, body: str) -> Iterator[tuple[str, Trust]]:
    if raw.published_at:
        yield raw.published_at, "feed" if raw.published_trust == "feed" else "given"
    if page.date:
        yield page.date, "metadata"
    if stated := _in_dateline(body):
        yield stated, "dateline"
    if stated := _in_url(raw.url or page.url or ""):
        yield stated, "url"


def _in_dateline(body: str) -> str | None:
    found = _DATELINE.match(body)
    if found is None:
        return None
    if numeric := _NUMERIC.fullmatch(found[1]):
        return _iso(numeric[3], numeric[2], numeric[1])
    if first := _DAY_FIRST.fullmatch(found[1]):
        return _iso(first[3], _month(first[2]), first[1])
    if first := _MONTH_FIRST.fullmatch(found[1]):
        return _iso(first[3], _month(first[1]), first[2])
    return None


def _in_url(url: str) -> str | None:
    found = _IN_URL.search(url)
    return _iso(*found.groups()) if found else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(name: str) -> str:
    """The number of a month; 0, which no date has, for any other word."""
    return str(_months().get(name.lower(), 0))


@cache
def _months() -> dict[str, int]:
    """The months of all languages: which one an article is in is not known yet."""
    return {word: n for code in LANGUAGES for word, n in cues(code).times["month"].items()}
