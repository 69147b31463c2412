"""One run of a watched worker for all tests of the dashboards' and the rules' queries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.watched import Watched, watched
from worker.local import LocalKafka


@pytest.fixture(scope="module")
def seen(kafka: LocalKafka, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """Seeds, poison and a crisis are through."""
    with watched(kafka.bootstrap, tmp_path_factory.mktemp("watched")) as run:
        yield run
