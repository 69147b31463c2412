"""Foreign field names under ours."""

from __future__ import annotations

import json

import pytest

from worker.cli.failures import MISUSED, CommandError
from worker.cli.mapping import FieldMap


@pytest.mark.parametrize(
    ("pairs", "record", "expected"),
    [
        (["body=text"], {"body": "a", "n": 1}, {"text": "a", "n": 1}),
        (["content.body=text"], {"content": {"body": "a"}}, {"text": "a"}),
        (["body=text", "head=title"], {"body": "a"}, {"text": "a"}),
        (["body=text"], {"text": "already ours"}, {"text": "already ours"}),
        (["content.body=text"], {"content": "flat"}, {}),
        ([], {"body": "a"}, {"body": "a"}),
    ],
)
def test_fields_are_renamed(pairs: list[str], record: object, expected: object) -> None:
    """What is not mapped stays; what is missing stays missing, for the decoder to say so."""
    value = FieldMap.of(pairs).apply(json.dumps(record).encode())

    assert json.loads(value) == expected


@pytest.mark.parametrize("value", [b"no json", b"[1]", b""])
def test_what_is_no_object_stays_as_it_is(value: bytes) -> None:
    """It is for the decoder to refuse."""
    assert FieldMap.of(["body=text"]).apply(value) == value


@pytest.mark.parametrize(
    ("pair", "problem"),
    [("body", "expected THEIRS=OURS"), ("=text", "expected"), ("a=body", "no 'body'; it has id, ")],
)
def test_a_bad_pair_is_refused(pair: str, problem: str) -> None:
    """It is bad usage: exit code 2."""
    with pytest.raises(CommandError, match=problem) as caught:
        FieldMap.of([pair])
    assert caught.value.code == MISUSED
