"""The coder as it is measured."""

from __future__ import annotations

import pytest

from bench.errors import BenchError
from bench.inline import Whole


def test_a_failure_is_no_measurement() -> None:
    """An article that cannot be read ends the benchmark."""
    with pytest.raises(BenchError, match=r"1 articles failed, the first: .*decode/"):
        Whole().run([b'{"text": "Die Lage ist ruhig."}', b"{"])


def test_the_way_to_the_pool_and_back_is_measured_apart() -> None:
    """It takes some of the processor's time, and little beside the coder's."""
    article = b'{"text": "Russland droht der Nato mit Vergeltung, sagte der Au\\u00dfenminister."}'
    coder, carried = Whole().through([article] * 8)

    assert 0 < carried.cpu_seconds < coder.cpu_seconds
