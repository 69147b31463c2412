"""The teacher's network: the encoder, a tagger for names and a biaffine parser on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from worker.nlp.encoder.heads import TAGS
from worker.nlp.encoder.pieces import Reading

_ARC, _RELATION = 256, 128
_DROPOUT = 0.15
_PAD_PIECE = 1


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network thinks of a batch; W words at most in a sentence, the root before them.

    ``tags`` (sentences, W, tags); ``arcs`` (sentences, W, 1 + W): of each word, which is its head;
    ``relations`` (sentences, W, 1 + W, relations): which relation, if that were the head.
    """

    tags: Tensor
    arcs: Tensor
    relations: Tensor


class Teacher(nn.Module):
    """An encoder with two heads; the table of pieces stays as it is, all else learns."""

    def __init__(self, encoder: BertModel, relations: Sequence[str]) -> None:
        super().__init__()
        self.encoder = encoder
        self.relations: tuple[str, ...] = tuple(relations)
        encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        width = 2 * encoder.config.hidden_size
        self.root = nn.Parameter(torch.zeros(width))
        self.tagger = nn.Linear(width, len(TAGS))
        self.child, self.parent = _layer(width, _ARC), _layer(width, _ARC)
        self.child_relation, self.parent_relation = (
            _layer(width, _RELATION),
            _layer(width, _RELATION),
        )
        self.arc = nn.Parameter(torch.zeros(_ARC + 1, _ARC))
        self.relation = nn.Parameter(torch.zeros(len(relations), _RELATION + 1, _RELATION + 1))
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, readings: Sequence[Reading]) -> Scores:
        """The scores of a batch of sentences."""
        words = self.dropout(self._words(readings))
        root = self.root.expand(len(words), 1, -1)
        heads = torch.cat([root, words], dim=1)
        child, parent = _with_one(self.child(words)), self.parent(heads)
        arcs = child @ self.arc @ parent.transpose(1, 2)
        below = _with_one(self.child_relation(words))
        above = _with_one(self.parent_relation(heads))
        relations = torch.einsum("bwi,rij,bhj->bwhr", below, self.relation, above)
        return Scores(self.tagger(words), arcs, relations)

    def _words(self, readings: Sequence[Reading]) -> Tensor:
        """(sentences, W, 2 × width): each word's first and last piece in their context."""
        pieces = _padded([reading.pieces for reading in readings], _PAD_PIECE)
        states = self.encoder(pieces, attention_mask=(pieces != _PAD_PIECE)).last_hidden_state
        first = _padded([reading.first for reading in readings], 0)
        last = _padded([reading.last for reading in readings], 0)
        row = torch.arange(len(readings))[:, None]
        return torch.cat([states[row, first], states[row, last]], dim=-1)


def _layer(inputs: int, outputs: int) -> nn.Module:
    return nn.Sequential(nn.Linear(inputs, outputs), nn.LeakyReLU(0.1), nn.Dropout(_DROPOUT))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


def _padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])
