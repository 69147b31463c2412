"""The story set: articles that outlets made of the project's own stories, and which belong together.

A story of tests/data/stories_*.toml has a ``title`` and a ``text`` of paragraphs. Its copies: one a headline
of ``headlines``, one with the credit and boilerplate of each agency of ``credits``, one with the first
paragraphs of each number of ``cuts``, one with another ``lead``, one ``correction`` (what stood there,
what is right). ``follow`` is another story that repeats the paragraphs ``keep`` (counted from 0) of this
one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parents[1] / "data"
_FOOT = {
    "de": "Mehr zum Thema: Hintergründe und Analysen in unserem Newsletter",
    "en": "Read more: sign up for our morning newsletter",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of the set: ``story`` says what it is a copy of, ``variant`` how it was made."""

    story: str
    variant: str
    language: str
    title: str
    text: str
    agency: str | None = None


def pieces() -> list[Piece]:
    """All articles, story by story, the original first."""
    return [piece for language in ("de", "en") for story in _stories(language) for piece in story]


def _stories(language: str) -> Iterator[list[Piece]]:
    content = tomllib.loads((_DATA / f"stories_{language}.toml").read_text(encoding="utf-8"))
    for story in content["story"]:
        yield list(_variants(story, language))


def _variants(story: dict[str, Any], language: str) -> Iterator[Piece]:
    name, title, text = story["id"], story["title"], story["text"].strip()
    paragraphs = text.split("\n\n")
    yield Piece(name, "original", language, title, text)
    for headline in story.get("headlines", []):
        yield Piece(name, "headline", language, headline, text)
    for agency in story.get("credits", []):
        printed = f"Ort ({agency}) - {text}\n\n{_FOOT[language]}\n\n© {agency}"
        yield Piece(name, "credit", language, title, printed, agency.casefold())
    for count in story.get("cuts", []):
        yield Piece(name, "cut", language, title, "\n\n".join(paragraphs[:count]))
    if lead := story.get("lead"):
        yield Piece(name, "lead", language, title, "\n\n".join((lead, *paragraphs[1:])))
    if correction := story.get("correction"):
        yield _correction(name, language, title, text, *correction)
    if follow := story.get("follow"):
        repeated = [paragraphs[number] for number in follow["keep"]]
        continued = "\n\n".join((follow["text"].strip(), *repeated))
        yield Piece(f"{name}/follow", "follow", language, follow["title"], continued)


def _correction(name: str, language: str, title: str, text: str, wrong: str, right: str) -> Piece:
    if wrong not in text:
        raise ValueError(f"{name}: the text does not hold {wrong!r}")
    mark = "Berichtigung" if language == "de" else "Correction"
    return Piece(name, "correction", language, f"{mark}: {title}", text.replace(wrong, right))
