"""Every seed comes out as its expected file says: outcome, language, score, events, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from worker.cli.sources import read
from worker.domain.actor import Actor
from worker.domain.event import Event
from worker.domain.outcome import Dropped, Outcome, Published, Tier
from worker.nlp.analyzer import Analyzer
from worker.resources import folder
from worker.stages.coder import Coder

_FILES = sorted([*folder("seeds").glob("*.json"), *folder("seeds").glob("*.html")])
_NAMES = [file.stem for file in _FILES]


def _expected(name: str) -> dict[str, Any]:
    return tomllib.loads((folder("seeds") / "expected" / f"{name}.toml").read_text("utf-8"))


def _cases(key: str) -> list[Any]:
    """One test case for each ``key`` table ("event", "absent") of each expected file."""
    return [
        pytest.param(name, pattern, id=f"{name}-{number}")
        for name in _NAMES
        for number, pattern in enumerate(_expected(name).get(key, []), start=1)
    ]


def _value(file: Path) -> bytes:
    """What the commands make of the file."""
    with file.open("rb") as stream:
        [item] = read(stream, file.name)
    return item.value


@pytest.fixture(scope="module", params=get_args(Tier))
def outcomes(request: pytest.FixtureRequest) -> dict[str, Outcome]:
    """All seeds through the real coder of each tier, in one batch, with the weights that ship."""
    values = [_value(file) for file in _FILES]
    return dict(zip(_NAMES, Coder(Analyzer(tier=request.param)).code(values), strict=True))


def _codes(actors: tuple[Actor, ...]) -> list[str]:
    return sorted({actor.code for actor in actors if actor.code})


def _matches(event: Event, pattern: dict[str, Any]) -> bool:
    """Whether the event has all that the pattern names (seeds/README.md says how).

    ``in`` serves both for the one type or modality that a pattern names and for a list of them.
    """
    speaker, medium = event.speaker, event.speaker.source if event.speaker else None
    found = {
        "type": event.type in pattern.get("type", ""),
        "modality": event.modality in pattern.get("modality", ""),
        "sources": _codes(event.sources) == pattern.get("sources"),
        "targets": _codes(event.targets) == pattern.get("targets"),
        "speaker": speaker and pattern.get("speaker", "") in speaker.actor.span.surface,
        "medium": medium and pattern.get("medium", "") in medium.surface,
    }
    return all(found[key] for key in pattern)


def _listing(events: tuple[Event, ...]) -> str:
    lines = (
        f"{event.type} {event.modality} {event.dyad()} {event.trigger.surface!r} "
        f"said by {event.speaker.actor.span.surface if event.speaker else None}"
        for event in events
    )
    return "\n".join(["events found:", *lines])


def _events(outcome: Outcome) -> tuple[Event, ...]:
    return outcome.analysis.events if isinstance(outcome, Published) else ()


def test_every_seed_has_its_expected_file() -> None:
    """Fourteen seeds, fourteen expected files of the same names."""
    assert [file.stem for file in sorted((folder("seeds") / "expected").iterdir())] == _NAMES
    assert len(_NAMES) == 14


@pytest.mark.parametrize("name", _NAMES)
def test_outcome(name: str, outcomes: dict[str, Outcome]) -> None:
    """Published in the right language, or dropped for the right reason."""
    expected, outcome = _expected(name), outcomes[name]
    if isinstance(outcome, Published):
        assert (expected["outcome"], expected["language"]) == (
            "published",
            outcome.article.language,
        )
    else:
        assert outcome == Dropped(f"seed-{name}", expected["reason"], expected["detail"])


@pytest.mark.parametrize("name", [name for name in _NAMES if "score" in _expected(name)])
def test_score(name: str, outcomes: dict[str, Outcome]) -> None:
    """The score lies where a reader would put the article."""
    outcome = outcomes[name]
    assert isinstance(outcome, Published)
    low, high = _expected(name)["score"]
    assert low <= outcome.score.value <= high


@pytest.mark.parametrize(("name", "pattern"), _cases("event"))
def test_event(name: str, pattern: dict[str, Any], outcomes: dict[str, Outcome]) -> None:
    """What the article reports is coded: who, whom, how certain, who says so."""
    events = _events(outcomes[name])
    assert any(_matches(event, pattern) for event in events), _listing(events)


@pytest.mark.parametrize(("name", "pattern"), _cases("absent"))
def test_no_event(name: str, pattern: dict[str, Any], outcomes: dict[str, Outcome]) -> None:
    """What the article does not report is not coded."""
    wrong = tuple(event for event in _events(outcomes[name]) if _matches(event, pattern))
    assert wrong == (), _listing(wrong)
