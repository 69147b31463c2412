"""The readable part of a web page: article text and what it says of itself, without menus and footers.

The page is never completed from the network, and nothing here asks what day it is: the same page
gives the same text for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from worker.domain.errors import ArticleError
from worker.stages.clock import OutOfTime, limited

#: Largest page that is handed to the parser, in characters; news pages with inlined scripts stay below.
MAX_HTML = 2_000_000

#: Processor time that a page may take, hundreds of times what an ordinary one does.
SECONDS = 10.0

#: Where to look for the date: only in what the page says, never bounded by today (the default).
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_ITEM = "- "


@dataclass(frozen=True, slots=True)
class Readable:
    """What a person would read on a page; ``date`` is ISO 8601 ("2022-06-29"), ``url`` its own."""

    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    outlet: str | None = None


def read_html(html: str) -> Readable:
    """Text (one paragraph a block), headline, date, address and outlet of a page.

    Raises ArticleError("normalize/html") when the page is too large, takes too long or has no article text.
    """
    if len(html) > MAX_HTML:
        raise _error(f"the page has {len(html)} characters, allowed are {MAX_HTML}")
    try:
        with limited(SECONDS):
            page = _extract(html)
    except OutOfTime:
        raise _error(f"the page took more than {SECONDS:g} seconds to read") from None
    except Exception as error:  # a parser of hostile input may fail in any way
        raise _error(f"the page cannot be parsed: {type(error).__name__}: {error}") from error
    if page is None or not page.text:
        raise _error("no article text was found on the page: hand it in as text")
    return Readable(
        _paragraphs(page.text), page.title, page.date, page.url or None, page.sitename or None
    )


def _extract(html: str) -> Any:
    # Imported here: 0.2 s and 40 MB that a worker fed with plain text never needs.
    from trafilatura import bare_extraction

    return bare_extraction(
        html, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )


def _paragraphs(text: str) -> str:
    """One line a block, as trafilatura prints it, to paragraphs; bullets are not part of the text."""
    return "\n\n".join(line.removeprefix(_ITEM) for line in text.split("\n"))


def _error(problem: str) -> ArticleError:
    return ArticleError("normalize/html", problem)
