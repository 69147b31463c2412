"""When it happened: expressions of time in the trigger's clause, relative to the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from worker.languages.cues import Cues, TimeKind
from worker.nlp.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(\d{1,2})\.?")
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)")
_NUMBERED = re.compile(r"(\d{1,2})\.(\d{1,2})\.")
#: Tokens from "vor" to its unit ("vor mehr als vier Monaten").
_REACH = 6
#: Days that news stay news.
_NEWS = 7
#: A count back by months or more is not exact to the day.
_LOOSE = 30


@dataclass(frozen=True, slots=True)
class When:
    """A day, month or year as ISO 8601 ``value``, and the tokens ``start`` to ``end`` that say it."""

    value: str
    precision: Literal["day", "month", "year"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relative:
    """A time that only a day of publication would make a date."""

    token: Token


def published_on(published_at: str | None) -> date | None:
    """The day of an RFC 3339 (or plain ISO) time, None where it cannot be read."""
    try:
        return date.fromisoformat((published_at or "")[:10])
    except ValueError:
        return None


def when(
    tokens: Sequence[Token], published: date | None, cues: Cues, *, ahead: bool
) -> When | Relative | None:
    """The first expression of time among the tokens of a clause; ``ahead`` reads a weekday forward."""
    relative: Relative | None = None
    for token in tokens:
        if not _may_tell(token, cues):
            continue
        found = _absolute(token, cues)
        if found is None and _is_relative(token, cues):
            if published is None:
                relative = relative or Relative(token)
                continue
            found = _relative(token, published, cues, ahead=ahead)
        if found is not None:
            return found
    return relative


def _may_tell(token: Token, cues: Cues) -> bool:
    """Whether a token can be a word of time at all: most are none, and need not be tried."""
    digits = token.text[:1].isdecimal()
    return digits or cues.is_time(token.lower_) or cues.is_time(token.lemma_.lower())


def is_past(when: When, published: date | None, *, slack: int = 0) -> bool:
    """Whether a time lies clearly before the news: a week before publication, an earlier month or year.

    Without a day of publication only what is dated to a year or month counts; news have a day.
    ``slack`` are days more that are allowed.
    """
    if published is None:
        return when.precision != "day"
    days = slack + (_NEWS if when.precision == "day" else 0)
    return when.value < _shifted_day(published, -days)[: len(when.value)]


def _shifted_day(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return day.isoformat()


def _absolute(token: Token, cues: Cues) -> When | None:
    numeric = _NUMERIC.fullmatch(token.text)
    if numeric is not None:
        return _day(int(numeric[3]), int(numeric[2]), int(numeric[1]), token.i, token.i + 1)
    if cues.time("month", token.text) is not None:
        return _named_month(token, cues)
    if _YEAR.fullmatch(token.text) and not _follows_month(token, cues):
        return When(token.text, "year", token.i, token.i + 1)
    return None


def _named_month(token: Token, cues: Cues) -> When | None:
    """A date with its month in words ("24. März 2014", "March 24, 2014"), None without a year."""
    doc, month = token.doc, cues.time("month", token.text) or 1
    year = next((t for t in doc[token.i + 1 : token.i + 4] if _YEAR.fullmatch(t.text)), None)
    if year is None:
        return None
    before = _DAY.fullmatch(doc[token.i - 1].text) if token.i else None
    after = _DAY.fullmatch(doc[token.i + 1].text)
    if before is not None:
        return _day(int(year.text), month, int(before[1]), token.i - 1, year.i + 1)
    if after is not None:
        return _day(int(year.text), month, int(after[1]), token.i, year.i + 1)
    return When(f"{year.text}-{month:02}", "month", token.i, year.i + 1)


def _follows_month(token: Token, cues: Cues) -> bool:
    before = token.doc[max(token.i - 3, 0) : token.i]
    return any(cues.time("month", t.text) is not None for t in before)


def _day(year: int, month: int, day: int, start: int, end: int) -> When | None:
    try:
        return When(date(year, month, day).isoformat(), "day", start, end)
    except ValueError:
        return None


def _is_relative(token: Token, cues: Cues) -> bool:
    kinds: tuple[TimeKind, ...] = ("weekday", "day_offset", "month")
    if any(
        cues.time(kind, word) is not None for kind in kinds for word in (token.text, token.lemma_)
    ):
        return True
    if cues.time("ago", token.lower_) is not None and _unit(token, cues) is not None:
        return True
    return _NUMBERED.fullmatch(token.text) is not None


def _relative(token: Token, published: date, cues: Cues, *, ahead: bool) -> When | None:
    for word in (token.text, token.lemma_):
        weekday, offset = cues.time("weekday", word), cues.time("day_offset", word)
        if weekday is not None:
            days = (
                (weekday - published.weekday()) % 7
                if ahead
                else -((published.weekday() - weekday) % 7)
            )
            return _shifted(published, days, token.i, token.i + 1)
        if offset is not None:
            return _shifted(published, offset, token.i, token.i + 1)
        month = cues.time("month", word)
        if month is not None:
            return _month_of(token, month, published, ahead=ahead)
    if (numbered := _NUMBERED.fullmatch(token.text)) is not None:
        return _numbered(token, int(numbered[1]), int(numbered[2]), published, ahead=ahead)
    unit = _unit(token, cues)
    return None if unit is None else _ago(token, unit, published, cues)


def _numbered(token: Token, day: int, month: int, published: date, *, ahead: bool) -> When | None:
    """A day and month in numbers ("11.9.") in the year that fits."""
    year = _year_of(month, published, ahead=ahead)
    return _day(year, month, day, token.i, token.i + 1)


def _month_of(token: Token, month: int, published: date, *, ahead: bool) -> When | None:
    """A month without a year: the last one that has begun, or the next."""
    before = _DAY.fullmatch(token.nbor(-1).text) if token.i else None
    after = _DAY.fullmatch(token.doc[token.i + 1].text) if token.i + 1 < len(token.doc) else None
    year = _year_of(month, published, ahead=ahead)
    if before is not None:
        return _day(year, month, int(before[1]), token.i - 1, token.i + 1)
    if after is not None and token.doc.lang_ == "en":
        return _day(year, month, int(after[1]), token.i, token.i + 2)
    return When(f"{year}-{month:02}", "month", token.i, token.i + 1)


def _year_of(month: int, published: date, *, ahead: bool) -> int:
    """The year of a month without one: that of its last beginning, or of its next."""
    if ahead and month < published.month:
        return published.year + 1
    return published.year - (not ahead and month > published.month)


def _shifted(published: date, days: int, start: int, end: int) -> When | None:
    try:
        return When((published + timedelta(days=days)).isoformat(), "day", start, end)
    except OverflowError:
        return None


def _unit(ago: Token, cues: Cues) -> Token | None:
    """The unit that a "vor" counts back by, a number between them; "ago" stands behind both."""
    near = list(ago.doc[ago.i + 1 : ago.i + _REACH])
    if ago.doc.lang_ == "en":
        near = list(ago.doc[max(ago.i - _REACH, 0) : ago.i])
        unit = near[-1] if near and cues.time("unit", near[-1].text) is not None else None
        return unit if any(_number(t, cues) for t in near[:-1]) else None
    for place, token in enumerate(near):
        if cues.time("unit", token.text) is not None:
            return token if any(_number(t, cues) for t in near[:place]) else None
    return None


def _number(token: Token, cues: Cues) -> int | None:
    if token.text.isdecimal() and len(token.text) <= 4:
        return int(token.text)
    return cues.time("number", token.lower_)


def _ago(ago: Token, unit: Token, published: date, cues: Cues) -> When | None:
    numbers = [t for t in _between(ago, unit) if _number(t, cues) is not None]
    length = cues.time("unit", unit.text) or 1
    count = _number(numbers[0], cues) or 1
    start, end = min(ago.i, numbers[0].i), max(ago.i, unit.i) + 1
    exact = _shifted(published, -count * length, start, end)
    if exact is None or length < _LOOSE:
        return exact
    if length == _LOOSE:
        return When(exact.value[:7], "month", exact.start, exact.end)
    return When(exact.value[:4], "year", exact.start, exact.end)


def _between(ago: Token, unit: Token) -> list[Token]:
    """Where the number stands: between "vor" and the unit, or before the unit and "ago"."""
    if ago.i < unit.i:
        return ago.doc[ago.i + 1 : unit.i]
    return ago.doc[max(ago.i - _REACH, 0) : unit.i]
