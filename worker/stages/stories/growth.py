"""How a story begins and grows: pure functions of the story and the article that joins it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from worker.domain.ids import digest
from worker.domain.signature import Signature
from worker.domain.story import Novelty, Story

_MOST_OUTLETS = 200


def begin(article: Signature, *, follows: str | None) -> Story:
    """The story of which ``article`` is the first."""
    return Story(
        id=digest("story", article.article_id),
        founder=article.article_id,
        version=article.digest,
        since=article.time,
        first_seen=article.time,
        last_seen=article.time,
        copies=1,
        outlets=(article.outlet,) if article.outlet else (),
        origins=(article.origin,),
        languages=(article.language,),
        scores={article.score: 1},
        corrections=int(article.correction),
        follows=follows,
        first=article.sketch,
        best=article,
    )


def join(story: Story, article: Signature) -> tuple[Story, Novelty]:
    """The story with one more copy, and what is new about it."""
    scores = Counter(story.scores)
    scores[article.score] += 1
    grown = replace(
        story,
        first_seen=min(story.first_seen, article.time),
        last_seen=max(story.last_seen, article.time),
        copies=story.copies + 1,
        outlets=_with(story.outlets, article.outlet),
        origins=_with(story.origins, article.origin),
        languages=_with(story.languages, article.language),
        scores=dict(scores),
    )
    return _spoken_for(grown, article)


def renew(story: Story, article: Signature) -> tuple[Story, Novelty]:
    """The story after a new version of an article that it counts already.

    The score of the former version goes where it is known: that of the version that speaks for the story.
    """
    version = article.digest if article.article_id == story.founder else story.version
    scores = Counter(story.scores)
    if article.article_id == story.best.article_id:
        scores[story.best.score] -= 1
        scores[article.score] += 1
    grown = replace(
        story,
        version=version,
        last_seen=max(story.last_seen, article.time),
        scores=dict(+scores),
    )
    if article.article_id == story.best.article_id and not article.correction:
        return replace(grown, best=article), _novelty(story, article)
    return _spoken_for(grown, article)


def _spoken_for(story: Story, article: Signature) -> tuple[Story, Novelty]:
    """Let ``article`` speak for the story when it corrects it, or says more and nobody corrected it."""
    if article.correction:
        return replace(story, best=article, corrections=story.corrections + 1), "correction"
    longer = article.sketch.size > story.best.sketch.size and not story.corrections
    if not longer:
        return story, "copy"
    return replace(story, best=article), _novelty(story, article)


def _novelty(story: Story, article: Signature) -> Novelty:
    known = {event.key for event in story.best.events}
    return "information" if any(event.key not in known for event in article.events) else "copy"


def _with(names: tuple[str, ...], name: str | None) -> tuple[str, ...]:
    if name is None or name in names or len(names) >= _MOST_OUTLETS:
        return names
    return tuple(sorted((*names, name)))
