"""Secured listeners as Kafka will read them; that it does is tested with the streams."""

from __future__ import annotations

from pathlib import Path

from worker.local.listeners import Listener, scram_options
from worker.local.settings import server_properties

SCRAM = Listener("SCRAM", "SASL_SSL", 1236, {"sasl.enabled.mechanisms": "SCRAM-SHA-512"})


def _read() -> dict[str, str]:
    text = server_properties(
        port=1234, controller_port=1235, folder=Path("/data"), listeners=[SCRAM]
    )
    return dict(line.split("=", 1) for line in text.splitlines())


def test_a_listener_stands_beside_the_open_one() -> None:
    """Clients are told of both; the controller keeps its own."""
    settings = _read()

    assert settings["advertised.listeners"] == "PLAINTEXT://127.0.0.1:1234,SCRAM://127.0.0.1:1236"
    assert settings["listeners"].endswith(",CONTROLLER://127.0.0.1:1235")
    assert settings["listener.security.protocol.map"] == (
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SCRAM:SASL_SSL"
    )


def test_its_settings_are_its_own() -> None:
    """The open one asks for no password."""
    settings = _read()

    assert settings["listener.name.scram.sasl.enabled.mechanisms"] == "SCRAM-SHA-512"
    assert "sasl.enabled.mechanisms" not in settings


def test_users_are_known_from_the_format_on() -> None:
    """As Kafka's storage tool takes them."""
    assert list(scram_options({"worker": "sesame"})) == [
        "--add-scram",
        "SCRAM-SHA-512=[name=worker,password=sesame]",
    ]
