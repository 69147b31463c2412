"""The checkpoint of a training: what it needs to go on as if nobody had stopped it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from worker.domain.errors import DataError

_FROZEN = "encoder.embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The checkpoint of a training with one plan of batches; ``plan`` is the plan's sum."""

    path: Path
    plan: int

    def save(
        self, network: nn.Module, optimizer: torch.optim.Optimizer, step: int, spent: float = 0.0
    ) -> None:
        """Write it in the place of the one before."""
        state = {"plan": self.plan, "step": step, "spent": spent, "network": trained(network)}
        chance = torch.get_rng_state()
        write({**state, "optimizer": optimizer.state_dict(), "chance": chance}, self.path)

    def restore(self, network: nn.Module, optimizer: Any) -> tuple[int, float]:
        """Load it where there is one; after which step it was made, and after how many seconds.

        What is drawn by chance goes on as well. Raises DataError for one of another plan: other lessons,
        other readings, budget or seed.
        """
        if not self.path.exists():
            return 0, 0.0
        saved = torch.load(self.path, weights_only=True, map_location="cpu")
        if saved["plan"] != self.plan:
            raise DataError(
                f"{self.path} belongs to another plan of lessons: delete it to start over"
            )
        network.load_state_dict(saved["network"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["chance"])
        return saved["step"], saved["spent"]


def trained(network: nn.Module) -> dict[str, torch.Tensor]:
    """The weights that training changes: all but the base encoder's vectors of pieces, which stay."""
    return {name: value for name, value in network.state_dict().items() if name != _FROZEN}


def write(state: dict[str, Any], path: Path) -> None:
    """Write beside ``path`` and then in its place: a kill never leaves half a file."""
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)
