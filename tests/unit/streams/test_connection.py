"""One connection, the same options for producers, consumers and admin clients."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from worker.streams.connection import Connection, client_options


def test_a_plain_connection_has_no_credentials() -> None:
    """A broker on the same machine."""
    assert client_options(Connection("localhost:9092")) == {
        "bootstrap_servers": "localhost:9092",
        "security_protocol": "PLAINTEXT",
        "ssl_context": None,
    }


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
def test_a_user_and_a_password_are_passed_on(mechanism: str) -> None:
    """Under the names that aiokafka gives them."""
    connection = Connection("a:1", "SASL_PLAINTEXT", mechanism, "worker", "secret")  # type: ignore[arg-type]

    assert client_options(connection) == {
        "bootstrap_servers": "a:1",
        "security_protocol": "SASL_PLAINTEXT",
        "ssl_context": None,
        "sasl_mechanism": mechanism,
        "sasl_plain_username": "worker",
        "sasl_plain_password": "secret",
    }


@pytest.mark.parametrize("protocol", ["SSL", "SASL_SSL"])
def test_tls_checks_who_the_broker_is(protocol: str) -> None:
    """There is no setting that turns it off."""
    context = Connection("a:1", protocol, "PLAIN", "worker", "secret").ssl_context()  # type: ignore[arg-type]

    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize("option", ["ssl_cafile", "ssl_certfile"])
def test_a_certificate_that_is_not_there_is_an_error(option: str, tmp_path: Path) -> None:
    """Before anything connects."""
    connection = Connection("a:1", "SSL", **{option: tmp_path / "missing.pem"})  # type: ignore[arg-type]

    with pytest.raises(FileNotFoundError):
        client_options(connection)


async def test_clients_take_the_options() -> None:
    """Names and values are those that aiokafka accepts; it checks them when it is built."""
    options = client_options(Connection("a:1", "SASL_SSL", "SCRAM-SHA-512", "worker", "secret"))

    for client in (AIOKafkaProducer(**options), AIOKafkaConsumer(**options)):
        assert client is not None
