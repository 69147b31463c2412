"""``topics`` and ``doctor`` against a real cluster."""

from __future__ import annotations

import json

import pytest

from tests.integration.cli.conftest import Invoke
from worker.messages.topics import Topics

pytestmark = pytest.mark.broker


def test_topics_are_made_as_declared(invoke: Invoke, topic_prefix: str) -> None:
    """The cluster has every topic of the table, its partitions and its settings."""
    table = list(Topics(topic_prefix))

    made = invoke("topics", "create")
    listed = [json.loads(line) for line in invoke("topics", "list", "--json").stdout.splitlines()]

    assert made.stdout == f"created {', '.join(topic.name for topic in table)}\n"
    assert [row["topic"] for row in listed] == [topic.name for topic in table]
    assert [row["partitions"] for row in listed] == [topic.partitions for topic in table]
    assert [row["config"] for row in listed] == [dict(topic.config) for topic in table]


@pytest.mark.usefixtures("topics")
def test_topics_that_are_there_stay_as_they_are(invoke: Invoke) -> None:
    """Creating twice does nothing, with other settings neither."""
    again = invoke("topics", "create", "--set", "kafka.partitions=9")

    assert (again.exit_code, again.stdout) == (0, "all topics are there\n")
    assert "as declared" in invoke("topics", "list").stdout
    assert (
        "partitions is 4, not 9"
        in invoke("topics", "describe", "--set", "kafka.partitions=9").stdout
    )


def test_partitions_are_a_setting(invoke: Invoke) -> None:
    """A bigger cluster takes more; a topic that has one keeps one."""
    invoke("topics", "create", "--set", "kafka.partitions=6")

    rows = [json.loads(line) for line in invoke("topics", "list", "--json").stdout.splitlines()]
    wanted = [6 if topic.partitions > 1 else 1 for topic in Topics()]
    assert [row["partitions"] for row in rows] == wanted


def test_doctor_fails_for_missing_topics_and_says_what_to_do(invoke: Invoke) -> None:
    """One line a check, the remedy with it."""
    examined = invoke("doctor", "--json")

    checks = {check["name"]: check for check in map(json.loads, examined.stdout.splitlines())}
    missing = [name for name, check in checks.items() if check["detail"] == "missing"]
    assert examined.exit_code == 1
    assert len(missing) == len(list(Topics()))
    assert checks[missing[0]]["remedy"] == "`escalation-worker topics create`"


@pytest.mark.usefixtures("topics")
def test_doctor_finds_broker_topics_clock_and_models_well(invoke: Invoke) -> None:
    """The clock is compared with a record that the broker stamps; its topic is gone afterwards."""
    examined = invoke("doctor", "--json")

    checks = [json.loads(line) for line in examined.stdout.splitlines()]
    assert [check for check in checks if check["status"] == "fail"] == []
    assert {"broker", "clock", "versions", "model de", "model en"} <= {c["name"] for c in checks}
    assert next(check for check in checks if check["name"] == "clock")["status"] == "ok"
