"""One holder a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.local.errors import LocalKafkaError
from worker.local.lock import FolderLock


def test_second_holder_learns_where_the_first_is(tmp_path: Path) -> None:
    """The message names folder and address, so that the first one can be used."""
    lock = FolderLock(tmp_path, note="127.0.0.1:9092")
    with pytest.raises(LocalKafkaError, match=f"runs on {tmp_path} already, at 127.0.0.1:9092"):
        FolderLock(tmp_path, note="127.0.0.1:9999", patience_s=0)
    lock.release()


def test_released_lock_is_free_again(tmp_path: Path) -> None:
    """The next holder leaves its own note, however much shorter."""
    FolderLock(tmp_path, note="127.0.0.1:29092").release()
    lock = FolderLock(tmp_path, note="short")
    assert (tmp_path / "lock").read_text(encoding="ascii") == "short"
    lock.release()
