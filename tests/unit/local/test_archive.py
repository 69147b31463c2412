"""When Kafka's classes are put into an archive, and when a start does without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.local.conftest import Install
from worker.local.archive import is_prepared, shared_classes
from worker.local.lock import FolderLock

_WRITES = """
echo "$@" >> "$0.calls"
for argument; do case $argument in -XX:ArchiveClassesAtExit=*) echo classes > "${argument#*=}";; esac; done
"""


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache with a jar."""
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "a.jar").touch()
    return folder


def _calls(java: Path) -> list[str]:
    return java.with_name("java.calls").read_text(encoding="utf-8").splitlines()


def test_it_is_made_at_the_first_start_and_used_at_all(command: Install, cache: Path) -> None:
    """A storage is formatted and a broker started for it, once."""
    java = command("java", _WRITES)
    assert not is_prepared(cache)
    first, second = (shared_classes([str(java), "-Xmx1m"], cache) for _ in range(2))
    assert is_prepared(cache)
    (archive,) = cache.glob("classes-*.jsa")
    assert first == second == [f"-XX:SharedArchiveFile={archive}"]
    assert archive.read_text(encoding="utf-8") == "classes\n"
    formatting, serving = _calls(java)
    assert "StorageTool format" in formatting
    assert "kafka.Kafka" in serving


def test_other_jars_need_another(command: Install, cache: Path) -> None:
    """Java would not take the old one; it is not kept."""
    java = command("java", _WRITES)
    first = shared_classes([str(java)], cache)
    (cache / "b.jar").touch()
    second = shared_classes([str(java)], cache)
    assert first != second
    assert len([*cache.glob("classes-*.jsa")]) == 1


def test_a_java_that_makes_none_is_asked_once(command: Install, cache: Path) -> None:
    """Not every Java has such archives."""
    java = command("java", 'echo "$@" >> "$0.calls"')
    assert [shared_classes([str(java)], cache) for _ in range(2)] == [[], []]
    assert len(_calls(java)) == 2


def test_who_comes_second_does_without(command: Install, cache: Path) -> None:
    """Brokers that start side by side make one archive."""
    lock = FolderLock(cache, note="the first")
    java = command("java", _WRITES)
    assert shared_classes([str(java)], cache) == []
    lock.release()
    assert shared_classes([str(java)], cache) != []


def test_a_folder_that_is_gone_or_closed_is_done_without(command: Install, tmp_path: Path) -> None:
    """Jars may lie where only an administrator writes."""
    java = command("java", _WRITES)
    assert shared_classes([str(java)], tmp_path / "nowhere") == []
