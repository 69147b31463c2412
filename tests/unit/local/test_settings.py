"""The broker's settings as Kafka will read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.local.settings import server_properties


def _read(folder: str) -> dict[str, str]:
    text = server_properties(port=1234, controller_port=1235, folder=Path(folder))
    return dict(line.split("=", 1) for line in text.splitlines())


def test_listens_on_the_loopback_only() -> None:
    """Clients and controller talk over 127.0.0.1, and clients are told so."""
    settings = _read("/data")
    assert settings["listeners"] == "PLAINTEXT://127.0.0.1:1234,CONTROLLER://127.0.0.1:1235"
    assert settings["advertised.listeners"] == "PLAINTEXT://127.0.0.1:1234"
    assert settings["controller.quorum.voters"] == "1@127.0.0.1:1235"


def test_one_copy_of_the_inner_topics() -> None:
    """Kafka's default of three copies would never come up on one node."""
    settings = _read("/data")
    copies = [value for name, value in settings.items() if "replication" in name or "isr" in name]
    assert copies == ["1", "1", "1"]


def test_takes_a_poison_of_five_mebibytes() -> None:
    """The worker, not the broker, refuses large articles; their dead letters are as large."""
    assert int(_read("/data")["message.max.bytes"]) > 6 * 1024 * 1024


@pytest.mark.parametrize(
    ("folder", "written"),
    [("/data", "/data"), ("/my data", "/my data"), ("/Müller", r"/M\u00fcller")],
)
def test_folder_is_escaped_for_java(folder: str, written: str) -> None:
    """Java reads properties as Latin-1, so what is not ASCII is escaped."""
    assert _read(folder)["log.dirs"] == written


def test_comma_in_the_folder_is_refused() -> None:
    """Kafka would take it for two folders."""
    with pytest.raises(ValueError, match="no comma"):
        _read("/a,b")
