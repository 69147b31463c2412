"""The corrections stage: what a new version of an article takes back, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from worker.domain.version import SentEvent, Superseded, Version
from worker.stages.corrections import Corrections, CorrectionsOptions

HOUR = 3600


def version(name: str, text: str, *events: str) -> Version:
    """A version of an article; its events are told apart by their ids alone."""
    sent = (SentEvent(one, "RUS-USA", "ACCUSE", "ACCUSE", "asserted") for one in events)
    return Version(name, text * 64, tuple(sent))


def last(*versions: Version, stage: Corrections | None = None) -> Superseded | None:
    """What the last of some versions takes back, all within the hour."""
    stage = stage or Corrections()
    return [stage.step(one, time=0)[0] for one in versions][-1]


def ids(events: Sequence[SentEvent]) -> list[str]:
    """What is taken back, in short."""
    return [event.id for event in events]


def test_a_first_version_takes_nothing_back() -> None:
    """Nor does another article."""
    assert last(version("a", "0", "e"), version("b", "0", "f")) is None


def test_the_same_again_takes_nothing_back() -> None:
    """A repeat is told again under the same ids, which is all that a reader needs."""
    assert last(version("a", "0", "e"), version("a", "0", "e")) is None


def test_another_text_takes_all_events_back() -> None:
    """Also one that it says again: the event stood in a text that does not count any more."""
    former = version("a", "0", "e", "f")
    found = last(former, version("a", "1", "f", "g"))

    assert found == Superseded(former, "1" * 64, former.events)
    assert found.is_correction


def test_another_text_without_events_is_a_correction_too() -> None:
    """The reader of articles should know."""
    assert last(version("a", "0"), version("a", "1")) == Superseded(version("a", "0"), "1" * 64, ())


def test_a_newer_release_takes_back_what_it_finds_no_more() -> None:
    """The text is the same, and so is what it still says."""
    found = last(version("a", "0", "e", "f"), version("a", "0", "f"))

    assert found
    assert (ids(found.retracted), found.is_correction) == (["e"], False)


def test_only_the_last_version_is_taken_back() -> None:
    """Those before it were taken back already; an older text may come again."""
    found = last(version("a", "0", "e"), version("a", "1", "f"), version("a", "0", "e"))

    assert found
    assert (ids(found.retracted), found.by) == (["f"], "0" * 64)


@pytest.mark.parametrize(("hours", "known"), [(72, True), (73, False)])
def test_versions_are_forgotten_in_time(hours: int, known: bool) -> None:
    """By the time of the raw records, and with a tombstone."""
    stage = Corrections(CorrectionsOptions(hours=72))
    stage.step(version("a", "0", "e"), time=0)
    found, changes = stage.step(version("a", "1"), time=hours * HOUR)

    assert (found is not None, (b"a", None) in changes) == (known, not known)


def test_the_oldest_make_room() -> None:
    """However many articles come within the hours, no more than the bound are remembered."""
    stage = Corrections(CorrectionsOptions(most=2))
    stage.step(version("a", "0"), time=0)
    stage.step(version("b", "0"), time=0)
    stage.step(version("a", "1"), time=0)
    _, changes = stage.step(version("c", "0"), time=0)

    assert (changes[0], stage.sizes) == ((b"b", None), {"articles": 2})


def test_restored_state_answers_as_the_lost_one() -> None:
    """From the last record of each key, in the order in which they were written."""
    stage, log = Corrections(CorrectionsOptions(hours=3, most=6)), dict[bytes, bytes | None]()
    steps = [(version(f"{n * 7 % 11}", str(n % 3), f"e{n % 4}"), n * HOUR // 2) for n in range(60)]
    for one, time in steps[:40]:
        for key, value in stage.step(one, time=time)[1]:
            log.pop(key, None)
            log[key] = value
    restored = Corrections(CorrectionsOptions(hours=3, most=6))
    for key, value in log.items():
        restored.restore(key, value)

    assert restored.sizes == stage.sizes
    assert [restored.step(one, time=at) for one, at in steps[40:]] == [
        stage.step(one, time=at) for one, at in steps[40:]
    ]


@pytest.mark.parametrize("value", [b"", b"{}", b'{"sha256":""}'])
def test_what_is_no_state_is_refused(value: bytes) -> None:
    """A changelog of another version must not be taken for ours."""
    with pytest.raises(ValueError, match="no version of an article"):
        Corrections().restore(b"a", value)
