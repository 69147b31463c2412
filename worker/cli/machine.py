"""A worker and its topics on the Kafka of this machine, watched until it ends."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import aiohttp
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from worker import resources
from worker.bootstrap import run_page, run_worker
from worker.cli import cluster, inputs, scrape, sources
from worker.cli.clients import running
from worker.cli.delivery import Delivery
from worker.cli.failures import INTERRUPTED, CommandError
from worker.cli.reading import reader, records
from worker.cli.showing import line
from worker.local import ports
from worker.page.aside import Aside

if TYPE_CHECKING:
    from rich.table import Table

    from worker.cli.session import Session
    from worker.config import Settings

_PATIENCE_SECONDS = 180.0
_LOOK_SECONDS = 0.2


class Machine:
    """Everything of ``up`` but Kafka itself, which serves at ``bootstrap``."""

    def __init__(self, session: Session, bootstrap: str) -> None:
        self._session = session
        self._settings = _local(session, bootstrap)
        self._topics = self._settings.kafka.topics()
        self._connection = self._settings.kafka.connection()
        self._url = f"http://{self._settings.http.host}:{self._settings.http.port}"
        self._page = ""
        self._shown = 0
        self._complete = False

    async def run(self, *, seeds: bool, once: bool) -> int:
        """Work until Ctrl-C, or with ``once`` until the seeds are through; the worker's exit code.

        With ``once`` nobody has the time to look at a page.
        """
        if once:
            return await self._work(seeds=seeds, once=True)
        with Aside(self._serve, name="page") as page:
            self._page = page.url
            return await self._work(seeds=seeds, once=False)

    async def _serve(self, ready: Callable[[str], None]) -> None:
        await run_page(self._settings, on_ready=ready, dropped=lambda: scrape.dropped(self._url))

    async def _work(self, *, seeds: bool, once: bool) -> int:
        async with running(AIOKafkaAdminClient, self._connection) as admin:
            await cluster.make(admin, self._settings.kafka)
            played = await self._play() if seeds else self._delivery()
            async with reader(self._connection, self._topics.events.name) as consumer:
                worker = asyncio.create_task(run_worker(self._settings, on_ready=self._announce))
                shown = asyncio.create_task(self._show(consumer))
                watched: set[asyncio.Task[None] | asyncio.Task[int]] = {worker, shown}
                if once:
                    watched.add(asyncio.create_task(self._through(admin, played)))
                code = await _first(watched, worker)
                return code or (INTERRUPTED if once and not self._complete else 0)

    async def _play(self) -> Delivery:
        folder = resources.folder("seeds")
        files = [file for file in sorted(folder.iterdir()) if sources.is_known(file.name)]
        delivery = self._delivery()
        await delivery.run(inputs.articles(files))
        self._session.tell(f"{delivery.delivered} articles of {folder} are on {delivery.topic}")
        return delivery

    def _delivery(self) -> Delivery:
        return Delivery(
            self._connection, self._topics.raw.name, refuse=self._session.complain, raw=False
        )

    def _announce(self) -> None:
        kafka = self._settings.kafka.bootstrap
        self._session.tell(f"ready: Kafka at {kafka}, {self._url}/metrics; Ctrl-C stops all")
        if self._page:
            self._session.out.print(f"the live page: {self._page}", style="bold", markup=False)

    async def _show(self, consumer: AIOKafkaConsumer) -> None:
        async for record in records(consumer):
            self._session.out.print(line(record, self._topics))
            self._shown += 1

    async def _through(self, admin: AIOKafkaAdminClient, played: Delivery) -> None:
        """Return when every delivered article has its disposition and its events are shown."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not await self._is_through(admin, played):
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError as error:
            raise CommandError(
                f"the sample articles were not through after {_PATIENCE_SECONDS:g} s; "
                "`escalation-worker up --log-level INFO` shows what the worker does"
            ) from error
        self._complete = True
        self._session.out.print(_summary((await scrape.counts(self._url))["articles"]))

    async def _is_through(self, admin: AIOKafkaAdminClient, played: Delivery) -> bool:
        try:
            committed = await cluster.committed(admin, self._settings.kafka.group, played.topic)
            counted = await scrape.counts(self._url)
        except (aiohttp.ClientError, KafkaError):
            return False  # the worker does not serve yet, or its group is still to be made
        if any(committed.get(partition, 0) < end for partition, end in played.ends.items()):
            return False
        articles, events = counted.get("articles", Counter()), counted.get("events", Counter())
        return articles.total() >= played.delivered and self._shown >= events.total()


async def _first(
    watched: set[asyncio.Task[None] | asyncio.Task[int]], worker: asyncio.Task[int]
) -> int:
    """Wait for the first to end and end the others; raises what ended it."""
    try:
        done, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in watched:
            task.cancel()
        await asyncio.gather(*watched, return_exceptions=True)
    for task in done:
        task.result()
    return worker.result() if worker in done else 0


def _local(session: Session, bootstrap: str) -> Settings:
    """The settings with this machine's Kafka; a port that was not chosen gives way when it is taken."""
    settings, kafka = session.settings, session.settings.kafka
    http, page = (
        section.model_copy(update={"port": _port(section.port, f"{name}.port", session)})
        for name, section in (("http", settings.http), ("page", settings.page))
    )
    static = (
        kafka.instance_id or "up"
    )  # the next `up` has its partitions at once, even after a crash
    kafka = kafka.model_copy(
        update={
            "bootstrap": bootstrap,
            "security_protocol": "PLAINTEXT",
            "instance_id": static,
        }
    )
    return settings.model_copy(update={"kafka": kafka, "http": http, "page": page})


def _port(port: int, name: str, session: Session) -> int:
    chosen = name in session.loaded.origins
    free = port != 0 and (chosen or ports.is_free(port))
    return port if free else ports.free_ports(1)[0]


def _summary(articles: scrape.Counts) -> Table:
    from rich.table import Table

    table = Table("disposition", "reason", "articles", show_footer=True)
    for (disposition, reason), count in sorted(articles.items()):
        table.add_row(disposition, reason, str(count))
    table.columns[2].footer = str(articles.total())
    table.columns[2].justify = "right"
    return table
