"""The checks of ``doctor``: each looks at one thing and says what to do about it."""

from __future__ import annotations

import platform
import shutil
import socket
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Literal

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from worker.bootstrap import CoderOptions, build_coder
from worker.cli import cluster
from worker.cli.clients import reason, running
from worker.cli.failures import CommandError
from worker.config import Settings
from worker.domain.errors import DataError
from worker.local import LocalKafkaError, folders
from worker.local.java import find_java

Status = Literal["ok", "warn", "fail"]
_LIBRARIES = ("faust-streaming", "aiokafka", "spacy", "pydantic", "aiohttp")
_MOST_SKEW_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do when it is not well."""

    name: str
    status: Status
    detail: str
    remedy: str = ""


def machine(settings: Settings) -> Iterator[Check]:
    """Versions, models, the port for /metrics, and what ``up`` needs."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    yield Check("versions", "ok", f"Python {platform.python_version()}, {libraries}")
    for language in settings.languages:
        yield _model(settings, language)
    yield _port(settings)
    yield _java()
    yield _maven()


async def kafka(settings: Settings) -> AsyncIterator[Check]:
    """The cluster, its topics and its clock; ends early where there is no cluster."""
    connection = settings.kafka.connection()
    try:
        async with running(AIOKafkaAdminClient, connection) as admin:
            brokers = len((await admin.describe_cluster())["brokers"])
            yield Check("broker", "ok", f"{connection.bootstrap}, {brokers} in the cluster")
            async for check in _topics(admin, settings):
                yield check
            yield await _clock(admin, settings)
    except CommandError as error:
        problem, _, remedy = str(error).partition("\n")
        yield Check("broker", "fail", problem, remedy)


async def _topics(admin: AIOKafkaAdminClient, settings: Settings) -> AsyncIterator[Check]:
    table = list(settings.kafka.topics())
    for topic, found in zip(table, (await cluster.find(admin, table)).values(), strict=True):
        name = f"topic {topic.name}"
        if found is None:
            yield Check(name, "fail", "missing", "`escalation-worker topics create`")
        elif wrong := cluster.differences(topic, found, settings.kafka):
            yield Check(
                name, "warn", "; ".join(wrong), "Kafka's own tools change it, or adapt the settings"
            )
        else:
            yield Check(name, "ok", f"{found.partitions} partitions, {found.replication} replicas")


async def _clock(admin: AIOKafkaAdminClient, settings: Settings) -> Check:
    """Ask for the broker's time with a record that it stamps, on a topic that is removed again."""
    name = f"{settings.kafka.topic_prefix}doctor-{uuid.uuid4().hex[:8]}"
    stamped = NewTopic(name, 1, 1, topic_configs={"message.timestamp.type": "LogAppendTime"})
    try:
        await admin.create_topics([stamped])
        async with running(AIOKafkaProducer, settings.kafka.connection()) as producer:
            await producer.send_and_wait(name, b"the first one waits for the new topic")
            before = time.time()
            sent = await producer.send_and_wait(name, b"what time is it?")
            here = (before + time.time()) / 2
        await admin.delete_topics([name])
    except KafkaError as error:
        return Check("clock", "warn", f"not compared with the broker's: {reason(error)}")
    skew = here - sent.timestamp / 1000
    detail = f"{abs(skew):.1f} s {'ahead of' if skew > 0 else 'behind'} the broker's"
    if abs(skew) > _MOST_SKEW_SECONDS:
        return Check(
            "clock", "warn", detail, "synchronize both machines with NTP: lag and delay lie"
        )
    return Check("clock", "ok", detail)


def _model(settings: Settings, language: str) -> Check:
    started = time.monotonic()
    try:
        build_coder(CoderOptions((language,), settings.models), warm=True)
    except (DataError, OSError) as error:
        remedy = f"reinstall the package, or check models.{language}"
        return Check(f"model {language}", "fail", str(error), remedy)
    return Check(f"model {language}", "ok", f"loads in {time.monotonic() - started:.1f} s")


def _port(settings: Settings) -> Check:
    address = (settings.http.host, settings.http.port)
    try:
        with socket.create_server(address):
            return Check("http", "ok", f"{address[0]}:{address[1]} is free for /metrics")
    except OSError as error:
        remedy = "fine when that is a worker of yours; otherwise set http.port"
        return Check("http", "warn", f"{address[0]}:{address[1]}: {error.strerror}", remedy)


def _java() -> Check:
    try:
        return Check("java", "ok", f"{find_java()}, for `up`")
    except LocalKafkaError as error:
        return Check("java", "warn", str(error), "needed for `escalation-worker up` alone")


def _maven() -> Check:
    if folders.jar_cache().is_dir():
        return Check("kafka", "ok", f"jars in {folders.jar_cache()}, for `up`")
    if maven := shutil.which("mvn"):
        return Check("kafka", "ok", f"{maven} fetches its jars at the first `up`")
    return Check("kafka", "warn", "no mvn command", "needed for `up` alone: apt-get install maven")
