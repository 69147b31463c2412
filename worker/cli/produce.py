"""``produce``: articles out of files and feeds into the topic the worker reads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.failures import MISUSED, CommandError
from worker.cli.session import Session

if TYPE_CHECKING:
    from worker.cli.collecting import Collection
    from worker.cli.delivery import Delivery
    from worker.cli.sources import Item

_KINDS = "JSONL, JSON, CSV, HTML, text, RSS or Atom, WARC, mbox, each gzipped or not; - is stdin."


def produce(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE... | -", help=_KINDS)] = None,
    feed: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="An RSS or Atom feed; may be repeated.")
    ] = None,
    every: Annotated[
        float | None, typer.Option(min=10, help="Read the feeds again after so many seconds.")
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0, help="Seconds between two feeds of the same host.")
    ] = 1.0,
    fields: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="A field's name, such as body=text."),
    ] = None,
    progress: Annotated[
        Path | None,
        typer.Option(help="File that keeps how far it came; started again, it goes on."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything, deliver nothing.")
    ] = False,
    topic: Annotated[str | None, typer.Option(help="Topic; default: articles.raw.")] = None,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="At most so many articles a second.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Send the bytes as they are, articles or not.")
    ] = False,
) -> None:
    """Put articles on Kafka; each is checked first, and refused with its file and line if need be.

    Exits with 1 when an article was refused or not delivered.
    """
    from worker.cli import inputs
    from worker.cli.collecting import Collection
    from worker.cli.delivery import Delivery
    from worker.cli.journal import Journal
    from worker.cli.mapping import FieldMap

    session: Session = ctx.obj
    session.start_logging(quiet=True)
    if every and not feed:
        raise CommandError("--every reads feeds again: name one with --feed", code=MISUSED)
    if raw and fields:
        raise CommandError("--raw sends bytes as they are: it has no --map", code=MISUSED)
    urls = [_web_address(url) for url in feed or ()]
    paths = inputs.check(files or [inputs.STDIN], session.tell) if files or not urls else []
    collection = Collection(Journal.open(progress), FieldMap.of(fields or ()), raw=raw)
    kafka = session.settings.kafka
    delivery = Delivery(
        kafka.connection(), topic or kafka.topics().raw.name, refuse=session.complain, raw=raw
    )
    send = _Sending(session, collection, delivery, rate=rate, dry_run=dry_run)
    if paths:
        send(collection.from_files(paths), None if progress else inputs.total(paths))
    while urls:
        send(collection.from_feeds(urls, delay=delay, complain=session.complain))
        if not every:
            break
        time.sleep(every)
    send.report()


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise CommandError(
            f"--feed {url}: expected an address with http:// or https://", code=MISUSED
        )
    return url


class _Sending:
    """Delivers items, or only checks them, with a progress bar; remembers what was done with."""

    def __init__(
        self,
        session: Session,
        collection: Collection,
        delivery: Delivery,
        *,
        rate: float | None,
        dry_run: bool,
    ) -> None:
        self._session = session
        self._collection = collection
        self._delivery = delivery
        self._rate = rate
        self._dry_run = dry_run

    def __call__(self, items: Iterator[Item], total: int | None = None) -> None:
        """Send the items; what is done with is in the journal whatever ends this."""
        from worker.cli import progress

        with progress.bar(self._session.err, "producing", total=total) as bar:
            if self._dry_run:
                self._delivery.rehearse(items, advance=bar)
                return
            try:
                asyncio.run(self._delivery.run(items, advance=self._heard(bar), rate=self._rate))
            finally:
                self._collection.save()

    def _heard(self, bar: Callable[[int], None]) -> Callable[[int], None]:
        def advance(count: int) -> None:
            self._collection.advance(count)
            bar(count)

        return advance

    def report(self) -> None:
        """Say how many went where; raises CommandError when some were refused."""
        delivery = self._delivery
        done = "could be delivered" if self._dry_run else "delivered"
        self._session.out.print(
            f"{delivery.delivered} {done} to {delivery.topic}, {delivery.refused} refused"
        )
        if delivery.refused:
            raise CommandError(f"{delivery.refused} were not delivered; the reasons stand above")
