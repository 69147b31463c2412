"""How much disk the changelogs take at the brokers: Kafka's DescribeLogDirs, which aiokafka lacks.

Compaction that stopped is seen nowhere else: the state stays small, restores grow slow, a disk fills up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping

import structlog
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Int16, Int32, Int64, Schema, String

from worker.metrics import Metrics
from worker.streams.lanes import Partition

_INTERVAL_SECONDS = 15.0

log = structlog.get_logger(__name__)


class _Described(Response):
    """Error, folder and partitions of each folder of a broker."""

    API_KEY, API_VERSION = 35, 1
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "results",
            Array(
                ("error_code", Int16),
                ("log_dir", String("utf-8")),
                (
                    "topics",
                    Array(
                        ("name", String("utf-8")),
                        (
                            "partitions",
                            Array(
                                ("partition_index", Int32),
                                ("partition_size", Int64),
                                ("offset_lag", Int64),
                                ("is_future_key", Boolean),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


class _Describe(RequestStruct):
    API_KEY, API_VERSION, RESPONSE_TYPE = 35, 1, _Described
    SCHEMA = Schema(
        ("topics", Array(("topic", String("utf-8")), ("partitions", Array(Int32)))),
    )


class _DescribeLogDirs(Request[_Describe]):
    API_KEY = 35

    def __init__(self, partitions: Collection[Partition]) -> None:
        topics = sorted({topic for topic, _ in partitions})
        self._topics = [
            (topic, sorted(number for name, number in partitions if name == topic))
            for topic in topics
        ]

    def build(self, request_struct_class: type[_Describe]) -> _Describe:
        return request_struct_class(self._topics)


async def sizes(
    admin: AIOKafkaAdminClient, partitions: Collection[Partition]
) -> dict[Partition, int]:
    """Bytes on disk of each partition's largest replica; raises KafkaError when no broker says.

    A partition of which no broker may speak is left out.
    """
    brokers = [broker["node_id"] for broker in (await admin.describe_cluster())["brokers"]]
    found: dict[Partition, int] = {}
    for broker in brokers:
        answer = await admin._send_request_to_node(broker, _DescribeLogDirs(partitions))
        for partition, size in _partitions(answer):
            found[partition] = max(size, found.get(partition, 0))
    return found


def _partitions(answer: Response) -> Iterable[tuple[Partition, int]]:
    for _error, _folder, topics in answer.results:
        for topic, partitions in topics:
            for number, size, _lag, _moves in partitions:
                yield (topic, number), size


class DiskGauges:
    """Asks four times a minute how much disk the changelogs of this worker's partitions take."""

    def __init__(self, metrics: Metrics, admin: AIOKafkaAdminClient) -> None:
        self._metrics = metrics
        self._admin = admin
        self._told: set[Partition] = set()

    async def run(self, owned: Callable[[], Collection[Partition]]) -> None:
        """Look for ever; a broker that does not answer costs a line of the log and no more."""
        while True:
            partitions = owned()
            try:
                self._tell(await sizes(self._admin, partitions) if partitions else {})
            except (KafkaError, TimeoutError, OSError) as error:
                log.info("changelogs not measured", error=repr(error))
            await asyncio.sleep(_INTERVAL_SECONDS if partitions else 1.0)

    def _tell(self, found: Mapping[Partition, int]) -> None:
        for topic, number in self._told - set(found):
            self._metrics.forget("changelog_bytes", topic, str(number))
        for (topic, number), size in found.items():
            self._metrics.gauge("changelog_bytes", topic, str(number)).set(size)
        self._told = set(found)
