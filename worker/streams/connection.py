"""How to reach a Kafka cluster, said once and handed to Faust, producers and clients alike."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


class UnusableFile(RuntimeError):
    """A certificate or a key of the settings is missing or no good; the message says which."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Address and credentials of a cluster; ``bootstrap`` is "host:port[,host:port]"."""

    bootstrap: str
    security_protocol: SecurityProtocol = "PLAINTEXT"
    sasl_mechanism: SaslMechanism = "PLAIN"
    sasl_username: str | None = None
    sasl_password: str | None = field(default=None, repr=False)
    ssl_cafile: Path | None = None
    ssl_certfile: Path | None = None
    ssl_keyfile: Path | None = None

    @property
    def uses_sasl(self) -> bool:
        """Whether the cluster asks for a user name and a password."""
        return self.security_protocol.startswith("SASL")

    @property
    def bares_password(self) -> bool:
        """Whether whoever listens on the wire can read the password."""
        return (self.security_protocol, self.sasl_mechanism) == ("SASL_PLAINTEXT", "PLAIN")

    def ssl_context(self) -> ssl.SSLContext | None:
        """The TLS context, None without TLS; raises UnusableFile."""
        if not self.security_protocol.endswith("SSL"):
            return None
        with _usable(self.ssl_cafile):
            context = ssl.create_default_context(cafile=self.ssl_cafile)
        if self.ssl_certfile:
            with _usable(self.ssl_certfile, self.ssl_keyfile):
                # An encrypted key is an error; without a password, OpenSSL would ask the terminal.
                context.load_cert_chain(self.ssl_certfile, self.ssl_keyfile, password="")
        return context


@contextmanager
def _usable(*files: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:  # ssl.SSLError is one
        names = ", ".join(str(file) for file in files if file)
        raise UnusableFile(f"{names}: not to be used for TLS: {error.strerror}") from error


def client_options(connection: Connection) -> dict[str, Any]:
    """Keyword arguments that every aiokafka client (producer, consumer, admin) takes."""
    options: dict[str, Any] = {
        "bootstrap_servers": connection.bootstrap,
        "security_protocol": connection.security_protocol,
        "ssl_context": connection.ssl_context(),
    }
    if connection.uses_sasl:
        options |= {
            "sasl_mechanism": connection.sasl_mechanism,
            "sasl_plain_username": connection.sasl_username,
            "sasl_plain_password": connection.sasl_password,
        }
    return options
