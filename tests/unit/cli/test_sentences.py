"""Records as one line for people, from the worked examples of the schemas."""

from __future__ import annotations

import json

import pytest

from worker import resources
from worker.cli import sentences
from worker.cli.showing import as_json, line
from worker.messages.evidence import Json
from worker.messages.record import Record
from worker.messages.topics import Topics

EXAMPLES = resources.folder("schemas") / "examples"


def example(name: str) -> Json:
    """A worked example: "topic/file"."""
    topic, _, file = name.partition("/")
    document: Json = json.loads((EXAMPLES / topic / "1" / file).read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (
            "russia-threatens.de.json",
            "RUS THREATEN → USA, NATO (asserted) — says Vize-Außenminister Sergej Rjabkow, via Interfax: ",
        ),
        ("belarus-rejects.en.json", "BLR REJECT → [EUR] (asserted) — “Minsk rejected the move.”"),
        ("eu-does-not-threaten.en.json", "EUR THREATEN → — (negated, counts as AGREE) — “The bloc did"),
        ("eu-sanctions.en.json", "EUR SANCTION → BLR (asserted) — says diplomats in Brussels: “The Eur"),
    ],
)  # fmt: skip
def test_an_event_is_a_sentence(file: str, told: str) -> None:
    """Who does what to whom, whether it happened, who says so, in which words."""
    shown = sentences.event_line(example(f"events.coded/{file}")).plain

    assert shown.startswith(told)
    assert shown.endswith("”")


def test_what_is_taken_back_is_no_event() -> None:
    """It names what is gone, and the article that says something else now."""
    shown = sentences.event_line(example("events.coded/russia-threatens.retracted.de.json")).plain

    assert shown.startswith("RUS-NATO+USA THREATEN (asserted) is taken back: beispiel-2022")


def test_an_actor_without_a_code_is_shown_by_its_words() -> None:
    """So are several with and without; the same code twice is shown once."""
    actors: list[Json] = [
        {"code": "USA", "surface": "Washington"},
        {"code": None, "surface": "die Rebellen"},
        {"code": "USA", "surface": "Biden"},
    ]

    assert sentences.actors(actors) == "USA, “die Rebellen”"


def test_a_long_sentence_is_cut_around_its_trigger() -> None:
    """The words that made the event are always to be seen."""
    text = f"{'vorher ' * 40}droht{' nachher' * 40}"
    start = text.index("droht") + 1000
    event = {
        "evidence": {"start": 1000, "end": 1000 + len(text), "surface": text},
        "trigger": {"start": start, "end": start + 5, "surface": "droht"},
    }

    quoted = sentences.quote(event)

    assert "vorher droht nachher" in quoted
    assert (quoted[0], quoted[-1], len(quoted) <= 112) == ("…", "…", True)


def test_every_topic_of_the_worker_has_its_line() -> None:
    """Records of a topic that nobody knows are shown as they are."""
    topics = Topics("x.")
    enriched = json.dumps(example("articles.enriched/gegenmassnahmen.de.json")).encode()

    shown = line(Record("x.articles.enriched", b"k", enriched), topics).plain
    unknown = line(Record("x.other", None, b"not json\xff"), topics).plain

    assert (
        shown == " 29.0 de 2 events beispiel-2022-06-29-gegenmassnahmen Moskau droht USA und Nato"
    )
    assert unknown == '{"value":"not json\\\\xff"}'


def test_a_dead_letter_tells_its_error_and_place() -> None:
    """What is needed to look for the cause."""
    letter = example("articles.dead/truncated.de.json")

    shown = sentences.dead_line(letter).plain

    error = letter["error"]
    assert shown.startswith(f"{error['code']} {error['topic']}/{error['partition']}@")
    assert shown.endswith(error["message"])


def test_a_tombstone_is_shown_too() -> None:
    """A record without a value is no reason to stop reading."""
    assert as_json(Record("x", b"k", None), Topics()) == {"value": ""}
