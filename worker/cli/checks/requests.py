"""What aiokafka's admin client cannot ask: which transactions are open (KIP-664).

https://cwiki.apache.org/confluence/display/KAFKA/KIP-664%3A+Provide+tooling+to+detect+and+abort+hanging+transactions
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Int64,
    Schema,
    TaggedFields,
)

_TEXT, _TAGS = CompactString("utf-8"), ("tags", TaggedFields)
_LIST, _DESCRIBE = 66, 65


@dataclass(frozen=True, slots=True)
class Transaction:
    """An open transaction: ``started`` in milliseconds since 1970, ``timeout`` in milliseconds."""

    name: str
    started: int
    timeout: int
    partitions: frozenset[tuple[str, int]]


class _ListResponse(Response):  # type: ignore[misc]
    API_KEY, API_VERSION = _LIST, 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("error_code", Int16),
        ("unknown_state_filters", CompactArray(_TEXT)),
        ("states", CompactArray(("id", _TEXT), ("producer", Int64), ("state", _TEXT), _TAGS)),
        _TAGS,
    )


class _ListStruct(RequestStruct):  # type: ignore[misc]
    FLEXIBLE_VERSION = True
    API_KEY, API_VERSION, RESPONSE_TYPE = _LIST, 0, _ListResponse
    SCHEMA = Schema(("states", CompactArray(_TEXT)), ("producers", CompactArray(Int64)), _TAGS)


class _List(Request[_ListStruct]):  # type: ignore[misc]
    API_KEY = _LIST

    def build(self, struct: type[_ListStruct]) -> _ListStruct:
        """Ask for those that are going on."""
        return struct(["Ongoing"], [], {})


class _DescribeResponse(Response):  # type: ignore[misc]
    API_KEY, API_VERSION = _DESCRIBE, 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "states",
            CompactArray(
                ("error_code", Int16),
                ("id", _TEXT),
                ("state", _TEXT),
                ("timeout", Int32),
                ("started", Int64),
                ("producer", Int64),
                ("epoch", Int16),
                (
                    "topics",
                    CompactArray(("topic", _TEXT), ("partitions", CompactArray(Int32)), _TAGS),
                ),
                _TAGS,
            ),
        ),
        _TAGS,
    )


class _DescribeStruct(RequestStruct):  # type: ignore[misc]
    FLEXIBLE_VERSION = True
    API_KEY, API_VERSION, RESPONSE_TYPE = _DESCRIBE, 0, _DescribeResponse
    SCHEMA = Schema(("ids", CompactArray(_TEXT)), _TAGS)


class _Describe(Request[_DescribeStruct]):  # type: ignore[misc]
    API_KEY = _DESCRIBE

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)

    def build(self, struct: type[_DescribeStruct]) -> _DescribeStruct:
        """Ask for these."""
        return struct(self._names, {})


async def open_transactions(admin: AIOKafkaAdminClient) -> list[Transaction]:
    """Those that are going on and that we may see; each broker tells of the ones it coordinates."""
    found = []
    for broker in (await admin.describe_cluster())["brokers"]:
        node = broker["node_id"]
        listed = await admin._send_request(_List(), node)
        if names := [name for name, *_ in listed.states]:
            described = await admin._send_request(_Describe(names), node)
            found += [_transaction(row) for row in described.states if not row[0]]
    return found


def _transaction(row: Sequence[object]) -> Transaction:
    _, name, _, timeout, started, _, _, topics, *_ = row
    partitions = frozenset(
        (topic, number)
        for topic, numbers, *_ in topics  # type: ignore[attr-defined]
        for number in numbers
    )
    return Transaction(str(name), int(started), int(timeout), partitions)  # type: ignore[call-overload]
