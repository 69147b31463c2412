"""Faust's assignor without what only tables asked for over the web need.

Faust tells every member where every partition is, and every member says it back when it joins. A group's
broker keeps all of that in one record: with 64 workers on 250 partitions it is larger than the megabyte that
``__consumer_offsets`` takes, and no rebalance ends any more (doc/scaling.md).
"""

from __future__ import annotations

from typing import Any

from faust.assignor.partition_assignor import PartitionAssignor
from faust.types.assignor import HostToPartitionMap


class Assignor(PartitionAssignor):
    """Each member is told of its own partitions; assigned is as Faust assigns."""

    def _get_external_topic_distribution(self, _assignments: Any) -> HostToPartitionMap:
        return {}

    def _get_changelog_distribution(self, _assignments: Any) -> HostToPartitionMap:
        return {}  # there are no tables, but Faust lists every member without one
