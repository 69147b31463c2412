"""The cache of jars: checked, repaired, and enough without Maven."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.unit.local.conftest import Install
from worker.local.errors import LocalKafkaError
from worker.local.jars import class_path

_JARS = {"a.jar": b"first", "b.jar": b"second"}
_COPY = "for last; do :; done; cp {source}/* ${{last#-DoutputDirectory=}}"  # the last argument


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of two jars with their right checksums."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in _JARS.items()]
    path = tmp_path / "kafka.sha256"
    path.write_text("\n".join(lines), encoding="ascii")
    return path


def _fill(folder: Path, jars: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in jars.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.usefixtures("command")
def test_complete_cache_needs_no_maven(tmp_path: Path, listed: Path) -> None:
    """The class path holds the listed jars in their order, and nothing else of the folder."""
    cache = _fill(tmp_path / "cache", _JARS | {"stray.jar": b"?"})
    assert class_path(cache, listed=listed) == f"{cache}/a.jar:{cache}/b.jar"


@pytest.mark.parametrize("before", [{}, {"a.jar": b"first"}, {"a.jar": b"fir", "b.jar": b"second"}])
def test_bad_cache_is_repaired(
    command: Install, tmp_path: Path, listed: Path, before: dict[str, bytes]
) -> None:
    """Empty, partial or damaged: afterwards every jar is there and right."""
    source, cache = _fill(tmp_path / "source", _JARS), _fill(tmp_path / "home/cache", before)
    command("mvn", _COPY.format(source=source))
    class_path(cache, listed=listed)
    assert {path.name: path.read_bytes() for path in cache.iterdir()} == _JARS
    assert list(cache.parent.iterdir()) == [cache]


def test_wrong_jar_from_maven_is_refused(command: Install, tmp_path: Path, listed: Path) -> None:
    """A jar with another checksum never reaches the cache."""
    source = _fill(tmp_path / "source", _JARS | {"b.jar": b"evil"})
    command("mvn", _COPY.format(source=source))
    with pytest.raises(LocalKafkaError, match=r"other files than kafka.sha256 lists: b\.jar;"):
        class_path(tmp_path / "cache", listed=listed)
    assert list((tmp_path / "cache").iterdir()) == []
