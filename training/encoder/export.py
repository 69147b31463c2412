"""Write a trained network as what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.encoder.files import write
from training.encoder.graph import Shape, build
from training.encoder.network import Network


def export(network: Network, tokenizer: str, folder: Path, *, name: str) -> str:
    """Write ``network`` and the definition of its tokenizer to ``folder``, and give the weights' hash."""
    config = network.encoder.config
    shape = Shape(config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps)
    made = build(state(network), shape).SerializeToString(deterministic=True)
    return write(folder, made, tokenizer, name=name)


def state(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights by name."""
    with torch.no_grad():
        return {name: value.float().numpy() for name, value in network.state_dict().items()}
