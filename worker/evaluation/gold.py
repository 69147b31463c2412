"""Reader of annotated events: one JSON object an article, its sentences and the events in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from worker.domain.article import Article
from worker.domain.errors import DataError
from worker.domain.ids import digest
from worker.evaluation.lines import objects

UNKNOWN = "---"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An annotated event; ``sources`` and ``targets`` are the codes that are known.

    ``named_source`` and ``named_target``: whether a phrase of the sentence stands for one of them; else
    the annotator knew them from the rest of the article only. ``trigger`` is as printed, maybe in
    pieces ("lehnte ab").
    """

    sentence: int
    type: str
    sources: frozenset[str]
    targets: frozenset[str]
    named_source: bool
    named_target: bool
    modality: str
    speaker: str | None
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article: ``starts`` are the offsets of its sentences in the article's text."""

    article: Article
    starts: tuple[int, ...]
    events: tuple[GoldEvent, ...]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence in which a character stands; -1 in the headline."""
        return sum(start <= offset for start in self.starts) - 1


def read(
    path: Path, *, language: str | None = None, headline: bool = False
) -> Iterator[GoldArticle]:
    """The articles of a file; ``language`` (else the line's own, else "de"). Raises DataError.

    With ``headline`` an article is read as the worker would, its headline first, in which nothing is
    annotated.
    """
    for number, value in enumerate(objects(path), start=1):
        try:
            title = str(value.get("title") or "").strip() if headline else ""
            yield _article(value, language or value.get("language", "de"), title)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: article {number}: {error!r}") from error


def _article(value: dict[str, Any], language: str, title: str) -> GoldArticle:
    sentences = [s.strip() for s in value.get("sentences", [value.get("text", "")])]
    starts, text = [], f"{title}\n\n" if title else ""
    for sentence in sentences:
        starts.append(len(text))
        text += f"{sentence} "
    article = Article(
        id=str(value["id"]),
        text=text.rstrip() or " ",
        title_end=len(title),
        sha256=digest(text),
        language=language,
        published_at=value.get("published_at"),
    )
    return GoldArticle(article, tuple(starts), tuple(_event(e) for e in value["events"]))


def _event(value: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        sentence=value.get("sentence", 0),
        type=value["type"],
        sources=_codes(value["source"]),
        targets=_codes(value["target"]),
        named_source=_is_named(value["source"]),
        named_target=_is_named(value["target"]),
        modality=value["modality"],
        speaker=value.get("speaker"),
        trigger=value.get("trigger") or "",
    )


def _is_named(slot: Sequence[Sequence[str]]) -> bool:
    return any(surface and code != UNKNOWN for surface, code in slot)


def _codes(slot: Sequence[Sequence[str]]) -> frozenset[str]:
    return frozenset(code for _, code in slot if code != UNKNOWN)
