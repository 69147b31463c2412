"""All that the stories stage remembers, and how each part of it is written to the changelog.

Keys of the changelog: "story/<id>" (which says what its first article was), "article/<id>" (in which story
any other was counted), "outlet/<name>", "language/<code>".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import orjson

from worker.domain.signature import Signature
from worker.domain.story import Story
from worker.stages.stories.shelf import Shelf
from worker.stages.stories.sources import Source, SourceKind, Sources

_HOUR = 3600
#: A new state by its key in the changelog; None where there is nothing any more.
Change = tuple[bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """An article that was counted: in which story, in which version, and when (hour since 1970)."""

    story: str
    digest: str
    hour: int


class Memory:
    """The state of the stage; ``now`` is the latest event time seen, in epoch seconds."""

    def __init__(self, *, silent_hours: int, missed: float) -> None:
        self.now = 0
        self.stories = Shelf()
        self.sources = Sources(silent_hours=silent_hours, missed=missed)
        self._articles: dict[str, Counted] = {}
        self._hours: dict[int, set[str]] = {}

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many of each are remembered."""
        return {
            "stories": len(self.stories),
            "articles": len(self._articles),
            "sources": len(self.sources),
        }

    def article(self, article_id: str) -> Counted | None:
        """What is known of an article."""
        return self._articles.get(article_id)

    def put(self, story: Story, article: Signature) -> Iterator[Change]:
        """Keep the story as it is after ``article``."""
        if article.article_id == story.founder:
            self._count(story.founder, Counted(story.id, story.version, story.since // _HOUR))
        else:
            counted = Counted(story.id, article.digest, article.time // _HOUR)
            self._count(article.article_id, counted)
            yield _key("article", article.article_id), orjson.dumps(asdict(counted))
        yield _key("story", story.id), self.stories.put(story)

    def forget(self, *, before: int) -> Iterator[Change]:
        """Forget what was last seen before ``before`` (epoch seconds), and sources long silent."""
        for name in self.stories.expired(before):
            self.stories.remove(name)
            yield _key("story", name), None
        for hour in sorted(hour for hour in self._hours if hour < before // _HOUR):
            for article_id in sorted(self._hours.pop(hour)):
                del self._articles[article_id]
                yield _key("article", article_id), None
        for source in self.sources.expired(self.now // _HOUR):
            self.sources.remove(source.kind, source.name)
            yield _key(source.kind, source.name), None

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog; raises ValueError or KeyError when it is none."""
        kind, _, name = key.decode().partition("/")
        match kind:
            case "story":
                self._restore_story(name, value)
            case "article":
                self._restore_article(name, value)
            case "outlet" | "language":
                self._restore_source(kind, name, value)
            case _:
                raise ValueError(f"no state is kept under {key!r}")

    def _restore_story(self, name: str, value: bytes | None) -> None:
        if value is None:
            self.stories.remove(name)
        else:
            founder, version, since = self.stories.restore(value)
            self._count(founder, Counted(name, version, since // _HOUR))
            self.now = max(self.now, self.stories.last_seen(name))

    def _restore_article(self, article_id: str, value: bytes | None) -> None:
        if value is not None:
            self._count(article_id, Counted(**orjson.loads(value)))
        elif known := self._articles.pop(article_id, None):
            self._hours[known.hour].discard(article_id)

    def _restore_source(self, kind: SourceKind, name: str, value: bytes | None) -> None:
        if value is None:
            self.sources.remove(kind, name)
        else:
            fields = orjson.loads(value)
            self.sources.put(Source(**{**fields, "week": int(fields["week"], 16)}))

    def _count(self, article_id: str, counted: Counted) -> None:
        if known := self._articles.get(article_id):
            self._hours[known.hour].discard(article_id)
        self._articles[article_id] = counted
        self._hours.setdefault(counted.hour, set()).add(article_id)


def source_change(source: Source) -> Change:
    """The new state of a source."""
    fields = {**asdict(source), "week": f"{source.week:x}"}
    return _key(source.kind, source.name), orjson.dumps(fields)


def _key(kind: str, name: str) -> bytes:
    return f"{kind}/{name}".encode()
