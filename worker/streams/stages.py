"""The stages with state: corrections beside the coder, stories and index behind it."""

from __future__ import annotations

from dataclasses import dataclass, field

from worker.domain.index import Rule
from worker.languages.rules import rules
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.stages.corrections import Corrections, CorrectionsOptions
from worker.stages.index import Index
from worker.stages.stories.options import StoriesOptions
from worker.stages.stories.stage import Stories
from worker.streams.connection import Connection
from worker.streams.counting import Counting, StageCounting
from worker.streams.gauges import IndexGauges
from worker.streams.stateful import Amends, CorrectionsStage, IndexStage, Steps, StoriesStage
from worker.streams.topics import MissingTopics
from worker.streams.window import Window
from worker.streams.work import Build, Look, PoolWork, States, StateWork, Submits

#: Records of a stage in flight: they are small and done at once.
_WINDOW_RECORDS, _WINDOW_BYTES = 2_000, 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StageOptions:
    """What the stages are told; without ``rules`` the shipped ones hold."""

    stories: StoriesOptions = field(default_factory=StoriesOptions)
    rules: tuple[Rule, ...] = field(default_factory=rules)


def build_coder(
    pool: Submits,
    window: Window,
    options: StageOptions,
    *,
    topics: Topics,
    connection: Connection,
    metrics: Metrics,
) -> PoolWork:
    """The work on raw articles: the pool codes them, and the corrections stage sees each in its order."""

    def corrections(partition: int, states: int) -> CorrectionsStage:
        if partition >= states:
            raise MissingTopics(
                f"{topics.changelog.name} has {states} partitions, {topics.raw.name} more: give it as many"
            )
        stage = Corrections(CorrectionsOptions(hours=options.stories.hours))
        return CorrectionsStage(stage, topics=topics, partition=partition)

    states: States[Amends] = States(
        "corrections", corrections, topics.changelog.name, connection, metrics
    )
    return PoolWork(pool, window, Counting(metrics), states)


def build_stages(
    options: StageOptions, *, topics: Topics, connection: Connection, metrics: Metrics
) -> dict[str, StateWork]:
    """The work of each stage by the name of the topic it reads."""

    def stories(_partition: int, outputs: int) -> StoriesStage:
        return StoriesStage(Stories(options.stories), topics=topics, partitions=outputs)

    def index(partition: int, _outputs: int) -> IndexStage:
        return IndexStage(Index(options.rules), topics=topics, partition=partition)

    def work(name: str, build: Build[Steps], outputs: str, look: Look | None = None) -> StateWork:
        return StateWork(
            window=Window(records=_WINDOW_RECORDS, size=_WINDOW_BYTES),
            counting=StageCounting(name, metrics),
            states=States(name, build, outputs, connection, metrics, look),
        )

    return {
        topics.signatures.name: work("stories", stories, topics.observations.name),
        topics.observations.name: work(
            "index", index, topics.index.name, IndexGauges(metrics).observe
        ),
    }
