"""Fine-tune the teacher on lessons."""

from __future__ import annotations

import math
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.checkpoint import Checkpoint
from training.optimizer import adamw, pace
from training.teacher import weights
from training.teacher.lessons import Lesson, batches
from training.teacher.network import Scores, Teacher
from training.teacher.precision import halves
from worker.nlp.encoder.heads import TAGS
from worker.nlp.encoder.pieces import Reading, read

_PIECES = 900
_RATE, _HEAD_RATE = 1.2e-4, 1.5e-3
_WARMUP = 0.06
_CLIP = 1.0
_LOG_EVERY, _SAVE_EVERY = 50, 100
_HIDDEN = -1e4


def learn(
    lessons: Sequence[Lesson], checkpoint: Path, *, epochs: int, seed: int, threads: int = 1
) -> Teacher:
    """A teacher that has read ``lessons`` ``epochs`` times, going on from ``checkpoint`` where there is one.

    The same seed and threads give the same weights, interrupted or not. Raises DataError where the checkpoint
    is of other lessons.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    tokenizer = weights.tokenizer()
    pairs = [(lesson, reading) for lesson in lessons if (reading := _read(tokenizer, lesson))]
    relations = sorted({relation for lesson in lessons for relation in lesson.relations})
    teacher = Teacher(weights.encoder(), relations)
    lengths = [len(reading.pieces) for _, reading in pairs]
    chance = np.random.default_rng(seed)
    plan = [b for _ in range(epochs) for b in batches(lengths, pieces=_PIECES, chance=chance)]
    _fit(teacher, pairs, plan, Checkpoint(checkpoint, zlib.crc32(repr(plan).encode())))
    teacher.eval()
    return teacher


def _read(tokenizer: Tokenizer, lesson: Lesson) -> Reading | None:
    return read(tokenizer, lesson.words, lesson.spaces)


def _fit(
    teacher: Teacher,
    pairs: Sequence[tuple[Lesson, Reading]],
    plan: Sequence[Sequence[int]],
    checkpoint: Checkpoint,
) -> None:
    optimizer = adamw(teacher, teacher.encoder, rate=_RATE, head_rate=_HEAD_RATE)
    done, _ = checkpoint.restore(teacher, optimizer)
    begin, total = time.monotonic(), 0.0
    teacher.train()
    for step, batch in enumerate(plan[done:], start=done + 1):
        pace(optimizer, _rate((step - 1) / len(plan)))
        total += _update(teacher, optimizer, [pairs[at] for at in batch])
        if step % _LOG_EVERY == 0:
            minutes = (time.monotonic() - begin) / 60
            print(f"{step}/{len(plan)} loss {total / _LOG_EVERY:.3f} {minutes:.1f} min", flush=True)
            total = 0.0
        if step % _SAVE_EVERY == 0:
            checkpoint.save(teacher, optimizer, step)


def _rate(done: float) -> float:
    return done / _WARMUP if done < _WARMUP else max(0.0, (1 - done) / (1 - _WARMUP))


def _update(
    teacher: Teacher, optimizer: torch.optim.Optimizer, pairs: Sequence[tuple[Lesson, Reading]]
) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halves("cpu")):
        scores = teacher([reading for _, reading in pairs])
    loss = _loss(teacher, scores, [lesson for lesson, _ in pairs])
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_([p for p in teacher.parameters() if p.requires_grad], _CLIP)
    optimizer.step()
    return float(loss.detach())


def _loss(teacher: Teacher, scores: Scores, lessons: Sequence[Lesson]) -> Tensor:
    parts = [*_tag_losses(scores, lessons), *_tree_losses(teacher, scores, lessons)]
    return torch.stack(parts).sum()


def _tag_losses(scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """Minus the logarithm of how likely one of the allowed tags is, a word."""
    tagged = [(row, lesson) for row, lesson in enumerate(lessons) if lesson.tags]
    if not tagged:
        return
    chosen = torch.cat([scores.tags[row, : len(lesson.words)] for row, lesson in tagged]).float()
    allowed = [tags for _, lesson in tagged for tags in lesson.tags]
    penalty = torch.full((len(allowed), len(TAGS)), _HIDDEN)
    for word, tags in enumerate(allowed):
        penalty[word, list(tags)] = 0.0
    right = torch.logsumexp(torch.log_softmax(chosen, dim=-1) + penalty, dim=-1)
    yield -right.mean() * len(tagged) / len(lessons)


def _tree_losses(teacher: Teacher, scores: Scores, lessons: Sequence[Lesson]) -> Iterator[Tensor]:
    """Cross-entropy of the heads, and of the relations where the heads are right."""
    number = {relation: at for at, relation in enumerate(teacher.relations)}
    trees = [(row, lesson) for row, lesson in enumerate(lessons) if lesson.heads]
    if not trees:
        return
    rows = torch.tensor([row for row, lesson in trees for _ in lesson.heads])
    words = torch.tensor([word for _, lesson in trees for word in range(len(lesson.heads))])
    heads = torch.tensor([head for _, lesson in trees for head in lesson.heads])
    names = torch.tensor([number[name] for _, lesson in trees for name in lesson.relations])
    weight = torch.tensor([lesson.weight for _, lesson in trees for _ in lesson.heads])
    arcs = scores.arcs[rows, words].float()
    size = torch.tensor([len(lesson.words) + 1 for _, lesson in trees for _ in lesson.heads])
    arcs = arcs.masked_fill(torch.arange(arcs.shape[1]) >= size[:, None], _HIDDEN)
    relations = scores.relations[rows, words, heads].float()
    for logits, gold in ((arcs, heads), (relations, names)):
        losses = functional.cross_entropy(logits, gold, reduction="none")
        yield (losses * weight).mean() * len(trees) / len(lessons) * math.sqrt(0.5)
