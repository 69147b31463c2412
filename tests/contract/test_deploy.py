"""What deploy/ and docker-compose.yml say agrees with the worker and with itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from compose_spec import PyCompose

from worker.config import Settings
from worker.local.folders import KAFKA_VERSION

_ROOT = Path(__file__).parents[2]


def _yaml(path: str) -> Any:
    return yaml.safe_load((_ROOT / path).read_text(encoding="utf-8"))


def _services() -> dict[str, dict[str, Any]]:
    services: dict[str, dict[str, Any]] = _yaml("docker-compose.yml")["services"]
    return services


def test_compose_file_is_valid() -> None:
    """Every key and value is one that the Compose specification knows, every volume is declared."""
    compose = PyCompose.from_yaml((_ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    compose.validate()
    compose.validate_volumes()


def test_images_are_pinned() -> None:
    """Every image names a whole version; Kafka's is the one that the tests run on."""
    images = {name: service["image"] for name, service in _services().items()}
    assert images["kafka"] == f"apache/kafka:{KAFKA_VERSION}"
    assert all(re.search(r":v?\d+\.\d+\.\d+$", image) for image in images.values())


def test_services_are_reached_from_this_machine_only() -> None:
    """Kafka without a password and Grafana without a login must not face a network."""
    ports = [port for service in _services().values() for port in service["ports"]]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_service_has_a_health_check() -> None:
    """The worker's is in its image."""
    without = {name for name, service in _services().items() if "healthcheck" not in service}
    assert without == {"worker"}
    assert "/livez" in (_ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")


def test_worker_and_prometheus_agree_on_the_port() -> None:
    """The default port of /metrics is exposed, published and scraped."""
    port = Settings.model_fields["http"].get_default(call_default_factory=True).port
    scrape = _yaml("deploy/prometheus/prometheus.yml")["scrape_configs"][0]["dns_sd_configs"][0]
    assert (scrape["names"], scrape["port"]) == (["worker"], port)
    assert _services()["worker"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f"EXPOSE {port}\n" in (_ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")


def test_worker_reaches_kafka_inside() -> None:
    """The address the worker is given is one that Kafka advertises."""
    services = _services()
    address = services["worker"]["environment"]["ESCALATION_KAFKA_BOOTSTRAP"]
    advertised = services["kafka"]["environment"]["KAFKA_ADVERTISED_LISTENERS"]
    assert f"INTERNAL://{address}" in advertised.split(",")


def test_image_installs_what_is_tested() -> None:
    """The image's lock is the part of the other that a worker needs: same versions, no tools."""
    pins = {
        name: set(re.findall(r"^(\S+==\S+)", (_ROOT / name).read_text(encoding="utf-8"), re.M))
        for name in ("requirements.lock", "deploy/requirements.lock")
    }
    assert pins["deploy/requirements.lock"] < pins["requirements.lock"]
    assert not any(
        pin.startswith(("pytest==", "ruff==")) for pin in pins["deploy/requirements.lock"]
    )
