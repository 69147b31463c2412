"""Whether a cluster lets us in, and if not, why: aiokafka logs the reason and raises an error without it."""

from __future__ import annotations

import ssl

from aiokafka.conn import create_conn
from aiokafka.errors import (
    IllegalSaslStateError,
    KafkaConnectionError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from worker.streams.connection import Connection, client_options

_TIMEOUT_MS = 10_000


class Unreachable(RuntimeError):
    """No broker of the cluster answers, or none lets us in; the message says why and what to do."""


async def reach(connection: Connection) -> None:
    """Return when a broker of ``bootstrap`` lets us in; raises Unreachable, UnusableFile."""
    options = client_options(connection)
    problem = ""
    for address in options.pop("bootstrap_servers").split(","):
        host, _, port = address.rpartition(":")
        try:
            await _ask(host, int(port), **options)
        except (KafkaError, OSError) as error:
            problem = problem or _explain(error, connection)
        else:
            return
    raise Unreachable(problem)


async def _ask(host: str, port: int, **options: object) -> None:
    """Log in and ask for something: only then has a broker had to say whether it knows us."""
    link = await create_conn(host, port, request_timeout_ms=_TIMEOUT_MS, **options)
    try:
        await link.send(MetadataRequest([]))
    finally:
        link.close()


def _explain(error: Exception, connection: Connection) -> str:
    match error:
        case IllegalSaslStateError():
            said = "it asks nobody for a password; check kafka.security_protocol"
        case UnsupportedSaslMechanismError():
            said = f"it does not take {connection.sasl_mechanism}; check kafka.sasl_mechanism"
        case SaslAuthenticationFailed():
            said = f"{error.args[0]}; check kafka.sasl_username and kafka.sasl_password"
        case ssl.SSLCertVerificationError():
            said = f"its certificate is not trusted: {error.verify_message}; check kafka.ssl_cafile"
        case ssl.SSLError():
            said = (
                f"TLS fails: {error.reason}; check kafka.security_protocol and kafka.ssl_certfile"
            )
        case KafkaConnectionError() | ConnectionResetError():
            said = "it closes the connection; check kafka.security_protocol and kafka.ssl_certfile"
        case _:
            return _silent(error, connection)
    return f"the Kafka at {connection.bootstrap} does not let us in: {said}"


def _silent(error: Exception, connection: Connection) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return (
        f"no Kafka answers at {connection.bootstrap}: {said}\n"
        "Start one with `escalation-worker up`, or name yours with --bootstrap or "
        "ESCALATION_KAFKA_BOOTSTRAP; `escalation-worker doctor` looks closer."
    )
