"""How far the network is from the lessons of a batch: a mean a head, over what is known there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder.lessons import Lesson, Link, Told
from training.encoder.network import Scores
from worker.nlp.encoder.heads import MODALITIES, ROLES, TAGS, TYPES
from worker.nlp.encoder.links import ROOTS

_HIDDEN = -1e4
#: A trigger is one word in forty: as rare as it is, it counts more.
_EVENT_WEIGHT = 4.0
#: There are five roles, each with a hundred words to choose among: less each, or they drown the types.
_ROLE_WEIGHT = 0.4


def loss(scores: Scores, lessons: Sequence[Lesson]) -> Tensor:
    """The sum over the heads that the batch teaches."""
    parts = [
        *_tags(scores, lessons),
        *_types(scores, lessons),
        *_events(scores, lessons),
        *_links(scores, lessons),
    ]
    return torch.stack(parts).sum()


def _tags(scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """Minus the logarithm of how likely one of the allowed tags is, a word."""
    tagged = [(row, lesson) for row, lesson in enumerate(lessons) if lesson.tags]
    if not tagged:
        return
    chosen = torch.cat([scores.tags[row, : len(lesson.words)] for row, lesson in tagged])
    allowed = [tags for _, lesson in tagged for tags in lesson.tags]
    yield _likely(chosen, allowed, len(TAGS)).mean()


def _types(scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """Of each annotated word whether it is a trigger, and of which type."""
    known = [(row, one) for row, one in enumerate(lessons) if one.own and one.own[0] < one.own[1]]
    if not known:
        return
    chosen: list[Tensor] = []
    gold: list[int] = []
    for row, lesson in known:
        start, end = lesson.own or (0, 0)
        types = {event.trigger: TYPES.index(event.type) for event in lesson.events}
        chosen.append(scores.types[row, start:end])
        gold.extend(types.get(word, 0) for word in range(start, end))
    wanted = torch.tensor(gold, device=scores.types.device)
    weights = torch.where(wanted > 0, _EVENT_WEIGHT, 1.0)
    apart = functional.cross_entropy(torch.cat(chosen).float(), wanted, reduction="none")
    yield (apart * weights).sum() / weights.sum()


def _events(scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """Of each trigger whether it happened, and who has which role."""
    told = [(row, event) for row, one in enumerate(lessons) for event in one.events]
    if not told:
        return
    chosen = torch.stack([scores.modalities[row, event.trigger] for row, event in told])
    gold = [MODALITIES.index(event.modality) for _, event in told]
    yield functional.cross_entropy(chosen.float(), torch.tensor(gold, device=chosen.device))
    lengths = [len(one.words) for one in lessons]
    for role in range(len(ROLES)):
        yield from _role(scores, told, role, lengths)


def _role(
    scores: Scores, told: Sequence[tuple[int, Told]], role: int, lengths: Sequence[int]
) -> Iterator[Tensor]:
    """Minus the logarithm of how likely one of the right words is among all words and nobody."""
    known = [(row, event) for row, event in told if event.roles[role]]
    if not known:
        return
    places = scores.roles.shape[-1]
    rows = torch.stack([scores.roles[row, role, event.trigger] for row, event in known]).float()
    beyond = torch.arange(places)[None, :] > torch.tensor([[lengths[row]] for row, _ in known])
    rows = rows.masked_fill(beyond.to(rows.device), _HIDDEN)
    yield _ROLE_WEIGHT * _likely(rows, [event.roles[role] for _, event in known], places).mean()


def _links(scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """What marked sides have to do with each other: the root, and type and modality where known."""
    linked = [(row, one.link) for row, one in enumerate(lessons) if one.link is not None]
    if not linked:
        return
    roots, types, modalities = scores.links
    yield _classed(roots, [(row, ROOTS.index(link.root), link) for row, link in linked])
    typed = [(row, TYPES.index(link.type) - 1, link) for row, link in linked if link.type]
    if typed:
        yield _classed(types, typed)
    moods = [(row, MODALITIES.index(link.modality), link) for row, link in linked]
    yield 0.5 * _classed(modalities, moods)


def _classed(scores: Tensor, wanted: Sequence[tuple[int, int, Link]]) -> Tensor:
    chosen = scores[[row for row, _, _ in wanted]].float()
    gold = torch.tensor([place for _, place, _ in wanted], device=chosen.device)
    weights = torch.tensor([link.weight for _, _, link in wanted], device=chosen.device)
    apart = functional.cross_entropy(chosen, gold, reduction="none")
    return (apart * weights).sum() / weights.sum()


def _likely(scores: Tensor, allowed: Sequence[frozenset[int]], classes: int) -> Tensor:
    """Minus the logarithm of the probability of all allowed classes together, a row."""
    penalty = torch.full((len(allowed), classes), _HIDDEN)
    for row, places in enumerate(allowed):
        penalty[row, sorted(places)] = 0.0
    scores = scores.float()
    right = torch.logsumexp(scores + penalty.to(scores.device), dim=-1)
    return torch.logsumexp(scores, dim=-1) - right
