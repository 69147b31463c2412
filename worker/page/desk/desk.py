"""The desk: takes records as they come and gives snapshots, batches, articles and figures.

A batch holds what changed since the one before, each thing once, as it is now. Whoever merges by key,
the newer place winning, has the same whether it reads the snapshot, the batches, or some of both twice.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import orjson
import structlog

from worker.messages.evidence import Json
from worker.messages.record import SourceRecord
from worker.messages.topics import Topics
from worker.page.desk.counts import Counts
from worker.page.desk.history import History
from worker.page.desk.items import KINDS, MALFORMED, Item, Items, Kind, whole
from worker.page.desk.shelf import Shelf
from worker.page.desk.texts import Texts
from worker.page.limits import Limits

log = structlog.get_logger(__name__)

#: Partitions with their lag in records, None where it is not known.
Lag = Sequence[tuple[str, int, int]] | None


class Desk:
    """The state of the page. ``clock`` gives seconds that only go forward."""

    def __init__(
        self,
        topics: Topics,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self._clock = clock
        self._items = Items(topics)
        self._shelves: Mapping[Kind, Shelf] = {
            kind: Shelf(getattr(self.limits, kind)) for kind in KINDS
        }
        self._pending: Mapping[Kind, Shelf] = {kind: Shelf(self.limits.batch) for kind in KINDS}
        self._omitted: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        self._gone: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
        self._texts = Texts(self.limits.texts)
        self._history = History(self.limits.history_hours)
        self._counts = Counts()
        self._next: dict[tuple[str, int], int] = {}
        self.up = False
        self.lag: Lag = None
        self.dropped: Mapping[str, int] | None = None
        """Articles that the worker dropped, by reason; None where nobody says: they are on no topic."""
        self.complete = False
        self.seq = 0
        self.epoch = _epoch()

    # What the reader of the topics calls.

    def begin(self) -> None:
        """Forget everything: the topics are read anew, from their tails."""
        for shelf in (*self._shelves.values(), *self._pending.values()):
            shelf.clear()
        for gone in self._gone.values():
            gone.clear()
        self._omitted = dict.fromkeys(KINDS, 0)
        self._texts.clear()
        self._history.clear()
        self._counts.clear()
        self._next.clear()
        self.complete = False
        self.seq, self.epoch = 0, _epoch()

    def take(self, records: Iterable[SourceRecord]) -> None:
        """Take records in the order of each partition; one that was taken before is skipped."""
        now = self._clock()
        for record in records:
            partition = (record.topic, record.partition)
            if record.offset >= self._next.get(partition, 0):
                self._next[partition] = record.offset + 1
                self._take(record, now)

    def caught_up(self) -> None:
        """The tails are read: from here on batches are made, under a new epoch."""
        self.complete = True
        self._history.keep(self._shelves["index"])
        self._drop_pending()
        self.seq, self.epoch = 0, _epoch()

    def heard(self, *, up: bool, lag: Lag = None) -> None:
        """Kafka answers or does not; how far the worker is behind, as far as that is known."""
        self.up, self.lag = up, lag

    # What the site asks for.

    def snapshot(self) -> bytes:
        """Everything to show, as a JSON object, the newest first."""
        lists = {kind: b",".join(self._bodies(kind)) for kind in KINDS}
        return _joined(
            {
                b"seq": orjson.dumps(self.seq),
                b"epoch": orjson.dumps(self.epoch),
                b"complete": orjson.dumps(self.complete),
                **{kind.encode(): b"[" + body + b"]" for kind, body in lists.items()},
                b"operations": self.operations(),
            }
        )

    def batch(self) -> bytes | None:
        """What changed since the last batch, as a JSON object; None when nothing did."""
        if not self.complete or not (any(self._pending.values()) or any(self._gone.values())):
            return None
        self.seq += 1
        lists = {
            kind: b",".join(body for _, body in self._pending[kind].newest()) for kind in KINDS
        }
        gone = {kind: sorted(keys) for kind, keys in self._gone.items() if keys}
        omitted = {kind: count for kind, count in self._omitted.items() if count}
        made = _joined(
            {
                b"seq": orjson.dumps(self.seq),
                **{kind.encode(): b"[" + body + b"]" for kind, body in lists.items()},
                b"gone": orjson.dumps(gone),
                b"omitted": orjson.dumps(omitted),
            }
        )
        self._history.keep(self._shelves["index"])
        self._drop_pending()
        return made

    def article(self, article_id: str) -> bytes | None:
        """A whole article with its events as a JSON object; None when it is not held."""
        found = self._texts.get(article_id)
        if found is None:
            return None
        article, events = found
        return article[:-1] + b',"events":[' + b",".join(events.values()) + b"]}"

    def operations(self) -> bytes:
        """The figures of the operations strip as a JSON object."""
        lag: list[Json] = [
            {"topic": topic, "partition": partition, "lag": behind}
            for topic, partition, behind in self.lag or ()
        ]
        total = None if self.lag is None else sum(behind for _, _, behind in self.lag)
        kafka = {"kafka": "up" if self.up else "down", "lag": lag, "lag_total": total}
        dropped = {"dropped": None if self.dropped is None else dict(self.dropped)}
        return orjson.dumps(self._counts.document(self._clock()) | dropped | kafka)

    def _take(self, record: SourceRecord, now: float) -> None:
        try:
            item = self._items.read(record)
            if item is None:
                return
            self._counts.add(item, now, live=self.complete)
            if item.body is None:
                self._forget(item)
            else:
                self._keep(item, item.body, record)
        except MALFORMED as error:
            self._counts.unreadable()
            where = f"{record.topic}/{record.partition}/{record.offset}"
            log.warning("record not shown", where=where, why=f"{type(error).__name__}: {error}")

    def _keep(self, item: Item, body: bytes, record: SourceRecord) -> None:
        if item.kind == "articles":
            self._texts.put_article(item.key, item.order[0], whole(record))
        elif item.kind == "events":
            self._texts.put_event(str(item.document["article_id"]), item.key, body)
        elif item.kind == "index":
            self._history.put(item.key, item.document)
        if self._shelves[item.kind].put(item.key, item.order, body):
            self._gone[item.kind].discard(item.key)
            self._await(item, body)

    def _await(self, item: Item, body: bytes) -> None:
        """Put it into the next batch; in a flood the oldest of the batch give way, and are counted."""
        pending = self._pending[item.kind]
        before = len(pending) + (item.key not in pending)
        pending.put(item.key, item.order, body)
        self._omitted[item.kind] += before - len(pending)

    def _forget(self, item: Item) -> None:
        held = self._shelves[item.kind].order_of(item.key)
        if held is not None and held < item.order:
            self._shelves[item.kind].remove(item.key)
            self._pending[item.kind].remove(item.key)
            self._gone[item.kind].add(item.key)
        if item.kind == "events":  # the article may hold it longer than the list
            self._texts.drop_event(str(item.document["article_id"]), item.key)

    def _bodies(self, kind: Kind) -> Iterator[bytes]:
        for key, body in self._shelves[kind].newest():
            if kind == "index":
                yield body[:-1] + b',"history":' + self._history.of(key) + b"}"
            else:
                yield body

    def _drop_pending(self) -> None:
        for kind in KINDS:
            self._pending[kind].clear()
            self._gone[kind].clear()
            self._omitted[kind] = 0


def _joined(parts: Mapping[bytes, bytes]) -> bytes:
    return b"{" + b",".join(b'"' + name + b'":' + value for name, value in parts.items()) + b"}"


def _epoch() -> str:
    """A name for what a client holds: when it changes, batches do not go on from there."""
    return uuid.uuid4().hex[:12]
