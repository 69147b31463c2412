"""The load and the statistics of the latency benchmark, and its tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from bench.latency.clock import arrivals, renamed
from bench.latency.results import Idle, Latency, Load, load, quantile, render

IDLE = Idle(30.0, 0.6, 4.1, 700, 100, (300, 310), lanes=9, connections=40)
WAITS = Latency(
    "2026-01-01T12:00:00+00:00",
    (0.5, 1.5),
    (
        Load("half the full speed", 24.0, tuple(map(float, range(1, 201)))),
        Load("one a second", 1.0, (50.0, 60.0, 170.0), (20.0, 30.0, 130.0)),
    ),
    IDLE,
)


@pytest.mark.parametrize(("share", "value"), [(0.5, 2.0), (0.99, 4.0), (0.25, 1.0), (0.0, 1.0)])
def test_a_quantile_is_a_value_that_was_measured(share: float, value: float) -> None:
    """The nearest rank: of four values the second is the median, and the largest is p99."""
    assert quantile([4.0, 1.0, 3.0, 2.0], share) == value


def test_arrivals_come_at_their_rate_and_the_same_every_time() -> None:
    """Independent articles: as many as the rate says but for chance, in order, within the time."""
    times = arrivals(20.0, 100.0)

    assert len(times) == pytest.approx(2_000, rel=0.1)
    assert times == sorted(times) == arrivals(20.0, 100.0)
    assert 0 < times[0] < times[-1] < 100


def test_gaps_between_arrivals_differ() -> None:
    """Some articles come close together: a steady load would flatter the worker."""
    times = arrivals(10.0, 100.0)
    gaps = [later - earlier for earlier, later in pairwise(times)]

    assert min(gaps) < 0.01 < 0.3 < max(gaps)


def test_there_is_always_an_article() -> None:
    """Even when chance had none come."""
    assert arrivals(0.001, 1.0) == [0.0]


def test_an_article_is_given_an_id_of_its_own() -> None:
    """The rest stays: the same text may be sent many times without being a correction."""
    found = orjson.loads(renamed(b'{"id": "a", "text": "Ruhe."}', "half-1"))

    assert found == {"id": "half-1", "text": "Ruhe."}


def test_the_tables_have_what_was_measured() -> None:
    """A row a load; compute is taken off where it was measured."""
    lines = render(WAITS).splitlines()

    assert "| half the full speed | 200 | 24.0 | 100 | 198 |  |" in lines
    assert "| one a second | 3 | 1.0 | 60 | 170 | 130 |" in lines
    assert (
        "Idle over 30 s: 0.60 % of a core, 100 MB the worker and 300 and 310 MB its pool" in lines
    )


def test_results_survive_their_file(tmp_path: Path) -> None:
    """The page is rendered from the JSON; without one there is nothing to show."""
    file = tmp_path / "latency.json"
    assert load(file) is None

    file.write_bytes(orjson.dumps(WAITS))

    assert load(file) == WAITS
