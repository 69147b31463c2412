"""The stages behind the coder as the lanes run them: bytes in, outputs and state changes out.

A stage works in the event loop, on small records, one after the other. What it changes in its state goes
out in the transaction that commits the source offset, so state and offset are never apart; a lane whose
transaction fails is closed, and its state is restored from what was committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from worker.domain.outcome import DeadLettered
from worker.messages import alerts, index, observations, signatures, stories
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topic, Topics
from worker.stages.index import Index, state
from worker.stages.index.stage import Heard
from worker.stages.stories import Stories
from worker.stages.stories.stage import Told
from worker.streams.processed import Processed, failed


class Stage(Protocol):
    """What a lane needs of a stage with state."""

    name: str
    changelog: Topic

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much it remembers, by what it is."""

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog; raises ValueError or KeyError when it is none."""

    def step(self, source: SourceRecord) -> Processed:
        """Take one record in; the outputs carry the changes of the state too."""


class Stateful:
    """A stage for one partition; ``applied`` is the offset behind the last record it took in.

    Where that is what the group has committed, the state is that of the commit and need not be restored.
    """

    def __init__(self, stage: Stage, *, applied: int) -> None:
        self.stage = stage
        self.applied = applied

    def process(self, source: SourceRecord) -> asyncio.Future[Processed]:
        """The finished result, as a lane takes it."""
        done: asyncio.Future[Processed] = asyncio.get_running_loop().create_future()
        done.set_result(self.stage.step(source))
        self.applied = source.offset + 1
        return done


class StoriesStage:
    """articles.signatures → stories, index.observations (to ``partitions`` of it) and the changelog."""

    name = "stories"

    def __init__(self, stage: Stories, *, topics: Topics, partitions: int) -> None:
        self.changelog = topics.stories_changelog
        self._stage = stage
        self._topics = topics
        self._partitions = partitions

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much it remembers, by what it is."""
        return self._stage.sizes

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog."""
        self._stage.restore(key, value)

    def step(self, source: SourceRecord) -> Processed:
        """Find or begin the story of an article."""
        try:
            article = signatures.decode(source)
        except signatures.NoSignature as error:
            return failed(DeadLettered("decode/schema", str(error)))
        told = self._stage.step(article)
        changed = (Record(self.changelog.name, key, value) for key, value in told.changes)
        outputs = (*self._ticks(told), *self._outputs(told), *changed)
        return Processed("published", told.outcome, article_id=article.article_id, records=outputs)

    def _ticks(self, told: Told) -> Iterator[Record]:
        """Every partition of the index must know what time it is."""
        if told.tick:
            tick = observations.encode_tick(told.tick, topic=self._topics.observations)
            yield from (replace(tick, partition=number) for number in range(self._partitions))

    def _outputs(self, told: Told) -> Iterator[Record]:
        if told.update:
            yield stories.encode(told.update, topic=self._topics.stories)
        for observation in told.observations:
            yield observations.encode(observation, topic=self._topics.observations)


class IndexStage:
    """A partition of index.observations → escalation.index, escalation.alerts and the changelog."""

    name = "index"

    def __init__(self, stage: Index, *, topics: Topics, partition: int) -> None:
        self.changelog = topics.index_changelog
        self.index = self._stage = stage
        self._topics = topics
        self._partition = partition

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much it remembers, by what it is."""
        return self._stage.sizes

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog."""
        state.restore(self._stage, key, value)

    def step(self, source: SourceRecord) -> Processed:
        """Take an observation or the time in."""
        try:
            heard = self._stage.step(observations.decode(source))
        except observations.NoObservation as error:
            return failed(DeadLettered("decode/schema", str(error)))
        return Processed(
            "published",
            heard.outcome,
            records=tuple(self._outputs(heard)),
            counts=tuple(("alerts", alert.severity, alert.status) for alert in heard.alerts),
        )

    def _outputs(self, heard: Heard) -> Iterator[Record]:
        for reading in heard.readings:
            yield index.encode(reading, topic=self._topics.index)
        for subject in heard.gone:
            yield index.gone(subject, topic=self._topics.index)
        for alert in heard.alerts:
            yield alerts.encode(alert, topic=self._topics.alerts)
        for key, value in state.records(heard.changes):
            yield Record(self.changelog.name, key, value, partition=self._partition)
