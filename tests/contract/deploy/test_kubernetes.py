"""deploy/kubernetes agrees with Kubernetes' own schemas and with the worker."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.contract.deploy.conftest import (
    OWN_BYTES,
    ROOT,
    UNPACKED_BYTES,
    documents,
    loaded,
    parses,
)
from worker.config import ConfigError, Settings
from worker.config.names import known_keys

FOLDER = ROOT / "deploy/kubernetes"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml") if path.name != "kustomization.yaml")
OBJECTS = [one for name in FILES for one in documents(f"deploy/kubernetes/{name}")]
PODS = [one for one in OBJECTS if one["kind"] in ("Job", "StatefulSet", "Deployment")]
KUSTOMIZATION = documents("deploy/kubernetes/kustomization.yaml")[0]


def named(one: dict[str, Any]) -> str:
    """The name of an object for the report of a test."""
    return f"{one['kind']}/{one['metadata']['name']}"


def only(kind: str, name: str = "escalation-worker") -> dict[str, Any]:
    """An object by kind and name."""
    found: list[dict[str, Any]] = [one for one in OBJECTS if named(one) == f"{kind}/{name}"]
    (the_one,) = found
    return the_one


def pod(one: dict[str, Any]) -> dict[str, Any]:
    """The pod that an object makes."""
    spec: dict[str, Any] = one["spec"]["template"]["spec"]
    return spec


def container(one: dict[str, Any]) -> dict[str, Any]:
    """Its only container."""
    (found,) = pod(one)["containers"]
    return dict(found)


def schema(one: dict[str, Any]) -> dict[str, Any]:
    """What its kind may say: of Kubernetes 1.37 and of the Prometheus Operator, nothing else allowed."""
    if one["kind"] == "PodMonitor":
        return read("podmonitor.v1.schema.json")
    whole = read("kubernetes.v1.37.schema.json")
    (reference,) = [r for r in whole["anyOf"] if r["$ref"].endswith(f".{one['kind']}")]
    return {"$defs": whole["$defs"], **reference}


def read(name: str) -> dict[str, Any]:
    """A schema that lies with the tests."""
    found: dict[str, Any] = json.loads((ROOT / "tests/data" / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("one", OBJECTS, ids=named)
def test_every_object_keeps_its_schema(one: dict[str, Any]) -> None:
    """A misspelt field is an error here, not a default there."""
    jsonschema_rs.validator_for(schema(one), offline=True).validate(one)


def test_a_misspelt_field_is_seen() -> None:
    """The schemas are closed."""
    wrong = only("StatefulSet") | {"spec": only("StatefulSet")["spec"] | {"replica": 3}}
    with pytest.raises(jsonschema_rs.ValidationError, match="replica"):
        jsonschema_rs.validator_for(schema(wrong), offline=True).validate(wrong)


def test_every_file_is_listed() -> None:
    """`kubectl apply -k` makes all of it, in one namespace."""
    assert sorted(KUSTOMIZATION["resources"]) == FILES
    assert {one["metadata"].get("namespace", "escalation") for one in OBJECTS} == {"escalation"}


@pytest.mark.parametrize("one", PODS, ids=named)
def test_every_pod_starts(
    one: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its settings are settings, its secret gives what is missing, its command line is understood."""
    file = tmp_path / "escalation-worker.toml"
    file.write_text(only("ConfigMap")["data"][file.name], encoding="utf-8")
    fields = {env["name"]: "escalation-worker-0" for env in container(one).get("env", ())}

    loaded(dict.fromkeys(secrets(), "sixteen letters and more") | fields, monkeypatch, file)

    assert parses(container(one)["args"]) == ""
    (config,) = [v for v in container(one)["volumeMounts"] if v["name"] == "config"]
    assert f"{config['mountPath']}/{file.name}" in container(one)["args"]


def secrets() -> Iterator[str]:
    """The variables of the Secret, as the kustomization says to make it."""
    text = (FOLDER / "kustomization.yaml").read_text(encoding="utf-8")
    yield from re.findall(r"--from-literal=(\w+)=", text)


def test_the_secret_holds_settings() -> None:
    """Three of them, each under the name of its variable."""
    variables = {f"ESCALATION_{key.replace('.', '_').upper()}" for key in known_keys(Settings)}
    assert len(set(secrets())) == 3
    assert set(secrets()) <= variables


@pytest.mark.parametrize("one", PODS, ids=named)
def test_pods_may_do_nothing(one: dict[str, Any]) -> None:
    """They keep the restricted standard, and nobody hands them a token or variables."""
    spec, inside = pod(one), container(one)
    assert spec["automountServiceAccountToken"] is False
    assert spec["enableServiceLinks"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert inside["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {"memory"} == set(inside["resources"]["limits"])
    assert {"name": "tmp", "mountPath": "/tmp"} in inside["volumeMounts"]  # noqa: S108


def test_why_service_links_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kubernetes would set a variable that looks like the page's port for the Service of the page."""
    service = only("Service", "escalation-page")["metadata"]["name"].upper().replace("-", "_")
    with pytest.raises(ConfigError, match=r"page\.port"):
        loaded({f"{service}_PORT": "tcp://10.96.0.7:80"}, monkeypatch)


def test_workers_keep_their_names() -> None:
    """A stable name is the place in the consumer group; one goes at a time."""
    worker = only("StatefulSet")
    (env,) = container(worker)["env"]
    assert env["name"] == "ESCALATION_KAFKA_INSTANCE_ID"
    assert env["valueFrom"]["fieldRef"]["fieldPath"] == "metadata.name"
    assert worker["spec"]["serviceName"] == only("Service")["metadata"]["name"]
    assert only("PodDisruptionBudget")["spec"]["maxUnavailable"] == 1
    assert pod(worker)["terminationGracePeriodSeconds"] > 5


def test_there_is_work_for_every_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of them than partitions; pool and worker fit into the memory of a pod and its /tmp."""
    file = tmp_path / "escalation-worker.toml"
    file.write_text(only("ConfigMap")["data"][file.name], encoding="utf-8")
    settings = loaded(dict.fromkeys(secrets(), "sixteen letters and more"), monkeypatch, file)
    limits = container(only("StatefulSet"))["resources"]["limits"]

    assert only("StatefulSet")["spec"]["replicas"] <= settings.kafka.partitions
    most = OWN_BYTES + settings.pool.size * settings.pool.memory_bytes
    assert most <= int(limits["memory"].removesuffix("Mi")) * 2**20
    (room,) = [v["emptyDir"] for v in pod(only("StatefulSet"))["volumes"] if v["name"] == "tmp"]
    assert int(room["sizeLimit"].removesuffix("Mi")) * 2**20 >= settings.pool.size * UNPACKED_BYTES


@pytest.mark.parametrize("kind", ["StatefulSet", "Deployment"])
def test_probes_ask_what_is_served(kind: str) -> None:
    """Paths that the servers have, at the port of the container, which is the default one."""
    name = "escalation-worker" if kind == "StatefulSet" else "escalation-page"
    inside, settings = container(only(kind, name)), Settings()
    (port,) = inside["ports"]
    probes = [one["httpGet"] for key, one in inside.items() if key.endswith("Probe")]

    served = {"metrics": settings.http.port, "http": settings.page.port}[port["name"]]
    assert port["containerPort"] == served
    assert {probe["port"] for probe in probes} == {port["name"]}
    assert {probe["path"] for probe in probes} <= {"/livez", "/readyz"}
    served_by = "worker/page/health.py" if kind == "StatefulSet" else "worker/page/site"
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            [ROOT / served_by] if served_by.endswith(".py") else (ROOT / served_by).rglob("*.py")
        )
    )
    assert all(probe["path"] in text for probe in probes)


def test_selectors_meet_their_pods() -> None:
    """Services, budget, monitor and policy select what is there."""
    labels = {named(one): one["spec"]["template"]["metadata"]["labels"] for one in PODS}
    worker, page = labels["StatefulSet/escalation-worker"], labels["Deployment/escalation-page"]
    assert only("Service")["spec"]["selector"] == worker
    assert only("Service", "escalation-page")["spec"]["selector"] == page
    for kind in ("PodDisruptionBudget", "PodMonitor"):
        assert only(kind)["spec"]["selector"]["matchLabels"] == worker
    assert only("NetworkPolicy")["spec"]["podSelector"]["matchLabels"].items() <= page.items()


def test_prometheus_knows_the_job() -> None:
    """The alert rules name it."""
    (endpoint,) = only("PodMonitor")["spec"]["podMetricsEndpoints"]
    (relabeled,) = endpoint["relabelings"]
    rules = (ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8")

    assert endpoint["port"] == container(only("StatefulSet"))["ports"][0]["name"]
    assert f'job="{relabeled["replacement"]}"' in rules
