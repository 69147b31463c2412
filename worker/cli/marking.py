"""The text of an article with its evidence marked, from the JSON of its records."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from worker.domain.score import FAMILY
from worker.messages.evidence import Json

_FAMILY_STYLES = {
    "threats": "black on yellow",
    "acts": "white on red",
    "deescalation": "black on green",
}
_ENTITY, _CANCELED, _CUE, _SPEAKER = "underline cyan", "strike dim", "italic magenta", "bold blue"
#: By quad class. Both colors are named: a reversed style over a keyword's mark would be unreadable.
_TRIGGERS = {
    1: "bold underline black on green",
    2: "bold underline black on green",
    3: "bold underline black on yellow",
    4: "bold underline white on red",
}

Mark = tuple[Json, str]


def marked(outcome: Json) -> Text:
    """The text of a published article; later marks lie over earlier ones."""
    article: Json = outcome["article"]
    text = Text(article["text"])
    if article["title"]:
        text.stylize("bold", 0, article["title"]["end"])
    for place, style in (*_entity_marks(article), *_keyword_marks(article), *_event_marks(outcome)):
        text.stylize(style, place["start"], place["end"])
    return text


def legend() -> Text:
    """What the styles mean."""
    line = Text()
    for style, meaning in (
        (_ENTITY, "entity"),
        (_FAMILY_STYLES["threats"], "threat"),
        (_FAMILY_STYLES["acts"], "act"),
        (_FAMILY_STYLES["deescalation"], "de-escalation"),
        (_CANCELED, "does not count"),
        (_CUE, "cue"),
        (_SPEAKER, "speaker"),
        (_TRIGGERS[3], "trigger, verbal"),
        (_TRIGGERS[4], "trigger, material"),
    ):
        line.append(meaning, style).append("  ")
    return line


def _entity_marks(article: Json) -> Iterator[Mark]:
    for entity in article["entities"]:
        yield entity, _ENTITY


def _keyword_marks(article: Json) -> Iterator[Mark]:
    for keyword in article["keywords"]:
        yield keyword, _CANCELED if keyword["why"] else _FAMILY_STYLES[FAMILY[keyword["category"]]]
        if keyword["cue"]:
            yield keyword["cue"], _CUE


def _event_marks(outcome: Json) -> Iterator[Mark]:
    for event in outcome["events"]:
        if event["speaker"]:
            yield event["speaker"]["actor"], _SPEAKER
            yield event["speaker"]["cue"], _CUE
        if event["modality_cue"]:
            yield event["modality_cue"], _CUE
        yield event["trigger"], _TRIGGERS[event["quad_class"]]
