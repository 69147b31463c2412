"""The articles of tests/fixtures/ingest, as ``produce`` reads them and the worker normalizes them."""

from __future__ import annotations

import html
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any

import orjson

from worker.cli import sources
from worker.domain.article import Article
from worker.messages.raw import decode
from worker.stages.normalize import normalize

FOLDER = Path(__file__).parents[1] / "fixtures" / "ingest"
_TITLE = "Kiew wirft Moskau „Erpressung“ vor"
_PARAGRAPHS = (
    "Die Regierung in Kiew hat Russland am Dienstag „Erpressung“ vorgeworfen – für die Gespräche sei das "
    "ein Rückschlag.",
    "Außenminister Kuleba sagte, die Drohungen müssten aufhören. Moskau äußerte sich zunächst nicht dazu, "
    "auch später nicht.",
)
_PAGE = (
    "<html><head>{meta}<title>{title}</title></head>"
    "<body><article><h1>{title}</h1>{body}</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A file as it comes in, and what must become of its first article (of ``count``).

    ``text`` is the body; a date or an outlet of None is none. Without text and title nothing is published.
    """

    name: str
    file: str
    content: bytes
    title: str
    text: str
    date: str | None = None
    outlet: str | None = None
    count: int = 1

    def found(self) -> tuple[str, str, str | None, str | None, int]:
        """Title, body, day and outlet of the first article, and how many there are."""
        items = list(sources.read(BytesIO(self.content), self.file))
        article = normalize(decode(items[0].value))
        day = None if article.published_at is None else article.published_at[:10]
        return _title(article), _body(article), day, article.outlet, len(items)

    @property
    def expected(self) -> tuple[str, str, str | None, str | None, int]:
        """The same as it must be."""
        return self.title, self.text, self.date, self.outlet, self.count


def fixtures() -> list[Fixture]:
    """All of them, in the order of README.md."""
    return [*_pages(), *_feeds(), *_encodings(), *_datelines(), *_around()]


def _title(article: Article) -> str:
    return article.text[: article.title_end]


def _body(article: Article) -> str:
    return article.text[article.title_end :].lstrip("\n")


def _cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
    return found


def _pages() -> Iterator[Fixture]:
    stories = tomllib.loads((FOLDER / "stories.toml").read_text(encoding="utf-8"))["story"]
    for file in sorted((FOLDER / "layouts").glob("*.html")):
        layout = Template(file.read_text(encoding="utf-8"))
        for story in stories:
            places = {f"p{n}": html.escape(text) for n, text in enumerate(story["paragraphs"], 1)}
            page = layout.substitute(story, **places)
            yield Fixture(
                f"{file.stem}/{story['name']}", "a.html", page.encode(), story["title"],
                "\n\n".join(story["paragraphs"]), story["date"], story["outlet"],
            )  # fmt: skip


def _feeds() -> Iterator[Fixture]:
    for case in _cases("feeds.toml"):
        yield Fixture(
            f"feed/{case['name']}", "a.xml", case["source"].encode(case["encoding"]), case["title"],
            case["text"], case.get("date"), case["outlet"], case["count"],
        )  # fmt: skip


def _encodings() -> Iterator[Fixture]:
    for case in _cases("encodings.toml"):
        text = "\n\n".join(_PARAGRAPHS)
        if "encoding" in case:
            yield Fixture(f"encoding/{case['name']}", "a.html", _page(case), _TITLE, text)
        else:
            yield _article(
                f"encoding/{case['name']}",
                {"title": _TITLE, "text": _torn(text, case)},
                _TITLE,
                text,
            )


def _page(case: Mapping[str, str]) -> bytes:
    meta = f'<meta charset="{case["charset"]}">' if case["charset"] else ""
    body = "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    return _PAGE.format(meta=meta, title=_TITLE, body=body).encode(case["encoding"])


def _torn(text: str, case: Mapping[str, Any]) -> str:
    """A text as it arrives after the accidents of a case."""
    for _ in range(case.get("times", 1) if "through" in case else 0):
        text = text.encode().decode(case["through"], errors="replace")
    if case.get("decomposed"):
        text = unicodedata.normalize("NFD", text)
    return text.replace("ungen", "un\xadgen") if case.get("hyphens") else text


def _datelines() -> Iterator[Fixture]:
    for case in _cases("datelines.toml"):
        title, body = case.get("title", ""), case.get("body", case["text"])
        fields = {"title": title, "text": case["text"]}
        yield _article(f"dateline/{case['name']}", fields, title, body, case.get("date"))


def _around() -> Iterator[Fixture]:
    for case in _cases("around.toml"):
        fields = {"title": _TITLE, "text": "\n\n".join(case["paragraphs"])}
        yield _article(f"around/{case['name']}", fields, _TITLE, "\n\n".join(case["keep"]))


def _article(
    name: str, fields: Mapping[str, str], title: str, text: str, date: str | None = None
) -> Fixture:
    return Fixture(name, "a.jsonl", orjson.dumps(fields), title, text, date)
