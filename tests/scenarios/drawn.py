"""Inputs that Hypothesis draws: of what breaks a promise it goes on to look for the smallest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.scenarios.mutations import WORDS

#: What is wrong with some inputs, a line each.
Judge = Callable[[list[bytes]], Iterable[str]]

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
_TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from(WORDS) | st.text(max_size=6), max_size=60
).map(" ".join)
_ARTICLES = st.fixed_dictionaries(
    {"text": _TEXTS},
    optional={
        "id": st.text(max_size=20) | _VALUES,
        "title": _TEXTS,
        "language": st.sampled_from(["de", "en", "fr", ""]) | _VALUES,
        "published_at": st.datetimes().map(str) | _VALUES,
        "outlet": _VALUES,
        "html": _TEXTS.map("<p>{}</p>".format),
    },
)
_INPUTS = _ARTICLES.map(lambda article: json.dumps(article).encode()) | st.binary(max_size=80)


class _Broken(AssertionError):
    """A promise was."""


def smallest(judge: Judge, *, count: int, start: int) -> list[str]:
    """Let ``judge`` see ``count`` inputs one by one; what it says of the smallest that is wrong."""

    @seed(start)
    @settings(
        max_examples=count, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(_INPUTS)
    def holds(value: bytes) -> None:
        if said := list(judge([value])):
            raise _Broken(*said)

    try:
        holds()
    except _Broken as broken:
        return list(broken.args)
    return []
