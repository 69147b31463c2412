"""docker-compose.yml agrees with the worker, with its neighbors and with itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from tests.contract.deploy.conftest import (
    OWN_BYTES,
    ROOT,
    UNPACKED_BYTES,
    documents,
    loaded,
    parses,
    program,
    setting,
)
from worker.local.folders import KAFKA_VERSION

SERVICES: dict[str, dict[str, Any]] = documents("docker-compose.yml")[0]["services"]
OURS = ("topics", "worker", "page")
#: The address of this machine alone, a port there and the same port inside.
PUBLISHED = re.compile(r"127\.0\.0\.1:(\d+):(\d+)")
_UNITS = {"m": 2**20, "g": 2**30}


def size(text: str) -> int:
    """Bytes of "2560m"."""
    return int(text[:-1]) * _UNITS[text[-1]]


def environment(service: Mapping[str, Any]) -> dict[str, str]:
    """Its variables with the defaults of those that may come from outside."""
    return {
        name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value)
        for name, value in service["environment"].items()
    }


def test_compose_file_is_valid() -> None:
    """Every key and value is one that the Compose specification knows, every volume is declared."""
    merged = yaml.safe_dump(documents("docker-compose.yml")[0])  # "<<" is YAML's, not Compose's
    compose = PyCompose.from_yaml(merged)
    compose.validate()
    compose.validate_volumes()


def test_images_are_pinned() -> None:
    """Every image names a whole version; Kafka's is the one that the tests run on."""
    images = {name: service["image"] for name, service in SERVICES.items()}
    assert images["kafka"] == f"apache/kafka:{KAFKA_VERSION}"
    assert all(re.search(r":v?\d+\.\d+\.\d+$", image) for image in images.values())


def test_services_are_reached_from_this_machine_only() -> None:
    """Kafka without a password and Grafana without a login must not face a network."""
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert [port for port in ports if not PUBLISHED.fullmatch(port)] == []
    assert len(ports) == len(set(ports))


def test_every_service_that_stays_has_a_health_check() -> None:
    """The worker's is in its image."""
    without = {name for name, service in SERVICES.items() if "healthcheck" not in service}
    assert without == {"worker"}
    assert SERVICES["topics"]["healthcheck"] == {"disable": True}


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_do_more_than_it_must(name: str) -> None:
    """No capabilities, none to be gained, bounded memory and logs; a restart when it dies."""
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert size(service["mem_limit"]) > 0
    assert service["logging"]["options"]["max-size"]
    assert service["restart"] in ("unless-stopped", "on-failure")


@pytest.mark.parametrize("name", OURS)
def test_ours_write_nothing(name: str) -> None:
    """A read-only image and a small memory for temporary files."""
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["tmpfs"][0].startswith("/tmp:size=")  # noqa: S108 - the container's


def test_workers_can_be_scaled() -> None:
    """Nothing of which there is only one; each has a place of its own in the group, kept over restarts."""
    worker = SERVICES["worker"]
    assert {"container_name", "ports", "hostname", "ipv4_address"} & set(worker) == set()
    assert '--set kafka.instance_id="$$HOSTNAME"' in worker["entrypoint"][-1]


@pytest.mark.parametrize("name", OURS)
def test_ours_start(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every variable is a setting with a value it takes, every command and option exists."""
    service = SERVICES[name]
    loaded(environment(service), monkeypatch)
    line = service.get("entrypoint", ["", "", ""])[-1].replace("$$HOSTNAME", "0f3a")
    assert parses(program(line) if line else service["command"]) == ""


def test_a_text_that_grows_ends_its_process_not_the_container(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pool and worker fit into the memory of the container, and what they unpack into its /tmp."""
    settings = loaded(environment(SERVICES["worker"]), monkeypatch)
    room = re.search(r"size=(\w+)", SERVICES["worker"]["tmpfs"][0])
    assert room
    assert size(room[1]) >= settings.pool.size * UNPACKED_BYTES
    most = OWN_BYTES + settings.pool.size * settings.pool.memory_bytes
    assert most <= size(SERVICES["worker"]["mem_limit"])


def test_ours_reach_kafka_inside() -> None:
    """The address they are given is one that Kafka advertises, and its limit takes the largest article."""
    kafka = SERVICES["kafka"]["environment"]
    for name in OURS:
        address = SERVICES[name]["environment"]["ESCALATION_KAFKA_BOOTSTRAP"]
        assert f"INTERNAL://{address}" in kafka["KAFKA_ADVERTISED_LISTENERS"].split(",")
    assert int(kafka["KAFKA_MESSAGE_MAX_BYTES"]) == setting("kafka").topics().raw.max_message_bytes


def test_topics_come_first() -> None:
    """Nobody of ours starts before they are there."""
    for name in ("worker", "page"):
        condition = SERVICES[name]["depends_on"]["topics"]["condition"]
        assert condition == "service_completed_successfully"
    assert SERVICES["topics"]["depends_on"]["kafka"]["condition"] == "service_healthy"


def test_ports_are_those_of_the_programs() -> None:
    """Metrics, page and Prometheus are looked for where they are."""
    scrape = documents("deploy/prometheus/prometheus.yml")[0]["scrape_configs"][0]
    found = scrape["dns_sd_configs"][0]
    source = documents("deploy/grafana/provisioning/datasources/prometheus.yml")[0]
    page = setting("page.port")

    assert (found["names"], found["type"]) == (["worker"], "A")
    assert [str(found["port"])] == SERVICES["worker"]["expose"] == [str(setting("http.port"))]
    assert SERVICES["page"]["ports"] == [f"127.0.0.1:{page}:{page}"]
    assert f"127.0.0.1:{page}/livez" in SERVICES["page"]["healthcheck"]["test"][-1]
    port = PUBLISHED.fullmatch(SERVICES["prometheus"]["ports"][0])
    assert port
    assert source["datasources"][0]["url"] == f"http://prometheus:{port[2]}"


@pytest.mark.parametrize("name", SERVICES)
def test_files_that_are_mounted_are_there(name: str) -> None:
    """And nothing can write to them."""
    for volume in SERVICES[name].get("volumes", ()):
        source, target, *mode = volume.split(":")
        assert Path(target).is_absolute()
        if source.startswith("."):
            assert (ROOT / source).is_dir()
            assert mode == ["ro"]
    if "build" in SERVICES[name]:
        assert (ROOT / SERVICES[name]["build"]["dockerfile"]).is_file()


def test_grafana_finds_its_dashboards() -> None:
    """Where they are mounted is where its provisioning and its home page look."""
    mounts = dict(volume.split(":")[:2] for volume in SERVICES["grafana"]["volumes"])
    where = mounts["./deploy/grafana/dashboards"]
    (provider,) = documents("deploy/grafana/provisioning/dashboards/worker.yml")[0]["providers"]
    home = SERVICES["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]

    assert provider["options"]["path"] == where
    assert (ROOT / "deploy/grafana/dashboards" / Path(home).relative_to(where)).is_file()
