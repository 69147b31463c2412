"""A tiny encoder with random weights, for tests: ``python -m training.encoder.tiny tests/data/encoder``.

It has all heads and the form of a real one, knows nothing, and answers the same everywhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from training.encoder.files import write
from training.encoder.graph import Shape, build
from worker.nlp.encoder.heads import MODALITIES, ROLES, TAGS, TYPES
from worker.nlp.encoder.links import ROOTS

_WIDTH, _INNER, _PLACES, _ROLE = 16, 32, 512, 8
_SHAPE = Shape(layers=2, heads=2, epsilon=1e-12)
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_LETTERS = 'abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789.,;:!?-–"„“()'
#: Words that get a piece of their own.
_WORDS = 400
#: How much likelier a word is that tells nothing, beside scores that spread by a few.
_NOTHING = {"tags": 10.0, "types": 8.5}
_SEEDS = Path(__file__).resolve().parents[2] / "seeds"

_LINEAR = (
    *((f"attention.self.{kind}", _WIDTH, _WIDTH) for kind in ("query", "key", "value")),
    ("attention.output.dense", _WIDTH, _WIDTH),
    ("intermediate.dense", _WIDTH, _INNER),
    ("output.dense", _INNER, _WIDTH),
)
_HEADS = {
    "tags": len(TAGS),
    "types": len(TYPES),
    "modalities": len(MODALITIES),
    "triggers": len(ROLES) * _ROLE,
    "parties": len(ROLES) * _ROLE,
    "link_roots": len(ROOTS),
    "link_types": len(TYPES) - 1,
    "link_modalities": len(MODALITIES),
}

Named = tuple[str, NDArray[np.float32]]


def main(folder: Path) -> None:
    """Write the files to a folder."""
    tokenizer = _tokenizer()
    graph = build(dict(_state(tokenizer.get_vocab_size())), _SHAPE)
    write(
        folder, graph.SerializeToString(deterministic=True), tokenizer.to_str(), name="tiny-encoder"
    )


def _tokenizer() -> Tokenizer:
    counts = Counter(word for text in _texts() for word in text.split() if word.isalpha())
    words = sorted(counts, key=lambda word: (-counts[word], word))[:_WORDS]
    pieces = (*_SPECIAL, "▁", *_LETTERS, *(f"▁{word}" for word in words if len(word) > 1))
    scored = [(piece, -1.0 if len(piece) > 1 else -9.0) for piece in pieces]
    made = Tokenizer(models.Unigram(scored, unk_id=_SPECIAL.index("<unk>")))
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def _texts() -> Iterator[str]:
    for path in sorted(_SEEDS.glob("*.json")):
        yield str(json.loads(path.read_text(encoding="utf-8")).get("text", ""))


def _state(pieces: int) -> Iterator[Named]:
    """The weights of a network of this shape, under the names of ``network.Network``."""
    chance = np.random.default_rng(0)
    base = "encoder.embeddings"
    yield f"{base}.word_embeddings.weight", _some(chance, pieces, _WIDTH)
    yield f"{base}.token_type_embeddings.weight", _some(chance, 1, _WIDTH)
    yield f"{base}.position_embeddings.weight", np.float32(0.1) * _some(chance, _PLACES, _WIDTH)
    yield from _norm(f"{base}.LayerNorm")
    for layer in range(_SHAPE.layers):
        own = f"encoder.encoder.layer.{layer}"
        for name, inputs, outputs in _LINEAR:
            yield from _linear(chance, f"{own}.{name}", inputs, outputs, spread=0.1)
        yield from _norm(f"{own}.attention.output.LayerNorm")
        yield from _norm(f"{own}.output.LayerNorm")
    for name, outputs in _HEADS.items():
        yield from _linear(chance, name, 2 * _WIDTH, outputs, first=_NOTHING.get(name, 0.0))


def _some(chance: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return (chance.standard_normal(shape) * 0.5).astype(np.float32)


def _linear(
    chance: np.random.Generator,
    name: str,
    inputs: int,
    outputs: int,
    *,
    spread: float = 1.0,
    first: float = 0.0,
) -> Iterator[Named]:
    yield f"{name}.weight", np.float32(spread) * _some(chance, outputs, inputs)
    bias = _some(chance, outputs)
    bias[0] += first
    yield f"{name}.bias", bias


def _norm(name: str) -> Iterator[Named]:
    yield f"{name}.weight", np.ones(_WIDTH, dtype=np.float32)
    yield f"{name}.bias", np.zeros(_WIDTH, dtype=np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
