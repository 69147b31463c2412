"""The state of the index as records of its changelog, and back."""

from __future__ import annotations

import orjson
import pytest

from tests.support.crisis import Crisis
from worker.domain.observation import Observation, Tick
from worker.languages.rules import rules
from worker.messages.schemas import validate
from worker.stages.index import Index, state
from worker.stages.stories import Stories


def records() -> list[Observation | Tick]:
    """What the index hears of a crisis."""
    stories, found = Stories(), list[Observation | Tick]()
    for article in Crisis(2, flood=3, other=0).articles():
        told = stories.step(article)
        found += [told.tick] if told.tick else []
        found += told.observations
    return found


@pytest.mark.parametrize("share", [0.3, 0.8, 1.0])
def test_a_restored_index_goes_on_as_the_lost_one(share: float) -> None:
    """In the middle of calm, of an alert, and in the end."""
    heard, log, index = records(), dict[bytes, bytes | None](), Index(rules())
    cut = int(share * len(heard))
    for record in heard[:cut]:
        log |= dict(state.records(index.step(record).changes))
    restored = Index(rules())
    for key, value in log.items():
        state.restore(restored, key, value)

    assert restored.sizes == index.sizes
    assert [restored.step(record) for record in heard[cut:]] == [
        index.step(record) for record in heard[cut:]
    ]


def test_every_state_keeps_its_schema() -> None:
    """Internal, but described."""
    index = Index(rules())
    for record in records()[:400]:
        for _, value in state.records(index.step(record).changes):
            if value:
                validate("index.changelog", value)


@pytest.mark.parametrize("key", [b"", b"clock", b"day/dyad/RUS-USA/1", b"hour/pair/RUS-USA/1"])
def test_what_is_no_state_is_told(key: bytes) -> None:
    """A changelog of another version must not be taken for ours."""
    with pytest.raises(ValueError, match="no state is kept under"):
        state.restore(Index(rules()), key, orjson.dumps({}) if key != b"clock" else None)
