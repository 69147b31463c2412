"""The folders of the XDG specification."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.local import folders


@pytest.mark.parametrize(
    ("named", "cache"),
    [
        ("/caches", "/caches/escalation-worker/kafka-4.3.1"),
        ("", "/home/ada/.cache/escalation-worker/kafka-4.3.1"),
        ("relative", "/home/ada/.cache/escalation-worker/kafka-4.3.1"),
    ],
)
def test_jar_cache(monkeypatch: pytest.MonkeyPatch, named: str, cache: str) -> None:
    """The user's cache folder, or the default where none or a relative one is named."""
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert folders.jar_cache() == Path(cache)


def test_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Topics outlive the cache: they lie with the user's data."""
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert folders.data() == Path("/home/ada/.local/share/escalation-worker/kafka")
