"""An article as it would have been printed well, and its analysis led back to how it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from worker.domain.article import Article
from worker.domain.event import Event
from worker.domain.ids import event_id
from worker.domain.outcome import Analysis
from worker.domain.text import Span
from worker.nlp.shadow import casing, lines
from worker.nlp.shadow.edits import Edit, Edited
from worker.nlp.shadow.umlauts import sharp, umlauts

Known = Callable[[str], bool]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Shadow:
    """The article to analyze; ``original`` is the one that offsets must point into."""

    article: Article
    original: Article
    layers: tuple[Edited, ...] = ()

    def restored(self, analysis: Analysis) -> Analysis:
        """``analysis`` of the shadow with every span at its place in the original."""
        return _moved(analysis, self) if self.layers else analysis

    def span(self, span: Span) -> Span:
        """The place in the original that ``span`` of the shadow stands for."""
        start, end = span.start, span.end
        for layer in reversed(self.layers):
            start, end = layer.start(start), layer.end(end)
        return Span.of(self.original.text, start, end)


def shadow(article: Article, *, known: Known) -> Shadow:
    """The article without broken lines, shouting and missing umlauts; ``known`` tells words that exist.

    Each step reads what the one before has left. An article that has nothing of it is its own shadow.
    """
    found, layers = article, []
    for finder in _finders(article.language, known):
        if edits := list(finder(found.text)):
            title = Edited(found.text[: found.title_end], _within(edits, found.title_end)).text
            layer = Edited(found.text, edits)
            found = replace(found, text=layer.text, title_end=len(title))
            layers.append(layer)
    return Shadow(found, article, tuple(layers))


def _finders(language: str, known: Known) -> Iterator[Callable[[str], Iterator[Edit]]]:
    yield lambda text: lines.edits(text, known=known)
    if language == "de":
        yield lambda text: umlauts(text, known=known)
    yield lambda text: casing.edits(text, language=language, known=known)
    if language == "de":
        yield lambda text: sharp(text, known=known)


def _within(edits: list[Edit], end: int) -> list[Edit]:
    return [edit for edit in edits if edit.end <= end]


def _moved(value: _T, by: Shadow) -> _T:
    """``value`` with every Span in it moved; ids of events are derived anew, as they name places."""
    return _part(value, by)  # type: ignore[no-any-return]


def _part(value: Any, by: Shadow) -> Any:
    if isinstance(value, Span):
        return by.span(value)
    if isinstance(value, tuple):
        return tuple(_part(part, by) for part in value)
    if isinstance(value, Mapping):
        return {key: _part(part, by) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _part(getattr(value, f.name), by) for f in fields(value)}
        return _named(replace(value, **parts), by)
    return value


def _named(value: Any, by: Shadow) -> Any:
    if not isinstance(value, Event):
        return value
    return replace(
        value,
        id=event_id(by.original.id, value.type, value.trigger, value.sources, value.targets),
    )
