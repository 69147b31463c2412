"""The stages behind the coder by the topic they read: stories and index."""

from __future__ import annotations

from dataclasses import dataclass, field

from worker.domain.index import Rule
from worker.languages.rules import rules
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.stages.index import Index
from worker.stages.stories import Stories, StoriesOptions
from worker.streams.connection import Connection
from worker.streams.counting import StageCounting
from worker.streams.gauges import IndexGauges
from worker.streams.stateful import IndexStage, StoriesStage
from worker.streams.window import Window
from worker.streams.work import Build, Look, StateWork

#: Records of a stage in flight: they are small and done at once.
_WINDOW_RECORDS, _WINDOW_BYTES = 2_000, 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StageOptions:
    """What the stages are told; without ``rules`` the shipped ones hold."""

    stories: StoriesOptions = field(default_factory=StoriesOptions)
    rules: tuple[Rule, ...] = field(default_factory=rules)


def build_stages(
    options: StageOptions, *, topics: Topics, connection: Connection, metrics: Metrics
) -> dict[str, StateWork]:
    """The work of each stage by the name of the topic it reads."""

    def stories(_partition: int, outputs: int) -> StoriesStage:
        return StoriesStage(Stories(options.stories), topics=topics, partitions=outputs)

    def index(partition: int, _outputs: int) -> IndexStage:
        return IndexStage(Index(options.rules), topics=topics, partition=partition)

    def work(name: str, build: Build, outputs: str, look: Look | None = None) -> StateWork:
        return StateWork(
            name=name,
            build=build,
            outputs=outputs,
            connection=connection,
            window=Window(records=_WINDOW_RECORDS, size=_WINDOW_BYTES),
            counting=StageCounting(name, metrics),
            metrics=metrics,
            look=look,
        )

    return {
        topics.signatures.name: work("stories", stories, topics.observations.name),
        topics.observations.name: work(
            "index", index, topics.index.name, IndexGauges(metrics).observe
        ),
    }
