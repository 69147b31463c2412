"""Processes that train one network together: each takes a part of every batch, gradients are joined.

Two threads share the products of matrices, but not what lies between them; two processes share all of it and
pay with an exchange of 85 MB a step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import distributed


@dataclass(frozen=True, slots=True)
class Team:
    """One of ``size`` processes: every other item of a batch is its share."""

    rank: int = 0
    size: int = 1

    @property
    def leads(self) -> bool:
        """Whether it is the one that prints and writes."""
        return self.rank == 0

    def share(self, batch: Sequence[int]) -> list[int]:
        """Its part of a batch; nothing where the batch has fewer items than the team members."""
        return list(batch[self.rank :: self.size])

    def join(self, parameters: Sequence[Any], *told: float) -> list[float]:
        """Sum the gradients, and some numbers, of all members in place; gives the numbers' sums.

        What no member has a gradient for keeps none, so that the optimizer leaves it alone.
        """
        if self.size == 1:
            return list(told)
        flags = torch.tensor([float(one.grad is not None) for one in parameters])
        grads = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
        rows = [grad.flatten() for grad in grads]
        joined = torch.cat([*rows, flags, torch.tensor(told)])
        distributed.all_reduce(joined)
        *parts, flags, numbers = joined.split([*map(len, rows), len(flags), len(told)])
        for one, part, flag in zip(parameters, parts, flags.tolist(), strict=True):
            one.grad = part.view_as(one) if flag else None
        found: list[float] = numbers.tolist()
        return found


def together(work: Callable[[Team], object], size: int, meeting: Path) -> None:
    """Run ``work`` in ``size`` new processes that meet at a file; ends when all have ended.

    Raises torch's ProcessRaisedException where one of them failed.
    """
    meeting.unlink(missing_ok=True)
    torch.multiprocessing.spawn(_member, args=(work, size, meeting), nprocs=size)
    meeting.unlink(missing_ok=True)


def _member(rank: int, work: Callable[[Team], object], size: int, meeting: Path) -> None:
    distributed.init_process_group(
        "gloo", init_method=f"file://{meeting.resolve()}", rank=rank, world_size=size
    )
    work(Team(rank, size))
    distributed.destroy_process_group()
