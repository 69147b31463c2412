"""What a member of the group is told when partitions are assigned."""

from __future__ import annotations

from pathlib import Path

import pytest
from faust.assignor.client_assignment import ClientMetadata
from faust.types import TP

from worker.streams.app import GroupOptions, build_app
from worker.streams.assignor import Assignor
from worker.streams.connection import Connection


class Cluster:
    """Two topics with four partitions each."""

    def partitions_for_topic(self, topic: str) -> set[int]:
        """The same for both."""
        return {"raw": {0, 1, 2, 3}, "observations": {0, 1, 2, 3}}[topic]


@pytest.fixture
def members(tmp_path: Path) -> dict[str, Assignor]:
    """Two workers as the app makes them."""
    app = build_app(GroupOptions("group"), Connection("localhost:9092"), datadir=tmp_path)
    chosen: object = app.conf.PartitionAssignor
    assert chosen is Assignor
    return {name: Assignor(app) for name in ("a", "b")}


def test_a_member_is_told_of_its_own_partitions_alone(members: dict[str, Assignor]) -> None:
    """The partitions are shared, and each is said to one member: a group's record stays small."""
    joined = {name: member.metadata({"raw", "observations"}) for name, member in members.items()}

    told = members["a"].assign(Cluster(), joined)

    for name, member in members.items():
        member.on_assignment(told[name])
        said = ClientMetadata.loads(member.metadata({"raw", "observations"}).user_data)
        assert not said.external_topic_distribution
        assert not said.changelog_distribution
    assert not members["a"].assigned_actives() & members["b"].assigned_actives()
    assert members["a"].assigned_actives() | members["b"].assigned_actives() == {
        TP(topic, number) for topic in ("raw", "observations") for number in range(4)
    }
