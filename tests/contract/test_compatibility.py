"""The schemas against those of the last release, by the rule of schemas/README.md."""

from __future__ import annotations

import pytest

from tests.support.released import TOPICS, Field, fields, released


def broken(topic: str, before: dict[str, Field], now: dict[str, Field]) -> list[str]:
    """What a reader (of articles.raw: a sender) who trusts the release would trip over."""
    found = []
    for path, old in before.items():
        new = now.get(path)
        if new is None:
            found.append(f"{path} is gone")
            continue
        if new.types != old.types:
            found.append(f"{path} has another type")
        if old.words - new.words:
            found.append(f"{path} has lost {sorted(old.words - new.words)}")
        if old.required and not new.required and topic != "articles.raw":
            found.append(f"{path} may be missing")
    if topic == "articles.raw":
        found += [
            f"{path} must be there"
            for path, new in now.items()
            if new.required and not (path in before and before[path].required)
        ]
    return found


@pytest.mark.parametrize("name", TOPICS)
def test_what_was_released_holds(name: str) -> None:
    """Fields may come; none goes, changes its type, loses a word or becomes uncertain within a version."""
    before = {path: field for (topic, path), field in released().items() if topic == name}

    assert before
    assert broken(name, before, fields(name)) == []


TEXT = Field(frozenset({"string"}), frozenset(), required=True)


@pytest.mark.parametrize(
    ("now", "problem"),
    [
        ({}, ["a is gone"]),
        ({"a": Field(frozenset({"string", "null"}), frozenset(), required=True)}, ["a has another type"]),
        ({"a": Field(TEXT.types, frozenset(), required=False)}, ["a may be missing"]),
        ({"a": TEXT, "b": TEXT}, []),
    ],
)  # fmt: skip
def test_what_breaks_a_reader_is_named(now: dict[str, Field], problem: list[str]) -> None:
    """The check itself finds what it is for."""
    assert broken("stories", {"a": TEXT}, now) == problem


def test_a_word_may_come_but_not_go() -> None:
    """A reader that knows all words of a list would wait for one that never comes."""
    old, new = (Field(TEXT.types, frozenset(words), required=True) for words in ("ab", "bc"))

    assert broken("stories", {"a": old}, {"a": new}) == ["a has lost ['a']"]


def test_a_sender_must_not_be_asked_for_more() -> None:
    """What was a valid article stays one."""
    assert broken("articles.raw", {}, {"text": TEXT}) == ["text must be there"]
