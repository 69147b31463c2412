"""The one text of an article that every offset points into.

Normalization is a pure function and idempotent: the text of an article that was normalized once stays
as it is. What is no part of the story is taken out first, and told beside the text. What an agency puts in
front of it ("Moskau (dpa) - ") stays: it says where and when.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from worker.domain.article import Article, RawArticle
from worker.domain.errors import ArticleError
from worker.messages.raw import Limits
from worker.stages.boilerplate import strip
from worker.stages.html import Readable, read_html
from worker.stages.mojibake import repaired
from worker.stages.publication import publication

#: Longest title and longest text, in code points before normalization: decode's bound on ``text``, which
#: here holds for titles and web pages too.
MAX_CHARACTERS = Limits().text_characters

#: ISO 639-3 for an article whose language nobody has named yet.
UNDETERMINED = "und"

#: Line ends of Unix, Windows, old Macs, teletypes (VT, FF), IBM (NEL) and Unicode (LS, PS).
_LINE_END = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")

#: What nobody sees: control characters, soft hyphen, the zero-width family, directional marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
#: A soft hyphen that was printed: the line end behind it is none either.
_BROKEN_WORD = re.compile("\xad *\n *")
#: Runs of blanks of any width (non-breaking, thin, ideographic ...) that become one space.
_BLANKS = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTRA_LINES = re.compile("\n{3,}")
#: The second changes nothing, but for texts that are made to.
_ROUNDS = 4
_UNICODE_HYPHEN = "\u2010", "\u2011"


def normalize(raw: RawArticle) -> Article:
    """The article with its text normalized and its title in front, language as declared or "und".

    Text wins over HTML where both are given; what a page says of itself fills only gaps. Raises
    ArticleError: ``decode/too_large`` beyond MAX_CHARACTERS, ``normalize/html`` for an unreadable page.
    """
    page = _readable(raw)
    title = clean_line(_bounded(raw.title or page.title or ""))
    body, removed = strip(_without_title(clean(_bounded(page.text)), title), titled=bool(title))
    body = _EXTRA_LINES.sub("\n\n", body).strip("\n")
    text = f"{title}\n\n{body}" if title and body else title or body
    published = publication(raw, page, body)
    return Article(
        id=raw.id,
        text=text,
        title_end=len(title),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=raw.language or UNDETERMINED,
        url=raw.url or page.url,
        published_at=published.at,
        published_trust=published.trust,
        no_published_at=published.no_date,
        removed=removed,
        outlet=raw.outlet or page.outlet,
        author=raw.author,
        extra=raw.extra,
    )


def clean(text: str) -> str:
    """``text`` in NFC: plain spaces and line ends, nothing invisible, trimmed lines, one blank line.

    What was decoded in a wrong encoding is repaired, also what comes to light by what is taken out.
    """
    for _ in range(_ROUNDS):
        cleaned = _cleaned(repaired(text))
        if cleaned == text:
            break
        text = cleaned
    return text


def _cleaned(text: str) -> str:
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", _BROKEN_WORD.sub("", text))
    text = _LONE_SURROGATE.sub("\ufffd", text)
    for hyphen in _UNICODE_HYPHEN:
        text = text.replace(hyphen, "-")
    text = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _EXTRA_LINES.sub("\n\n", text).strip("\n")


def clean_line(text: str) -> str:
    """``text`` cleaned and put on one line: a title."""
    return " ".join(clean(text).split())


def _readable(raw: RawArticle) -> Readable:
    if raw.text is not None or raw.html is None:
        return Readable(text=raw.text or "")
    return read_html(raw.html)


def _bounded(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ArticleError(
            "decode/too_large",
            f"title or text has {len(text)} characters, allowed are {MAX_CHARACTERS}: split the article",
        )
    return text


def _without_title(body: str, title: str) -> str:
    """The body without a first line that repeats the title, as most feeds and pages print it."""
    first, _, rest = body.partition("\n")
    return rest.lstrip("\n") if title and clean_line(first) == title else body
