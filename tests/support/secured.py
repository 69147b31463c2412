"""A real broker that lets nobody in without a password or a certificate, and the settings it asks for."""

from __future__ import annotations

from pathlib import Path

from tests.support.certificates import Pair, authority, signed
from worker.local import Listener, LocalKafka
from worker.local.ports import free_ports

USER, PASSWORD = "worker", "open-sesame"
_JAAS = "org.apache.kafka.common.security"


class Secured:
    """Three entrances to one broker: "plain", "scram" and "certificate"."""

    def __init__(self, folder: Path) -> None:
        self._authority = authority(folder)
        self._client = signed("client", self._authority)
        self._ports = dict(zip(("plain", "scram", "certificate"), free_ports(3), strict=True))
        self.kafka = LocalKafka(
            folder / "kafka", listeners=self._listeners(), users={USER: PASSWORD}
        )

    def environment(self, entrance: str) -> dict[str, str]:
        """What a person sets to be let in there."""
        password = {"SASL_USERNAME": USER, "SASL_PASSWORD": PASSWORD}
        tls = {"SSL_CAFILE": str(self._authority.certificate)}
        known = {
            "SSL_CERTFILE": str(self._client.certificate),
            "SSL_KEYFILE": str(self._client.key),
        }
        settings = {
            "plain": {"SECURITY_PROTOCOL": "SASL_PLAINTEXT"} | password,
            "scram": {"SECURITY_PROTOCOL": "SASL_SSL", "SASL_MECHANISM": "SCRAM-SHA-512"}
            | password
            | tls,
            "certificate": {"SECURITY_PROTOCOL": "SSL"} | tls | known,
        }[entrance] | {"BOOTSTRAP": f"127.0.0.1:{self._ports[entrance]}"}
        return {f"ESCALATION_KAFKA_{name}": value for name, value in settings.items()}

    def _listeners(self) -> list[Listener]:
        stores = _stores(signed("broker", self._authority), trusts=self._authority)
        plain = {
            "sasl.enabled.mechanisms": "PLAIN",
            "plain.sasl.jaas.config": f'{_JAAS}.plain.PlainLoginModule required user_{USER}="{PASSWORD}";',
        }
        scram = {
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "scram-sha-512.sasl.jaas.config": f"{_JAAS}.scram.ScramLoginModule required;",
        }
        return [
            Listener("PLAIN", "SASL_PLAINTEXT", self._ports["plain"], plain),
            Listener("SCRAM", "SASL_SSL", self._ports["scram"], scram | stores),
            Listener(
                "CERTIFICATE",
                "SSL",
                self._ports["certificate"],
                stores | {"ssl.client.auth": "required"},
            ),
        ]


def _stores(broker: Pair, *, trusts: Pair) -> dict[str, str]:
    """The broker's certificate, and whose clients' certificates it believes."""
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(broker.both),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(trusts.certificate),
    }
