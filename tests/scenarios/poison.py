"""Rows 4 and 9: articles that no worker survives as they are, and pool processes that die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

from aiokafka import ConsumerRecord

from bench.processes import children
from tests.integration.streams.test_poison import DEAD, POISON
from tests.scenarios.ground import Ground
from tests.scenarios.play import Play, playing
from tests.scenarios.reader import Reader, afterwards
from tests.scenarios.table import Result, Sizes, scenario
from tests.scenarios.traffic import Traffic
from tests.scenarios.verifier import Wanted
from tests.support.children import article
from worker.messages.topics import Topics

_CLASS = "__connect.errors.exception.class.name"


@scenario(
    4,
    "poison",
    does="5% of {articles} articles are poison of 14 kinds",
    passes="every dead letter with its code and its bytes, the rest published, no restart",
    full={"articles": 10_000},
    small={"articles": 300},
)
async def poison(ground: Ground, sizes: Sizes) -> Result:
    """Every twentieth article is poison, one kind after the other."""
    result = Result()
    async with ground.stage(article_timeout="1") as (cluster, fleet):
        traffic = Traffic(cluster.topics, sizes["articles"])
        messages = list(_poisoned(traffic))
        wanted = _wanted(traffic, messages)
        async with Reader(cluster.bootstrap, *wanted.counts()) as reader:
            await fleet.start("one")
            await cluster.send(messages)
            await reader.until(wanted.counts(), seconds=600)
        later = await afterwards(cluster.bootstrap, wanted.counts(), settle=1)
        result.mismatches += wanted.compare(reader.records) + wanted.compare(later)
        wrong = [record.key for record in later if not _rightly_dead(record, cluster.topics)]
        result.hold(not wrong, f"every dead letter has its code, not {wrong[:5]}")
        result.hold(fleet.restarts == 0, f"no restart, not {fleet.restarts}")
        result.figures |= {
            "articles": sizes["articles"],
            "dead letters": wanted.counts()[cluster.topics.dead.name],
            "kinds": len(POISON),
        }
    return result


@scenario(
    9,
    "pool",
    does="{kills} pool processes killed mid-batch, {killers} articles that crash, hang or eat memory",
    passes="0 lost, 0 duplicates, each killer alone is dead-lettered, no restart of the worker",
    full={"articles": 10_000, "kills": 50, "killers": 30},
    small={"articles": 300, "kills": 1, "killers": 3},
)
async def pool(ground: Ground, sizes: Sizes) -> Result:
    """The worker loses its processes to SIGKILL and to articles; it must not lose anything else."""
    async with playing(
        ground, sizes["articles"], workers=("one",), article_timeout="1", memory=f"{2**29}"
    ) as play:
        killers = dict(_killers(sizes["killers"]))
        await play.cluster.send(killers.items())
        for number in range(sizes["kills"]):
            await play.reached(0.9 * (number + 1) / (sizes["kills"] + 1))
            _kill_a_child(play)
        play.extra = _dead(play, killers)
        result = await play.finish()
        result.hold(play.fleet.restarts == 0, f"no restart, not {play.fleet.restarts}")
        result.figures |= {"kills": sizes["kills"], "killers": len(killers)}
        return result


def _poisoned(traffic: Traffic) -> Iterator[tuple[bytes, bytes | None]]:
    kinds = list(POISON)
    for number, message in enumerate(traffic.messages()):
        if number % 20 == 0:
            kind = kinds[number // 20 % len(kinds)]
            yield b"%s/%d" % (kind.encode(), number), POISON[kind][0]
        else:
            yield message


def _rightly_dead(record: ConsumerRecord, topics: Topics) -> bool:
    """Whether a record is no dead letter, or one with the code of its kind."""
    if record.topic != topics.dead.name:
        return True
    code = dict(record.headers)[_CLASS].decode()
    return bool(code == POISON.get(_kind(record.key), (b"", "decode/not_json"))[1])


def _wanted(traffic: Traffic, messages: list[tuple[bytes, bytes | None]]) -> Wanted:
    """What comes of the good articles among ``messages``, and a dead letter of each that is not."""
    wanted, topics = Wanted(), traffic.topics
    for (key, value), good in zip(messages, traffic.each(), strict=True):
        kind = _kind(key)
        if kind in DEAD and value is not None:
            wanted.add(topics.dead.name, key, value)
        elif kind in POISON:
            wanted.values.update(_published(traffic, kind, wanted) if value else {})
        else:
            for topic, name, made in good:
                wanted.add(topic, name, made)
    return wanted


def _published(traffic: Traffic, kind: str, wanted: Wanted) -> dict[tuple[str, bytes], list[bytes]]:
    """Poison that is none: an article with NUL bytes in it is read as any other."""
    name, topics = kind.encode(), traffic.topics
    made = {
        (topics.enriched.name, name): [name + b"/0"],
        (topics.events.name, name): [name + b"/1", name + b"/2"],
    }
    return {place: wanted.values[place] + values for place, values in made.items()}


def _kind(key: bytes) -> str:
    return key.partition(b"/")[0].decode()


def _killers(count: int) -> Iterator[tuple[bytes, bytes]]:
    for number in range(count):
        name = f"killer-{number}"
        yield name.encode(), article(name, ("CRASH", "HANG", "EAT")[number % 3])


def _dead(play: Play, killers: dict[bytes, bytes]) -> Wanted:
    wanted = Wanted()
    for key, value in killers.items():
        wanted.add(play.cluster.topics.dead.name, key, value)
    return wanted


def _kill_a_child(play: Play) -> None:
    with suppress(IndexError, OSError):  # just then being replaced
        os.kill(children(play.fleet.pid("one"))[0], signal.SIGKILL)
