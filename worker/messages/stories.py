"""Codec of stories, the topic that people read, and of stories.changelog, the state behind it."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from worker.domain.event import Modality
from worker.domain.signature import CompactEvent
from worker.domain.story import Story, StoryUpdate
from worker.messages import cloudevents, signatures
from worker.messages.evidence import Json, span
from worker.messages.record import Record
from worker.messages.times import utc
from worker.messages.topics import Topic


def encode(update: StoryUpdate, *, topic: Topic) -> Record:
    """The story as it stands after ``update``, keyed by its id."""
    story = update.story
    headers = cloudevents.headers(
        event_id=f"{story.id}/{update.article_id}",
        kind="story.updated",
        subject=story.id,
        time=utc(story.last_seen),
        topic=topic,
        stage="stories",
    )
    return Record(topic.name, story.id.encode(), orjson.dumps(document(update)), headers)


def document(update: StoryUpdate) -> Json:
    """A story as people read it."""
    story, best = update.story, update.story.best
    return {
        "id": story.id,
        "novelty": update.novelty,
        "article_id": update.article_id,
        "title": best.title,
        "first_seen": utc(story.first_seen),
        "last_seen": utc(story.last_seen),
        "copies": story.copies,
        "outlets": list(story.outlets),
        "origins": list(story.origins),
        "languages": list(story.languages),
        "score": {"highest": story.highest_score, "median": story.median_score},
        "level": best.level,
        "direction": best.direction,
        "best": {
            "article_id": best.article_id,
            "language": best.language,
            "outlet": best.outlet,
            "url": best.url,
            "length": best.length,
        },
        "events": list(_events(best.events)),
        "corrections": story.corrections,
        "follows": story.follows,
    }


def pack(story: Story) -> bytes:
    """A story as state; its first sketch is left out where it is that of the best version."""
    same = story.first == story.best.sketch
    fields = {
        "id": story.id,
        "founder": story.founder,
        "version": story.version,
        "since": story.since,
        "first_seen": story.first_seen,
        "last_seen": story.last_seen,
        "copies": story.copies,
        "outlets": story.outlets,
        "origins": story.origins,
        "languages": story.languages,
        "scores": sorted(story.scores.items()),
        "corrections": story.corrections,
        "follows": story.follows,
        "first": None if same else signatures.sketch_document(story.first),
        "best": signatures.document(story.best),
    }
    return orjson.dumps(fields)


def unpack(value: bytes) -> Story:
    """The reverse of ``pack``; raises ValueError, KeyError, TypeError for what is no such state."""
    fields = orjson.loads(value)
    best = signatures.from_json(fields["best"])
    first = fields["first"]
    return Story(
        **{
            **fields,
            "outlets": tuple(fields["outlets"]),
            "origins": tuple(fields["origins"]),
            "languages": tuple(fields["languages"]),
            "scores": dict(fields["scores"]),
            "first": best.sketch if first is None else signatures.sketch_from_json(first),
            "best": best,
        }
    )


def _events(events: tuple[CompactEvent, ...]) -> Iterator[Json]:
    """Who did what to whom, each once, with the modality and the first sentence that says so."""
    seen: set[tuple[str, str, str | None, Modality]] = set()
    for event in events:
        dyad = f"{'+'.join(event.sources) or '---'}-{'+'.join(event.targets) or '---'}"
        key = (dyad, event.type, event.resolved_type, event.modality)
        if key not in seen:
            seen.add(key)
            yield {
                "id": event.id,
                "dyad": dyad,
                "type": event.type,
                "resolved_type": event.resolved_type,
                "modality": event.modality,
                "evidence": span(event.evidence),
            }
