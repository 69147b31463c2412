"""Write what ships: the graph in 8 bits, the tokenizer, and what belongs to both with their hashes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.encoder.files import GRAPH, META, TOKENIZER
from training.encoder.graph import Shape, build
from training.encoder.lessons import MODALITIES, ROLES, ROOTS, TYPES
from training.encoder.network import Network
from training.encoder.windows import LIMIT
from training.teacher.lessons import TAGS


def export(network: Network, tokenizer: str, folder: Path, *, name: str) -> str:
    """Write ``network`` and the definition of its tokenizer to ``folder``, and give the weights' hash."""
    folder.mkdir(parents=True, exist_ok=True)
    config = network.encoder.config
    shape = Shape(config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps)
    made = build(state(network), shape).SerializeToString(deterministic=True)
    (folder / GRAPH).write_bytes(made)
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    digest = hashlib.sha256(made + tokenizer.encode()).hexdigest()
    meta = {
        "name": name,
        "sha256": digest,
        "window": LIMIT,
        "tags": TAGS,
        "types": TYPES,
        "modalities": MODALITIES,
        "roles": ROLES,
        "roots": ROOTS,
    }
    (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return digest


def state(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights by name."""
    with torch.no_grad():
        return {name: value.float().numpy() for name, value in network.state_dict().items()}
