"""The optimizer of a pretrained encoder under new heads, and its learning rate from step to step."""

from __future__ import annotations

import torch
from torch import nn

_DECAY = 0.01


def adamw(
    network: nn.Module, encoder: nn.Module, *, rate: float, head_rate: float
) -> torch.optim.Optimizer:
    """AdamW over what is to learn in the ``encoder``, and over all else of ``network`` at ``head_rate``."""
    inner = [p for p in encoder.parameters() if p.requires_grad]
    known = {id(parameter) for parameter in encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return torch.optim.AdamW(
        [
            {"params": inner, "lr": rate, "highest": rate},
            {"params": heads, "lr": head_rate, "highest": head_rate},
        ],
        weight_decay=_DECAY,
    )


def pace(optimizer: torch.optim.Optimizer, share: float) -> None:
    """Set the learning rates to a share of their highest."""
    for group in optimizer.param_groups:
        group["lr"] = group["highest"] * share
