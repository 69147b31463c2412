"""What ships: a vocabulary with fewer pieces, weights in 8 bits, and how scores become events."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from training.encoder import decode, quantize, vocabulary
from worker.nlp.encoder.decode import side
from worker.nlp.encoder.heads import MODALITIES, ROLES, TYPES

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁Krieg", "▁die", "한국", "a", "▁", "ss", "<mask>"]
DEFINITION = json.dumps(
    {
        "model": {"unk_id": 3, "vocab": [[piece, -float(i)] for i, piece in enumerate(PIECES)]},
        "added_tokens": [{"id": 0, "content": "<s>"}, {"id": 10, "content": "<mask>"}],
        "post_processor": {"special_tokens": {"</s>": {"id": "</s>", "ids": [2]}}},
    }
)


def test_used_pieces_and_single_letters_stay() -> None:
    """In their old order, the special ones first; what nobody uses goes."""
    kept = vocabulary.kept(PIECES, Counter({4: 9, 5: 2, 6: 1}))
    assert [PIECES[i] for i in kept] == [*PIECES[:6], "a", "▁"]
    assert [PIECES[i] for i in vocabulary.kept(PIECES, Counter({4: 9, 5: 2}), largest=7)] == [
        *PIECES[:5],
        "a",
        "▁",
    ]


def test_what_refers_to_pieces_is_renumbered() -> None:
    """Scores go with their pieces; an added piece that is gone is no longer added."""
    made = json.loads(vocabulary.pruned(DEFINITION, [0, 1, 2, 3, 5, 7]))
    assert vocabulary.pieces(json.dumps(made)) == [*PIECES[:4], "▁die", "a"]
    assert made["model"]["vocab"][4] == ["▁die", -5.0]
    assert [token["content"] for token in made["added_tokens"]] == ["<s>"]
    assert made["post_processor"]["special_tokens"]["</s>"]["ids"] == [2]


def test_eight_bits_are_near_enough() -> None:
    """Half a step a weight at most, each column by its own scale; a column of zeros stays one."""
    matrix = np.random.default_rng(0).standard_normal((40, 6)).astype(np.float32)
    matrix[:, 1] *= 100
    matrix[:, 2] = 0
    values, scales = quantize.columns(matrix)
    assert np.abs(values * scales - matrix).max(axis=0) == pytest.approx(
        scales / 2, abs=float(scales.max())
    )
    assert (np.abs(values * scales - matrix) <= scales / 2 + 1e-6).all()
    assert not values[:, 2].any()


def test_no_sum_of_two_products_overflows() -> None:
    """Two of the largest activations times two of the largest weights fit into 16 bits."""
    values, _ = quantize.columns(np.array([[3.0], [-3.0]], dtype=np.float32))
    assert 2 * 255 * int(np.abs(values).max()) <= np.iinfo(np.int16).max


def test_a_side_is_the_code_with_the_most_words() -> None:
    """All its mentions together count; where nobody is likelier, nobody is meant."""
    chances = {1: 0.25, 2: 0.25, 3: 0.2}
    codes = {"RUS": frozenset({1, 2}), "USA": frozenset({3})}
    assert side(chances, codes, nobody=0.3) == "RUS"
    assert side(chances, {"USA": frozenset({3})}, nobody=0.3) is None
    assert side(chances, {}, nobody=0.3) is None


def test_a_likely_trigger_is_an_event() -> None:
    """With its type, its modality and both sides; what stands outside the own words is none."""
    scores = {
        "types": np.full((2, len(TYPES)), -4.0, dtype=np.float32),
        "modalities": np.zeros((2, len(MODALITIES)), dtype=np.float32),
        "roles": np.zeros((len(ROLES), 2, 3), dtype=np.float32),
    }
    scores["types"][:, TYPES.index("THREATEN")] = 3.0
    scores["modalities"][1, MODALITIES.index("future")] = 5.0
    scores["roles"][ROLES.index("source_code"), 1, 1] = 9.0
    scores["roles"][ROLES.index("target_code"), 1, 0] = 9.0
    (event,) = decode.events(scores, (1, 2), {"IRN": frozenset({0})})
    assert event == decode.Found(1, "THREATEN", "future", "IRN", None)
