"""A real broker that lets nobody in without a password or a certificate, and what it asks for."""

from __future__ import annotations

from pathlib import Path

from tests.support.certificates import Pair, authority, signed
from worker.local import Listener, LocalKafka
from worker.local.ports import free_ports

USER, PASSWORD = "worker", "open-sesame"
ENTRANCES = ("plain", "scram", "certificate")

_JAAS = "org.apache.kafka.common.security"
_PASSWORDS = {
    "sasl.enabled.mechanisms": "PLAIN",
    "plain.sasl.jaas.config": (
        f'{_JAAS}.plain.PlainLoginModule required user_{USER}="{PASSWORD}";'
    ),
}
_SCRAM = {
    "sasl.enabled.mechanisms": "SCRAM-SHA-512",
    "scram-sha-512.sasl.jaas.config": f"{_JAAS}.scram.ScramLoginModule required;",
}


class Secured:
    """One broker with an entrance for each way to say who one is."""

    def __init__(self, folder: Path) -> None:
        """Make the certificates in ``folder``; ``kafka`` is not started yet."""
        self._authority = authority(folder)
        self._client = signed("client", self._authority)
        stores = _stores(signed("broker", self._authority), trusts=self._authority)
        plain, scram, certificate = free_ports(len(ENTRANCES))
        self._listeners = {
            "plain": Listener("PLAIN", "SASL_PLAINTEXT", plain, _PASSWORDS),
            "scram": Listener("SCRAM", "SASL_SSL", scram, _SCRAM | stores),
            "certificate": Listener(
                "CERTIFICATE", "SSL", certificate, stores | {"ssl.client.auth": "required"}
            ),
        }
        self.kafka = LocalKafka(
            folder / "kafka",
            listeners=tuple(self._listeners.values()),
            users={USER: PASSWORD},
        )

    def bootstrap(self, entrance: str) -> str:
        """The address of an entrance."""
        return self._listeners[entrance].bootstrap

    def environment(self, entrance: str, *, prefix: str = "") -> dict[str, str]:
        """What a person sets to be let in there; topics and group begin with ``prefix``."""
        settings = {
            "BOOTSTRAP": self.bootstrap(entrance),
            "SECURITY_PROTOCOL": self._listeners[entrance].protocol,
            "TOPIC_PREFIX": prefix,
            "GROUP": f"{prefix}group",
        }
        if entrance != "certificate":
            settings |= {"SASL_USERNAME": USER, "SASL_PASSWORD": PASSWORD}
        if entrance == "scram":
            settings |= {"SASL_MECHANISM": "SCRAM-SHA-512"}
        if entrance != "plain":
            settings |= {"SSL_CAFILE": str(self._authority.certificate)}
        if entrance == "certificate":
            certificate, key = self._client.certificate, self._client.key
            settings |= {"SSL_CERTFILE": str(certificate), "SSL_KEYFILE": str(key)}
        return {f"ESCALATION_KAFKA_{name}": value for name, value in settings.items()}


def _stores(broker: Pair, *, trusts: Pair) -> dict[str, str]:
    """The broker's certificate, and whose clients' certificates it believes."""
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(broker.both),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(trusts.certificate),
    }
