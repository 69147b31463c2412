"""The worked examples under ``schemas/examples/``, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from worker.messages.topics import Topics

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples"
TOPICS = [topic.base for topic in Topics()]
Document = dict[str, Any]


def read(topic: str) -> dict[str, Document]:
    """The examples of a topic by file name."""
    files = sorted((EXAMPLES / topic / "1").glob("*.json"))
    return {path.name: orjson.loads(path.read_bytes()) for path in files}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``topic`` gets every topic, for ``example`` every file of every topic."""
    if "example" in metafunc.fixturenames:
        cases = [(topic, path) for topic in TOPICS for path in read(topic)]
        ids = [f"{topic}/{path}" for topic, path in cases]
        examples = [(topic, read(topic)[path]) for topic, path in cases]
        metafunc.parametrize(("topic", "example"), examples, ids=ids)
    elif "topic" in metafunc.fixturenames:
        metafunc.parametrize("topic", TOPICS)


@pytest.fixture(scope="session")
def examples() -> Callable[[str], dict[str, Document]]:
    """A function that gives the examples of a topic by file name."""
    return read


@pytest.fixture(scope="session")
def articles() -> dict[str, Document]:
    """The enriched examples by article id."""
    return {article["id"]: article for article in read("articles.enriched").values()}


@pytest.fixture(scope="session")
def events() -> dict[str, Document]:
    """The examples of coded events by event id; those that are taken back are no events."""
    coded = (event for event in read("events.coded").values() if event["status"] == "coded")
    return {event["id"]: event for event in coded}


def walk(document: Any) -> Iterator[Document]:
    """Every object in a document."""
    if isinstance(document, dict):
        yield document
    children = document.values() if isinstance(document, dict) else document
    for child in children:
        if isinstance(child, (dict, list)):
            yield from walk(child)


@pytest.fixture(scope="session")
def places() -> Callable[[Document], list[Document]]:
    """A function that gives every object with a surface in a record, what senders added aside."""
    return lambda record: [part for part in walk({**record, "extra": {}}) if "surface" in part]
