"""Train the network: a fixed plan of batches, with checkpoints from which a run goes on."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.checkpoint import Checkpoint
from training.encoder.lessons import Lesson
from training.encoder.losses import loss
from training.encoder.network import Network
from training.encoder.pace import Budget, within
from training.encoder.plan import plan
from training.encoder.shelf import Shelf, shelved
from training.encoder.team import Team
from training.optimizer import adamw, pace
from training.teacher.precision import halves
from worker.nlp.encoder.pieces import Reading, read

#: Pieces of a batch, padding counted; a window has 384 at most.
_PIECES = 1_600
_RATE, _HEAD_RATE = 1.2e-4, 1e-3
_CLIP = 1.0
_LOG_EVERY, _SAVE_EVERY = 20, 200

Pair = tuple[Lesson, Reading]


@dataclass(frozen=True, slots=True)
class Course:
    """A training: the seed, and where the checkpoint lies.

    ``pieces`` and ``minutes`` are its budget, with the learning rate fitted to it; None is all lessons.
    ``steps`` ends it early (with the rates of a whole one), for trying out. What fixed layers make of the
    lessons lies in ``shelf``.
    """

    checkpoint: Path
    shelf: Path
    seed: int = 0
    pieces: int | None = None
    minutes: float | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """What does not change from step to step."""

    network: Network
    pairs: Sequence[Pair]
    batches: Sequence[list[int]]
    course: Course
    team: Team
    shelf: Shelf | None


def learn(
    network: Network, pairs: Sequence[Pair], course: Course, *, team: Team | None = None
) -> None:
    """Train ``network`` in place, going on from the checkpoint where there is one.

    The same lessons, seed, size of the team and machine give the same weights, interrupted or not, unless
    minutes end it. Raises DataError where the checkpoint is of another plan.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    sources = [lesson.source for lesson, _ in pairs]
    lengths = [len(reading.pieces) for _, reading in pairs]
    whole = plan(sources, lengths, pieces=_PIECES, seed=course.seed)
    batches = within(whole, lengths, course.pieces)
    network.to(device)
    shelf = filled(network, pairs, course)
    _fit(_Run(network, pairs, batches, course, team or Team(), shelf))
    network.eval().to("cpu")


def readable(tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> list[Pair]:
    """Lessons in pieces; those that are too long to be read are left out."""
    readings = ((lesson, read(tokenizer, *lesson.text)) for lesson in lessons)
    return [(lesson, reading) for lesson, reading in readings if reading is not None]


def filled(network: Network, pairs: Sequence[Pair], course: Course) -> Shelf | None:
    """What the fixed layers make of all lessons, made now where it is missing; None without such layers."""
    if not network.still:
        return None
    return shelved(network, [reading for _, reading in pairs], course.shelf)


def _fit(run: _Run) -> None:
    course = run.course
    optimizer = adamw(run.network, run.network.encoder, rate=_RATE, head_rate=_HEAD_RATE)
    budget = Budget(len(run.batches), None if course.minutes is None else 60 * course.minutes)
    checkpoint = Checkpoint(
        course.checkpoint, zlib.crc32(repr((run.network.still, run.batches)).encode())
    )
    step, spent = checkpoint.restore(run.network, optimizer)
    log = _Log(len(run.batches), step) if run.team.leads else None
    clock = _Clock()
    run.network.train()
    while not budget.is_spent(step, spent) and step != course.steps:
        pace(optimizer, budget.rate(step, spent))
        value, seconds = _update(run, optimizer, step, clock)
        step, spent = step + 1, spent + seconds
        if log is not None:
            log.note(value, sum(len(run.pairs[at][1].pieces) for at in run.batches[step - 1]))
        ends = budget.is_spent(step, spent) or step == course.steps
        if run.team.leads and (step % _SAVE_EVERY == 0 or ends):
            checkpoint.save(run.network, optimizer, step, spent)


def _update(
    run: _Run, optimizer: torch.optim.Optimizer, step: int, clock: _Clock
) -> tuple[float, float]:
    """Make a step; its loss, and the seconds since the step before, a mean over the team.

    What is dropped out is drawn anew from the step's number: a run that goes on needs nothing else.
    """
    team, batch = run.team, run.batches[step]
    torch.manual_seed((run.course.seed << 32) + step * team.size + team.rank)
    optimizer.zero_grad()
    value = _backward(run, team.share(batch), len(batch))
    parameters = [p for p in run.network.parameters() if p.requires_grad]
    value, seconds = team.join(parameters, value, clock.passed() / team.size)
    torch.nn.utils.clip_grad_norm_([p for p in parameters if p.grad is not None], _CLIP)
    optimizer.step()
    return value, seconds


def _backward(run: _Run, share: Sequence[int], whole: int) -> float:
    """Set the gradients of a part of a batch of ``whole`` items, and give its loss, both by its size."""
    if not share:
        return 0.0
    pairs = [run.pairs[at] for at in share]
    begun = run.shelf and run.shelf.batch(share)
    kind = run.network.tags.weight.device.type
    with torch.autocast(kind, dtype=torch.bfloat16, enabled=halves(kind)):
        scores = run.network([reading for _, reading in pairs], begun)
    value = loss(scores, [lesson for lesson, _ in pairs]) * (len(share) / whole)
    value.backward()
    return float(value.detach())


class _Clock:
    """Tells the seconds between one question and the next."""

    def __init__(self) -> None:
        self._begin = time.monotonic()

    def passed(self) -> float:
        """The seconds since it was asked last."""
        begin, self._begin = self._begin, time.monotonic()
        return self._begin - begin


class _Log:
    """Prints now and then how far the training is, how well it does, and how fast."""

    def __init__(self, steps: int, done: int) -> None:
        self._steps, self._step = steps, done
        self._begin = time.monotonic()
        self._loss, self._pieces = 0.0, 0
        if done:
            print(f"going on after step {done}", flush=True)

    def note(self, value: float, pieces: int) -> None:
        """One step with its loss and its pieces."""
        self._step += 1
        self._loss += value
        self._pieces += pieces
        if self._step % _LOG_EVERY == 0:
            passed = time.monotonic() - self._begin
            speed = f"{self._pieces / passed:.0f} pieces a second"
            print(
                f"{self._step}/{self._steps} loss {self._loss / _LOG_EVERY:.3f} {speed}", flush=True
            )
            self._begin, self._loss, self._pieces = time.monotonic(), 0.0, 0
