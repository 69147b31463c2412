"""The Faust edge: what a record is when it leaves Faust, and how the app is set up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, Self, cast

import faust
import pytest
from faust.types.tuples import Message

from tests.unit.streams.conftest import Assignment
from worker.messages.record import Headers, SourceRecord
from worker.streams.app import GroupOptions, add_stage, build_app, source_record
from worker.streams.connection import Connection

#: Kafka allows a name twice, a header without a value, and one that is empty.
HEADERS: Headers = (("trace", b"1"), ("trace", b"2"), ("none", None), ("empty", b""))


@pytest.fixture
def app(tmp_path: Path) -> faust.App:
    """An app that is never started."""
    connection = Connection("one:9092,two:9092", "SASL_PLAINTEXT", "PLAIN", "worker", "secret")
    return build_app(GroupOptions("coders", "pod-1", 20.0), connection, datadir=tmp_path)


def event(
    app: faust.App, offset: int, value: bytes | None, headers: Headers = (), generation: int = 0
) -> faust.Event:
    """An event as Faust makes it from a record; its types know less than Kafka does."""
    message = Message(
        "articles.raw", 2, offset, 1_656_518_640.123, 0, cast("Any", headers), b"key", value, None,
        generation_id=generation,
    )  # fmt: skip
    return faust.Event(app, b"key", value, cast("Any", headers), message)


class Delivered:
    """A stream that delivers these events and ends."""

    def __init__(self, events: Iterable[faust.Event]) -> None:
        self._events = events
        self.acknowledges = True

    def noack(self) -> Self:
        """Leave the offsets to the lanes."""
        self.acknowledges = False
        return self

    async def events(self) -> AsyncIterator[faust.Event]:
        """One after the other."""
        for event in self._events:
            yield event


@pytest.mark.parametrize("headers", [(), HEADERS])
@pytest.mark.parametrize("value", [None, b"", b"\xff{"])
def test_a_record_leaves_faust_as_it_came(
    app: faust.App, headers: Headers, value: bytes | None
) -> None:
    """Every byte, every header in its order, and Kafka's milliseconds."""
    assert source_record(event(app, 1417, value, headers)) == SourceRecord(
        "articles.raw", 2, 1417, 1_656_518_640_123, b"key", value, headers
    )


async def test_the_stage_drops_what_an_older_generation_has_read(app: faust.App) -> None:
    """It was read before the last rebalance; whoever has the partition now reads it again."""
    made = Assignment()
    add_stage(app, topic="articles.raw", lanes=made.lanes)
    await made.lanes.assign([("articles.raw", 2)])
    app.consumer_generation_id = 7
    stream = Delivered(
        event(app, offset, b"%d" % offset, generation=generation)
        for offset, generation in ((0, 7), (5, 6), (1, 7), (6, 6), (2, 7))
    )

    await cast("Any", app.agents["articles.raw"].fun)(stream)

    assert (made.taken, stream.acknowledges) == ([0, 1, 2], False)
    await made.lanes.revoke()


def test_the_app_joins_its_group_as_a_static_member(app: faust.App) -> None:
    """A restarted worker takes its partitions back without a rebalance."""
    assert app.conf.id == "coders"
    assert app.conf.consumer_group_instance_id == "pod-1"
    assert app.conf.broker_session_timeout == 20.0
    assert [str(url) for url in app.conf.broker] == ["kafka://one:9092", "kafka://two:9092"]


def test_the_app_neither_produces_nor_serves_nor_makes_topics(app: faust.App) -> None:
    """Outputs and offsets are written by the lanes alone, in one transaction."""
    assert (app.boot_strategy.enable_kafka_producer, app.boot_strategy.enable_web) == (False, False)
    assert (app.conf.topic_allow_declare, app.conf.topic_disable_leader) == (False, True)


def test_credentials_reach_faust(app: faust.App) -> None:
    """The consumer logs in like the producers do."""
    credentials = app.conf.broker_credentials

    assert isinstance(credentials, faust.SASLCredentials)
    assert (credentials.username, credentials.password) == ("worker", "secret")


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
@pytest.mark.parametrize("protocol", ["SASL_PLAINTEXT", "SASL_SSL"])
def test_faust_keeps_protocol_and_mechanism(protocol: str, mechanism: str, tmp_path: Path) -> None:
    """It takes the protocol from whether there is a TLS context."""
    connection = Connection("a:1", protocol, mechanism, "worker", "secret")  # type: ignore[arg-type]

    credentials = build_app(GroupOptions("g"), connection, datadir=tmp_path).conf.broker_credentials

    assert isinstance(credentials, faust.SASLCredentials)
    assert (credentials.protocol.value, credentials.mechanism.value) == (protocol, mechanism)
    assert (credentials.ssl_context is not None) == (protocol == "SASL_SSL")


def test_faust_takes_the_context_of_a_client_certificate(tmp_path: Path) -> None:
    """TLS alone, without a user."""
    app = build_app(GroupOptions("g"), Connection("a:1", "SSL"), datadir=tmp_path)

    assert isinstance(app.conf.broker_credentials, faust.SSLCredentials)
    assert app.conf.broker_credentials.context.check_hostname
