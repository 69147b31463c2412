"""The stages behind the coder as the lanes run them: bytes in, outputs and state changes out.

A stage works in the event loop, on small records, one after the other. What it changes in its state goes
out in the transaction that commits the source offset, so state and offset are never apart; a lane whose
transaction fails is closed, and its state is restored from what was committed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from worker.domain.outcome import DeadLettered
from worker.domain.version import Superseded
from worker.messages import alerts, enriched, events, index, observations, signatures, stories
from worker.messages.record import Record, SourceRecord
from worker.messages.topics import Topic, Topics
from worker.stages.corrections import Corrections
from worker.stages.index import Index, state
from worker.stages.index.stage import Heard
from worker.stages.stories.stage import Stories, Told
from worker.streams.processed import Processed, failed

_Stage = TypeVar("_Stage", bound="State")


class State(Protocol):
    """What a lane needs of a stage to have its state."""

    name: str
    changelog: Topic

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much it remembers, by what it is."""

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog; raises ValueError or KeyError when it is none."""


class Steps(State, Protocol):
    """A stage that makes its outputs out of the records of a topic."""

    def step(self, source: SourceRecord) -> Processed:
        """Take one record in; the outputs carry the changes of the state too."""


class Amends(State, Protocol):
    """A stage that looks at what was made of records, in their order."""

    def amend(self, source: SourceRecord, result: Processed) -> Processed:
        """The result with what the stage adds; its records carry the changes of the state too."""


@dataclass(slots=True)
class Stateful(Generic[_Stage]):
    """A stage for one partition; ``applied`` is the offset behind the last record it took in.

    Where that is what the group has committed, the state is that of the commit and need not be restored.
    """

    stage: _Stage
    applied: int


class CorrectionsStage:
    """Beside the coder: articles.raw → what a new version of an article takes back, and the changelog."""

    name = "corrections"

    def __init__(self, stage: Corrections, *, topics: Topics, partition: int) -> None:
        self.changelog = topics.changelog
        self._stage = stage
        self._topics = topics
        self._partition = partition

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much it remembers, by what it is."""
        return self._stage.sizes

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog."""
        self._stage.restore(key, value)

    def amend(self, source: SourceRecord, result: Processed) -> Processed:
        """Remember a published version, and take back what it replaces."""
        if result.version is None:
            return result
        time = (source.timestamp or 0) // 1000
        superseded, changes = self._stage.step(result.version, time=time)
        if superseded:
            result = self._corrected(superseded, result)
        name, number = self.changelog.name, self._partition
        changed = tuple(Record(name, key, value, partition=number) for key, value in changes)
        return replace(result, records=(*result.records, *changed))

    def _corrected(self, superseded: Superseded, result: Processed) -> Processed:
        """What is taken back goes out first: an event may come again under its id."""
        article, *others = result.records
        retracted = events.retract(superseded, article, topic=self._topics.events)
        counts = [("corrections", "event")] * len(retracted)
        if superseded.is_correction:
            article = enriched.superseding(article, superseded.former)
            counts.append(("corrections", "article"))
        return replace(
            result, records=(article, *retracted, *others), counts=(*result.counts, *counts)
        )


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
