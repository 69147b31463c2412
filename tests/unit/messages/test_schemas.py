"""Validation against the schemas of the topics."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker import resources
from worker.domain.errors import DataError
from worker.messages import schemas
from worker.messages.schemas import SchemaError, validate
from worker.messages.topics import Topics


def test_a_valid_value_passes() -> None:
    """Nothing is returned, nothing is raised."""
    validate("articles.raw", b'{"text": "x", "anything": 1}')


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"{", "articles.raw: the value is not JSON"),
        (b"[]", 'articles.raw: the value: this value is not of type "object"'),
        (b'{"text": 1}', "articles.raw: text: this value is not of types"),
    ],
)
def test_an_error_names_topic_place_and_rule(value: bytes, message: str) -> None:
    """The value itself is not repeated: it may be megabytes of somebody's text."""
    with pytest.raises(SchemaError, match=message):
        validate("articles.raw", value)


def test_an_unknown_topic_is_a_key_error() -> None:
    """The message lists the topics there are."""
    with pytest.raises(KeyError, match=r"no topic 'articles'; there are articles\.raw"):
        validate("articles", b"{}")


def test_a_missing_schema_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation says which file it lacks and what to do."""
    monkeypatch.setattr(resources, "folder", lambda _: tmp_path)

    with pytest.raises(DataError, match=r"articles\.raw\.v1\.schema\.json.*reinstall"):
        schemas.load(Topics().raw)
