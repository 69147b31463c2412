"""Logging: JSON for machines, lines for people, libraries quiet."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from worker.cli import logs
from worker.config import Logging


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    """Leave logging to the other tests as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def configured(**options: str) -> io.StringIO:
    """A stream that logging goes to."""
    stream = io.StringIO()
    logs.configure(Logging.model_validate(options), stream=stream)
    return stream


def test_without_a_terminal_every_line_is_json() -> None:
    """Fields stay fields; umlauts stay umlauts."""
    stream = configured()

    structlog.get_logger("worker.test").info("article", id="Köln", offset=3)

    line = json.loads(stream.getvalue())
    del line["timestamp"]
    assert line == {
        "event": "article", "id": "Köln", "offset": 3, "level": "info", "logger": "worker.test",
    }  # fmt: skip
    assert "Köln" in stream.getvalue()


def test_the_standard_library_is_rendered_alike() -> None:
    """Faust and aiokafka log that way."""
    stream = configured()

    logging.getLogger("aiokafka").error("broker %s is gone", 1)

    assert json.loads(stream.getvalue())["event"] == "broker 1 is gone"


def test_people_get_lines() -> None:
    """Asked for, or on a terminal."""
    stream = configured(format="human")

    structlog.get_logger("worker.test").warning("pool process replaced", code="nlp/crashed")

    assert "pool process replaced" in stream.getvalue()
    assert "code=nlp/crashed" in stream.getvalue()


def test_libraries_keep_their_inner_life_to_themselves() -> None:
    """Their warnings are shown, but for those that are expected here."""
    stream = configured(level="DEBUG")

    logging.getLogger("faust").info("[^Worker]: Ready")
    logging.getLogger("aiokafka.cluster").warning("Topic x is not available during auto-create")
    structlog.get_logger("worker").debug("seen")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["seen"]


def test_an_exception_is_one_json_line() -> None:
    """A traceback over many lines would be many records to a collector."""
    stream = configured()

    try:
        raise ValueError("broken")
    except ValueError:
        structlog.get_logger("worker").exception("failed")

    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["exception"][0]["exc_value"] == "broken"


@pytest.mark.parametrize("form", ["json", "human"])
def test_an_exception_shows_no_values(form: str) -> None:
    """What a function held when it failed may be a password or an article."""
    stream = configured(format=form)

    secret = "-".join(("open", "sesame"))

    try:
        int("x", base=len(secret))
    except ValueError:
        structlog.get_logger("worker").exception("failed")

    assert "invalid literal" in stream.getvalue()
    assert "open-sesame" not in stream.getvalue()
