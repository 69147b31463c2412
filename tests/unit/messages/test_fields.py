"""The field rules of a raw article."""

from __future__ import annotations

from typing import Any

import pytest

from worker.domain.errors import ArticleError
from worker.messages.fields import known_fields


def test_unknown_fields_are_left_aside() -> None:
    """They are nobody's error."""
    fields = known_fields({"text": "x", "section": 7})

    assert {name: content for name, content in fields.items() if content} == {"text": "x"}


@pytest.mark.parametrize(("given", "expected"), [(17, "17"), (-3, "-3"), ("a", "a"), (None, None)])
def test_an_id_may_be_an_integer(given: object, expected: str | None) -> None:
    """Databases hand out numbers."""
    assert known_fields({"text": "x", "id": given})["id"] == expected


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "the value must be a JSON object, not an array"),
        (None, "the value must be a JSON object, not null"),
        ("x", "the value must be a JSON object, not a string"),
        ({}, "one of the fields 'text' and 'html' is required"),
        ({"text": None}, "one of the fields 'text' and 'html' is required"),
        ({"text": 5}, "field 'text' must be a string, not a number"),
        ({"text": {}}, "field 'text' must be a string, not an object"),
        ({"text": "x", "url": ["y"]}, "field 'url' must be a string, not an array"),
        ({"text": "x", "id": True}, "field 'id' must be a string, not a boolean"),
        ({"text": "x", "id": 1.5}, "field 'id' must be a string, not a number"),
        (
            {"text": "x", "id": "y" * 513},
            "field 'id' has 513 characters; at most 512 are allowed",
        ),
    ],
)
def test_a_broken_rule_is_named(document: Any, message: str) -> None:
    """The message says which field breaks which rule."""
    with pytest.raises(ArticleError) as caught:
        known_fields(document)

    assert (caught.value.code, caught.value.message) == ("decode/schema", message)
