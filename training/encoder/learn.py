"""Train the network: a fixed plan of batches, with checkpoints from which a run goes on."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.encoder.lessons import Lesson
from training.encoder.losses import loss
from training.encoder.network import Network
from training.encoder.plan import plan
from training.teacher.lessons import Reading, read
from worker.domain.errors import DataError

#: Pieces of a batch, padding counted; a window has 384 at most.
_PIECES = 1_600
_RATE, _HEAD_RATE = 1.2e-4, 1e-3
_WARMUP = 0.06
_CLIP = 1.0
_LOG_EVERY, _SAVE_EVERY = 20, 200
_FROZEN = "encoder.embeddings.word_embeddings.weight"

Pair = tuple[Lesson, Reading]


@dataclass(frozen=True, slots=True)
class Course:
    """A training: what is read with which tokenizer, the seed, and where the checkpoint lies.

    ``steps`` ends it early (with the schedule of a whole one), for trying out.
    """

    tokenizer: Tokenizer
    checkpoint: Path
    seed: int = 0
    steps: int | None = None


def learn(network: Network, lessons: Sequence[Lesson], course: Course) -> None:
    """Train ``network`` in place, going on from the checkpoint where there is one.

    The same lessons, seed and machine give the same weights, interrupted or not. Raises DataError where the
    checkpoint is of another plan.
    """
    torch.manual_seed(course.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pairs = _read(course.tokenizer, lessons)
    sources = [lesson.source for lesson, _ in pairs]
    lengths = [len(reading.pieces) for _, reading in pairs]
    batches = plan(sources, lengths, pieces=_PIECES, seed=course.seed)
    _fit(network.to(device), pairs, batches, course)
    network.eval().to("cpu")


def _read(tokenizer: Tokenizer, lessons: Sequence[Lesson]) -> list[Pair]:
    """Lessons in pieces; those that are too long to be read are left out."""
    readings = ((lesson, read(tokenizer, *lesson.text)) for lesson in lessons)
    return [(lesson, reading) for lesson, reading in readings if reading is not None]


def _fit(
    network: Network, pairs: Sequence[Pair], batches: Sequence[Sequence[int]], course: Course
) -> None:
    optimizer = _optimizer(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _rate((step + 1) / len(batches))
    )
    state = _State(course.checkpoint, zlib.crc32(repr(batches).encode()))
    done = state.restore(network, optimizer, schedule)
    end = len(batches) if course.steps is None else min(course.steps, len(batches))
    log = _Log(len(batches), done)
    network.train()
    for step in range(done, end):
        chosen = [pairs[at] for at in batches[step]]
        value = _update(network, optimizer, chosen)
        schedule.step()
        log.note(value, sum(len(reading.pieces) for _, reading in chosen))
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == end:
            state.save(network, optimizer, schedule, step + 1)


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}], weight_decay=0.01
    )


def _rate(done: float) -> float:
    return done / _WARMUP if done < _WARMUP else max(0.0, (1 - done) / (1 - _WARMUP))


def _update(network: Network, optimizer: torch.optim.Optimizer, pairs: Sequence[Pair]) -> float:
    device = network.tags.weight.device.type
    with torch.autocast(device, dtype=torch.bfloat16):
        scores = network([reading for _, reading in pairs])
    value = loss(scores, [lesson for lesson, _ in pairs])
    optimizer.zero_grad()
    value.backward()
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], _CLIP)
    optimizer.step()
    return float(value.detach())


@dataclass(frozen=True, slots=True)
class _State:
    """The checkpoint of a training with one plan of batches; ``plan`` is the plan's sum."""

    path: Path
    plan: int

    def save(
        self, network: Network, optimizer: torch.optim.Optimizer, schedule: Any, step: int
    ) -> None:
        """Write it beside the old one and then in its place: a kill never leaves half of one."""
        part = self.path.with_suffix(".part")
        weights = {name: value for name, value in network.state_dict().items() if name != _FROZEN}
        torch.save(
            {
                "plan": self.plan,
                "step": step,
                "network": weights,
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "chance": torch.get_rng_state(),
                "chances": torch.cuda.get_rng_state_all(),
            },
            part,
        )
        part.replace(self.path)

    def restore(self, network: Network, optimizer: Any, schedule: Any) -> int:
        """Load it where there is one, and say after which step it was made.

        Raises DataError for one of another plan: other lessons, other readings or another seed.
        """
        if not self.path.exists():
            return 0
        saved = torch.load(self.path, weights_only=True, map_location="cpu")
        if saved["plan"] != self.plan:
            raise DataError(
                f"{self.path} belongs to another plan of lessons: delete it to start over"
            )
        network.load_state_dict(saved["network"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["chance"])
        torch.cuda.set_rng_state_all(saved["chances"])
        step: int = saved["step"]
        print(f"going on after step {step}", flush=True)
        return step


class _Log:
    """Prints now and then how far the training is, how well it does, and how fast."""

    def __init__(self, steps: int, done: int) -> None:
        self._steps, self._step = steps, done
        self._begin = time.monotonic()
        self._loss, self._pieces = 0.0, 0

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
