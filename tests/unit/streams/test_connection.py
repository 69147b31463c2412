"""One connection, the same options for producers, consumers and admin clients."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from tests.support.certificates import authority
from worker.streams.connection import Connection, UnusableFile, client_options


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
@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_certificate_that_is_no_good_is_named(
    option: str, content: str | None, tmp_path: Path
) -> None:
    """Before anything connects."""
    file = tmp_path / "certificate.pem"
    if content:
        file.write_text(content)
    connection = Connection("a:1", "SSL", **{option: file})  # type: ignore[arg-type]

    with pytest.raises(UnusableFile, match=r"certificate\.pem: not to be used for TLS: ."):
        client_options(connection)


def test_a_key_with_a_passphrase_is_an_error(tmp_path: Path) -> None:
    """Nobody sits in front of a worker to be asked for it."""
    pair = authority(tmp_path)
    locked = tmp_path / "locked.pem"
    command = ("openssl", "pkey", "-aes256", "-passout", "pass:x", "-in", pair.key, "-out", locked)
    subprocess.run(command, check=True)

    with pytest.raises(UnusableFile, match=r"locked\.pem"):
        Connection("a:1", "SSL", ssl_certfile=pair.certificate, ssl_keyfile=locked).ssl_context()


def test_a_connection_can_be_shown_without_its_password() -> None:
    """In a log or a traceback."""
    assert "sesame" not in repr(Connection("a:1", sasl_username="worker", sasl_password="sesame"))  # noqa: S106


@pytest.mark.parametrize(
    ("protocol", "mechanism", "bares"),
    [
        ("SASL_PLAINTEXT", "PLAIN", True),
        ("SASL_PLAINTEXT", "SCRAM-SHA-512", False),
        ("SASL_SSL", "PLAIN", False),
    ],
)
def test_a_password_in_the_clear_is_known_as_such(
    protocol: str, mechanism: str, bares: bool
) -> None:
    """The worker warns of it, once."""
    connection = Connection("a:1", protocol, mechanism, "worker", "secret")  # type: ignore[arg-type]

    assert connection.bares_password == bares


async def test_clients_take_the_options() -> None:
    """Names and values are those that aiokafka accepts; it checks them when it is built."""
    options = client_options(Connection("a:1", "SASL_SSL", "SCRAM-SHA-512", "worker", "secret"))

    for client in (AIOKafkaProducer(**options), AIOKafkaConsumer(**options)):
        assert client is not None
