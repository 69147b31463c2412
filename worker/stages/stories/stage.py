"""The stories stage: one signature in, the story it belongs to out, and what the index must hear.

The stage owns its state and changes it record by record; each change is given back as well, for the
changelog from which the state is restored. Time is event time: the latest that was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from worker.domain.observation import Observation, Tick
from worker.domain.signature import CompactEvent, Signature, Subject
from worker.domain.story import Novelty, Story, StoryUpdate, Unchanged
from worker.stages.stories import growth
from worker.stages.stories.likeness import relation
from worker.stages.stories.memory import Change, Memory, source_change
from worker.stages.stories.options import StoriesOptions

_DEFAULT = StoriesOptions()
_HOUR = 3600
#: Share of the facts of an article's beginning that a story on the same dyad must name to be followed.
_FOLLOWS_FACTS = 0.4


@dataclass(slots=True)
class Told:
    """What an article led to.

    ``outcome`` is the novelty of the update, or why there is none; ``changes`` are the new states by
    their key in the changelog, None for what is forgotten.
    """

    outcome: Novelty | Unchanged
    update: StoryUpdate | None = None
    observations: list[Observation] = field(default_factory=list)
    tick: Tick | None = None
    changes: list[Change] = field(default_factory=list)


class Stories:
    """The stage with its state; the same signatures in the same order give the same, always."""

    def __init__(self, options: StoriesOptions = _DEFAULT) -> None:
        self._options = options
        self._memory = Memory(silent_hours=options.silent_hours, missed=options.missed)

    @property
    def sizes(self) -> Mapping[str, int]:
        """How much is remembered, by what it is."""
        return self._memory.sizes

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Take over one record of the changelog; raises ValueError or KeyError when it is none."""
        self._memory.restore(key, value)

    def step(self, article: Signature) -> Told:
        """Find or begin the story of an article."""
        state, time = self._memory, article.time
        known = state.article(article.article_id)
        if known and known.digest == article.digest:
            return Told("repeat")
        if time < state.now - self._options.hours * _HOUR:
            return Told("late")
        told = Told("new", tick=self._advance(time))
        if told.tick:
            told.changes += state.forget(before=state.now - self._options.hours * _HOUR)
        told.changes += self._delivered(article)
        before = state.stories.get(known.story) if known else self._copied(article)
        self._tell(told, before, article, counted=known is not None)
        return told

    def _tell(self, told: Told, before: Story | None, article: Signature, *, counted: bool) -> None:
        novelty: Novelty = "new"
        if before is None:
            story = growth.begin(article, follows=self._followed(article))
        else:
            grow = growth.renew if counted else growth.join
            story, novelty = grow(before, article)
        told.outcome = novelty
        told.update = StoryUpdate(story, novelty, article.article_id)
        told.changes += self._memory.put(story, article)
        told.observations = list(_observations(before, story))

    def _advance(self, time: int) -> Tick | None:
        hour, state = time // _HOUR, self._memory
        begun = hour > state.now // _HOUR
        state.now = max(state.now, time)
        if not begun:
            return None
        sources = state.sources
        return Tick(hour, sources.silent("outlet", hour), sources.silent("language", hour))

    def _delivered(self, article: Signature) -> Iterator[Change]:
        hour, sources = article.time // _HOUR, self._memory.sources
        changed = [sources.deliver("language", article.language, hour)]
        if article.outlet:
            changed.append(sources.deliver("outlet", article.outlet, hour))
        return (source_change(source) for source in changed if source)

    def _near(self, names: set[str], article: Signature) -> Iterator[Story]:
        """The stories that lie near enough in time, in the order of their ids."""
        reach = self._options.hours * _HOUR
        for name in sorted(names):
            story = self._memory.stories.get(name)
            if story.first_seen - reach <= article.time <= story.last_seen + reach:
                yield story

    def _copied(self, article: Signature) -> Story | None:
        """The story of which the article is a copy: the one it is most like, the older of two."""
        found: list[tuple[float, int, str, Story]] = []
        for story in self._near(self._memory.stories.sharing(article.sketch.keys), article):
            for sketch in dict.fromkeys((story.first, story.best.sketch)):
                what, strength = relation(article.sketch, sketch)
                if what == "copy":
                    found.append((-strength, story.since, story.id, story))
        return min(found)[3] if found else None

    def _followed(self, article: Signature) -> str | None:
        """The story whose subject the article takes up: by its words, else by its dyads and facts."""
        shelf, sketch = self._memory.stories, article.sketch
        found: list[tuple[float, int, str]] = []
        for story in self._near(shelf.sharing(sketch.keys), article):
            what, strength = relation(sketch, story.best.sketch)
            if what:
                found.append((strength, story.since, story.id))
        found = found or list(self._taken_up(article))
        return max(found)[2] if found else None

    def _taken_up(self, article: Signature) -> Iterator[tuple[float, int, str]]:
        """The stories on a dyad of the article that name much of what its beginning names."""
        shelf, hours, named = self._memory.stories, self._options.hours, article.sketch.lead_facts
        pairs = {about.name for about in _subjects(article.events) if about.kind == "dyad"}
        names = {
            name for pair in pairs for name in shelf.about(pair, until=article.time, hours=hours)
        }
        for story in self._near(names, article):
            share = len(named & story.best.sketch.facts) / len(named) if named else 0.0
            if story.best.language == article.language and share >= _FOLLOWS_FACTS:
                yield share, story.since, story.id


def _observations(before: Story | None, after: Story) -> Iterator[Observation]:
    """What the story says of each subject, where that is new or was said and is not said any more."""
    said = before.best.events if before else ()
    for subject in sorted(_subjects(said) | _subjects(after.best.events)):
        events = _about(subject, after.best.events)
        if [event.key for event in events] != [event.key for event in _about(subject, said)]:
            yield _observation(subject, after, events)


def _observation(subject: Subject, story: Story, events: tuple[CompactEvent, ...]) -> Observation:
    best = story.best
    return Observation(
        subject=subject,
        story=story.id,
        time=story.since,
        article_id=best.article_id,
        title=best.title,
        language=best.language,
        outlet=best.outlet or best.origin,
        origin=best.origin,
        score=best.score,
        events=events,
    )


def _about(subject: Subject, events: tuple[CompactEvent, ...]) -> tuple[CompactEvent, ...]:
    """The events of a subject, each kind once: an article repeats itself."""
    found = {event.key: event for event in reversed(events) if subject in event.subjects}
    return tuple(reversed(found.values()))


def _subjects(events: tuple[CompactEvent, ...]) -> set[Subject]:
    return {subject for event in events for subject in event.subjects}
