"""No way to the cluster: which setting is wrong, whatever the broker's silence looks like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.cli.doctor.conftest import Examine, examined
from tests.support.secured import Secured
from worker.cli.checks import Check

pytestmark = pytest.mark.broker


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    """One broker with an entrance for each way to say who one is."""
    cluster = Secured(tmp_path_factory.mktemp("secured"))
    with cluster.kafka:
        yield cluster


async def refused(cluster: Secured, entrance: str, **changed: object) -> Check:
    """The only check there is, with settings for an entrance and some of them changed."""
    settings = {
        name.removeprefix("ESCALATION_KAFKA_").lower(): value
        for name, value in cluster.environment(entrance).items()
    }
    (check,) = (await examined(**settings | changed)).values()
    assert (check.name, check.status) == ("broker", "fail")
    return check


async def test_nobody_there() -> None:
    """The address, and how to name another one."""
    (check,) = (await examined(bootstrap="127.0.0.1:1")).values()

    assert check.detail.startswith("no Kafka answers at 127.0.0.1:1: ")
    assert "--bootstrap" in check.remedy


@pytest.mark.parametrize(
    ("entrance", "changed", "detail", "remedy"),
    [
        ("plain", {"sasl_password": "wrong"}, "does not let us in", "kafka.sasl_password"),
        ("scram", {"sasl_mechanism": "PLAIN"}, "does not take PLAIN", "kafka.sasl_mechanism"),
        ("scram", {"ssl_cafile": None}, "certificate is not trusted", "kafka.ssl_cafile"),
        ("plain", {"security_protocol": "PLAINTEXT"}, "closes", "kafka.security_protocol"),
        ("scram", {"security_protocol": "SASL_PLAINTEXT"}, "closes", "kafka.security_protocol"),
    ],
)
async def test_wrong_settings_before_a_secured_broker(
    secured: Secured, entrance: str, changed: dict[str, object], detail: str, remedy: str
) -> None:
    """The setting to look at stands in the remedy."""
    check = await refused(secured, entrance, **changed)

    assert detail in check.detail
    assert remedy in check.remedy


@pytest.mark.parametrize(
    "changed",
    [
        {"security_protocol": "SASL_PLAINTEXT", "sasl_username": "u", "sasl_password": "p"},
        {"security_protocol": "SSL"},
    ],
)
async def test_security_where_the_broker_has_none(
    examine: Examine, changed: dict[str, object]
) -> None:
    """SASL or TLS against an open broker: the same setting."""
    (check,) = (await examine(**changed)).values()

    assert check.status == "fail"
    assert "kafka.security_protocol" in check.remedy


async def test_a_file_that_is_not_there(examine: Examine, tmp_path: Path) -> None:
    """Named, before anybody is asked."""
    (check,) = (await examine(security_protocol="SSL", ssl_cafile=tmp_path / "ca.pem")).values()

    assert check.status == "fail"
    assert "ca.pem" in check.detail
