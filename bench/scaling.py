"""``python -m bench.scaling``: what a rebalance of a big group costs, by Faust's own assignor.

No cluster is started: members are made as Faust makes them, and the assignor that a group's leader runs
assigns the worker's topics to them. Three times: to a new group, when a worker joins, when one leaves. What
is measured is the leader's time, who has how many partitions, how many change hands, and the bytes that the
leader sends and that the broker keeps as one record of ``__consumer_offsets``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typer
from faust.assignor.partition_assignor import PartitionAssignor
from pydantic import TypeAdapter
from rich.console import Console
from yarl import URL

from bench import machine
from bench.paths import RESULTS, ROOT
from bench.tables import put, table
from worker.messages.topics import Topics
from worker.streams.app import GroupOptions, build_app
from worker.streams.assignor import Assignor
from worker.streams.connection import Connection

FILE, PAGE = RESULTS / "scaling.json", ROOT / "doc" / "scaling.md"
#: Partitions of articles.raw and workers of each simulated group.
SIZES = ((4, 1), (16, 4), (64, 16), (250, 64), (500, 125), (1000, 100), (1000, 250), (1000, 1000))

_HEAD = (
    "partitions", "workers", "first assignment, s", "join, s", "leave, s", "moved at a join, of all",
    "producers a worker", "group's record, MB", "the same by Faust, MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rebalance:
    """One assignment: seconds of the leader, fewest and most lanes of a worker, lanes of a new owner.

    ``largest_bytes`` is the largest assignment of a member, ``group_bytes`` those of all with what the
    members said of themselves.
    """

    seconds: float
    fewest: int
    most: int
    moved: int
    largest_bytes: int
    group_bytes: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group of ``workers`` on topics with ``partitions``; ``lanes`` are all that it reads.

    ``faust_bytes`` is what the group's record would have at a join with Faust's own assignor.
    """

    partitions: int
    workers: int
    lanes: int
    first: Rebalance
    join: Rebalance
    leave: Rebalance
    faust_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Scaling:
    """What was simulated, when and under which load average."""

    made: str
    load: tuple[float, ...]
    groups: tuple[Group, ...]


class Cluster:
    """The part of aiokafka's cluster metadata that an assignor asks."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """``counts`` has the partitions by topic."""
        self.counts = counts

    def partitions_for_topic(self, topic: str) -> set[int]:
        """The numbers of a topic's partitions."""
        return set(range(self.counts[topic]))


def member(assignor: type[PartitionAssignor], app: Any, number: int) -> PartitionAssignor:
    """The assignor of a worker, at an address of its own as in a cluster of machines."""
    address = URL(f"http://escalation-worker-{number}.workers.svc.cluster.local:6066")
    made: type[PartitionAssignor] = type("Member", (assignor,), {"_url": address})
    return made(app)


def main() -> None:
    """Simulate the groups; writes bench/results/scaling.json and the table in doc/scaling.md."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    loads, groups = [machine.load_average()], []
    for partitions, workers in SIZES:
        plain = simulate(partitions, workers, PartitionAssignor)
        group = simulate(partitions, workers)
        groups.append(replace(group, faust_bytes=plain.join.group_bytes))
        loads.append(machine.load_average())
        console.print(" | ".join(_row(groups[-1])))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    found = Scaling(made, tuple(loads), tuple(groups))
    FILE.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")
    put(PAGE, render(found))


def simulate(partitions: int, workers: int, assignor: type[PartitionAssignor] = Assignor) -> Group:
    """Assign to a new group of ``workers``, let one join, let one leave; with the worker's own assignor."""
    cluster = Cluster(counts(partitions))
    with TemporaryDirectory(prefix="escalation-scaling-") as folder:
        app = build_app(GroupOptions("scaling"), Connection("localhost:9092"), datadir=Path(folder))
        members = {
            f"faust-{number:032d}": member(assignor, app, number) for number in range(workers + 1)
        }
        *older, newcomer = members
        first = _rebalance(cluster, {name: members[name] for name in older})
        join = _rebalance(cluster, members)
        leave = _rebalance(cluster, {name: members[name] for name in (*older[1:], newcomer)})
    return Group(partitions, workers, sum(cluster.counts.values()), first, join, leave)


def counts(partitions: int) -> dict[str, int]:
    """The topics a worker reads, with their partitions where ``kafka.partitions`` is so many."""
    topics = Topics()
    return {
        topic.name: partitions if topic.partitions > 1 else 1
        for topic in (topics.raw, topics.signatures, topics.observations)
    }


def _rebalance(cluster: Cluster, members: Mapping[str, PartitionAssignor]) -> Rebalance:
    """What the leader does, then what each member does with its part of it."""
    joined = {name: member.metadata(set(cluster.counts)) for name, member in members.items()}
    before = {name: member.assigned_actives() for name, member in members.items()}
    leader = next(iter(members.values()))
    started = time.perf_counter()
    assigned = leader.assign(cluster, joined)
    sent = {name: one.encode() for name, one in assigned.items()}
    seconds = time.perf_counter() - started
    for name, member in members.items():
        member.on_assignment(assigned[name])
    lanes = {name: member.assigned_actives() for name, member in members.items()}
    sizes = [len(one) for one in lanes.values()]
    return Rebalance(
        seconds=round(seconds, 4),
        fewest=min(sizes),
        most=max(sizes),
        moved=sum(len(lanes[name] - before[name]) for name in members),
        largest_bytes=max(map(len, sent.values())),
        group_bytes=sum(len(sent[name]) + len(joined[name].encode()) for name in members),
    )


def load(path: Path = FILE) -> Scaling:
    """The results in a file; raises pydantic.ValidationError for another file."""
    return TypeAdapter(Scaling).validate_json(path.read_bytes())


def render(found: Scaling) -> str:
    """The table of doc/scaling.md."""
    low, high = min(found.load), max(found.load)
    return f"{table(_HEAD, map(_row, found.groups))}\n\nSimulated {found.made}; load average {low} to {high}."


def _row(group: Group) -> tuple[str, ...]:
    first, join = group.first, group.join
    producers = str(first.most) if first.fewest == first.most else f"{first.fewest} to {first.most}"
    return (
        f"{group.partitions:,}",
        f"{group.workers:,}",
        f"{first.seconds:.2f}",
        f"{join.seconds:.2f}",
        f"{group.leave.seconds:.2f}",
        f"{join.moved:,} of {group.lanes:,}",
        producers,
        f"{join.group_bytes / 1e6:,.2f}",
        f"{group.faust_bytes / 1e6:,.2f}",
    )


if __name__ == "__main__":
    typer.run(main)
