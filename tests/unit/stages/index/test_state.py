"""The state of the index as records of its changelog, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.crisis import Crisis
from tests.support.signed import HOUR, START
from tests.unit.stages.index.test_hours import ACCUSE, ASSAULT, observed
from worker.domain.observation import Observation, Tick
from worker.languages.rules import rules
from worker.messages.schemas import validate
from worker.stages.index import Index, state
from worker.stages.stories.stage import Stories

FIRST = START // HOUR
Log = dict[bytes, bytes | None]
#: A story may come back with more, less or nothing to say; hours pass, and now and then a month.
SAID = st.builds(
    lambda story, hour, origin, events: replace(
        observed(story, *events, origin=origin), time=START + hour * HOUR
    ),
    st.sampled_from("abcd"),
    st.sampled_from([0, 1, 2, 30, 60, 800]),
    st.sampled_from(["dpa", "x.example"]),
    st.lists(st.sampled_from([ASSAULT, ACCUSE]), max_size=2),
)
TICKS = st.builds(
    lambda hour, silent: Tick(FIRST + hour, tuple(silent), ()),
    st.sampled_from([0, 1, 3, 50, 100, 850]),
    st.lists(st.just("a.example"), max_size=1),
)


def records() -> list[Observation | Tick]:
    """What the index hears of a crisis."""
    stories, found = Stories(), list[Observation | Tick]()
    for article in Crisis(2, flood=3, other=0).articles():
        told = stories.step(article)
        found += [told.tick] if told.tick else []
        found += told.observations
    return found


def logged(index: Index, heard: Iterable[Observation | Tick]) -> Log:
    """What the changelog holds after the records, as compaction leaves it: later ones come later."""
    log = Log()
    for record in heard:
        for key, value in state.records(index.step(record).changes):
            log.pop(key, None)
            log[key] = value
    return log


def restored(log: Log) -> Index:
    """An index that takes over from a changelog."""
    index = Index(rules())
    for key, value in log.items():
        state.restore(index, key, value)
    return index


def held(index: Index) -> object:
    """All that an index remembers."""
    hours = {subject: known.hours for subject, known in index.subjects.items()}
    return index.clock, hours, index.shown


def flood(stories: int, outlets: list[str]) -> Iterator[Observation]:
    """So many stories of one hour about one subject."""
    for number in range(stories):
        outlet = outlets[number % len(outlets)]
        yield replace(observed(f"{number:032x}", ASSAULT, origin=outlet), outlet=outlet)


@pytest.mark.parametrize("share", [0.3, 0.8, 1.0])
def test_a_restored_index_goes_on_as_the_lost_one(share: float) -> None:
    """In the middle of calm, of an alert, and in the end."""
    heard, index = records(), Index(rules())
    cut = int(share * len(heard))
    again = restored(logged(index, heard[:cut]))

    assert held(again) == held(index)
    assert [again.step(record) for record in heard[cut:]] == [
        index.step(record) for record in heard[cut:]
    ]


@given(st.lists(SAID | TICKS, max_size=30), st.lists(SAID | TICKS, max_size=8))
def test_whatever_came_the_restored_index_is_the_lost_one(
    before: list[Observation | Tick], after: list[Observation | Tick]
) -> None:
    """All that it remembers and all that it says of what comes, with the tombstones and without."""
    index = Index(rules())
    log = logged(index, before)
    others = [restored(log), restored({key: value for key, value in log.items() if value})]

    assert [held(other) for other in others] == [held(index)] * 2
    said = [index.step(record) for record in after]
    assert [[other.step(record) for record in after] for other in others] == [said, said]


def test_a_story_writes_what_it_says_however_many_spoke_before() -> None:
    """Ten thousand in an hour about one subject: no record grows, and at most one a story."""
    index = Index(rules())
    outlets = [f"zeitung-{number}.example" for number in range(20)]
    opening, *others = [
        list(state.records(index.step(one).changes)) for one in flood(10_000, outlets)
    ]

    assert [len(changes) for changes in (opening, others[0], others[-1])] == [4, 1, 1]
    assert max(len(value or b"") for changes in others for _, value in changes) < 1_000


def test_an_hour_of_any_number_of_outlets_is_kept_in_records_of_bounded_size() -> None:
    """Names as long as they may be and with nothing but escapes; all are there again, then forgotten."""
    outlets = [f"{number:04}" + "\x01" * 508 for number in range(400)]
    index, ticks = Index(rules()), [Tick(FIRST + hour, (), ()) for hour in (49, 29 * 24)]
    log = logged(index, [*flood(400, outlets), ticks[0]])

    assert max(len(value or b"") for value in log.values()) < state.NAMES_BYTES + 4_000
    assert sum(key.startswith(b"names/") for key in log) == 4
    assert held(restored(log)) == held(index)
    assert {key for key, value in (log | logged(index, ticks[1:])).items() if value} == {b"clock"}


def test_every_state_keeps_its_schema() -> None:
    """Internal, but described."""
    names = [f"{number:04}" + "\x01" * 508 for number in range(200)]
    many: list[Observation | Tick] = [*flood(200, names), Tick(FIRST + 49, (), ())]
    for heard in (records()[:400], many):
        for value in filter(None, logged(Index(rules()), heard).values()):
            validate("index.changelog", value)


@pytest.mark.parametrize("key", [b"", b"clock", b"day/dyad/RUS-USA/1", b"hour/pair/RUS-USA/1"])
def test_what_is_no_state_is_told(key: bytes) -> None:
    """A changelog of another version must not be taken for ours."""
    with pytest.raises(ValueError, match="no state is kept under"):
        state.restore(Index(rules()), key, orjson.dumps({}) if key != b"clock" else None)


def test_the_state_of_a_former_form_is_told() -> None:
    """An hour that holds its stories in one record is none of ours."""
    former = orjson.dumps({"said": {}, "totals": {"threats": 0, "acts": 0, "easing": 0}})
    with pytest.raises(ValueError, match="said"):
        state.restore(Index(rules()), b"hour/dyad/RUS-USA/1", former)
