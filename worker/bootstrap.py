"""The only file that wires: settings in, the coder or a running worker out."""

from __future__ import annotations

import sys
from collections.abc import Callable

from worker import __version__, resources
from worker.config import Settings
from worker.languages.rules import rules
from worker.messages.guard import Limits
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.page.desk.asking import Dropped, asking
from worker.page.desk.desk import Desk
from worker.page.health import HealthServer
from worker.page.limits import Limits as PageLimits
from worker.page.site import assets
from worker.page.site.server import Site
from worker.stages.building import CoderOptions
from worker.streams.app import GroupOptions
from worker.streams.following import Follower
from worker.streams.pool import PoolOptions
from worker.streams.runtime import Worker, WorkerOptions
from worker.streams.stages import StageOptions


def coder_options(settings: Settings) -> CoderOptions:
    """The part of the settings that a coder needs, here or in a process of the pool."""
    limits = settings.limits
    return CoderOptions(
        languages=settings.languages,
        models=dict(settings.models),
        topics=settings.kafka.topics(),
        limits=Limits(limits.value_bytes, limits.text_characters, limits.depth),
        tier=settings.coder.tier,
        encoder=settings.coder.weights,
    )


def worker_options(settings: Settings) -> WorkerOptions:
    """The settings of a worker process; its pool runs the real coder.

    Raises DataError when the rules for alerts are unusable.
    """
    kafka, pool = settings.kafka, settings.pool
    return WorkerOptions(
        connection=kafka.connection(),
        group=GroupOptions(
            kafka.group, kafka.instance_id, kafka.session_timeout, kafka.commit_timeout
        ),
        topics=kafka.topics(),
        pool=PoolOptions(
            size=pool.size,
            article_timeout=pool.article_timeout,
            start_timeout=pool.start_timeout,
            batch_records=pool.batch_records,
            batch_bytes=pool.batch_bytes,
            memory_bytes=pool.memory_bytes,
        ),
        pool_command=(sys.executable, "-m", "worker.child"),
        pool_hello=coder_options(settings),
        window_records=settings.limits.window_records,
        window_bytes=settings.limits.window_bytes,
        dead_letters=settings.limits.dead_letters,
        stages=StageOptions(settings.stories.options(), rules(settings.alerts.rules)),
    )


async def run_worker(settings: Settings, *, on_ready: Callable[[], None] | None = None) -> int:
    """Run a worker with its health server until a signal; 0, the exit code of an ordered end.

    Raises whatever made going on impossible: KafkaError, MissingTopics, PoolBroken,
    TooManyDeadLetters, PortTaken.
    """
    metrics = Metrics(version=__version__)
    worker = Worker(worker_options(settings), metrics)
    health = HealthServer(
        metrics=metrics.text,
        live=lambda: worker.heartbeat.age,
        ready=lambda: (all(worker.state.values()), worker.state),
        host=settings.http.host,
        port=settings.http.port,
        stale=settings.http.stale,
    )
    with health:
        await worker.run(on_ready=on_ready)
    return 0


async def run_page(
    settings: Settings,
    *,
    on_ready: Callable[[str], None] | None = None,
    dropped: Dropped | None = None,
) -> None:
    """Serve the live page until it is cancelled; ``on_ready`` gets its address.

    ``dropped`` asks the worker beside the page what it dropped. It waits for a cluster that does not
    answer. Raises CannotServe.
    """
    kafka, limits = settings.kafka, settings.page.limits()
    topics = kafka.topics()
    desk = Desk(topics, limits)
    sources = {topics.raw.name: False, topics.signatures.name: True, topics.observations.name: True}
    follower = Follower(
        kafka.connection(), _tails(topics, limits), desk, lag_of=(kafka.group, sources)
    )
    files = assets.read(resources.folder("page/static"))
    async with Site(desk, files, settings.page.options()) as site, asking(desk, dropped):
        if on_ready:
            on_ready(site.url)
        await follower.run()


def _tails(topics: Topics, limits: PageLimits) -> dict[str, int]:
    """How many offsets from the end of a partition the page begins to read, by topic.

    All events may be of one dyad and so in one partition. Transactions leave a marker each, so there may
    be half as many records as offsets. Of readings all are wanted, as far as that is no long read.
    """
    return {
        topics.events.name: 2 * limits.events.count,
        topics.enriched.name: limits.articles.count,
        topics.stories.name: limits.stories.count,
        topics.index.name: 20 * limits.index.count,
        topics.alerts.name: 2 * limits.alerts.count,
        topics.dead.name: 2 * limits.dead.count,
    }
