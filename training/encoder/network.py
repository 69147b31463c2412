"""The network: an encoder of 12 layers and small heads on its words, all read in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertModel

from worker.nlp.encoder.heads import MODALITIES, ROLES, TAGS, TYPES
from worker.nlp.encoder.links import ROOTS
from worker.nlp.encoder.pieces import Reading

#: Width of each role's comparison of a trigger with a word.
ROLE_WIDTH = 128
_DROPOUT = 0.15
_PAD_PIECE = 1


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network thinks of a batch; W words at most in a window.

    ``tags``, ``types`` and ``modalities`` are (windows, W, classes). ``roles`` is (windows, roles, W, 1 + W):
    were a word a trigger, who has this role, nobody first. ``links`` are the scores of roots, types and
    modalities between two marked sides, (windows, classes) each.
    """

    tags: Tensor
    types: Tensor
    modalities: Tensor
    roles: Tensor
    links: tuple[Tensor, Tensor, Tensor]


class Network(nn.Module):
    """The encoder with its heads; the table of pieces and the ``still`` lowest layers stay as they are."""

    def __init__(self, encoder: BertModel, *, still: int = 0) -> None:
        super().__init__()
        self.encoder = encoder
        self.still = still
        encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        for part in (encoder.embeddings, *encoder.encoder.layer[:still]) if still else ():
            part.requires_grad_(False)
        width = 2 * encoder.config.hidden_size
        self.tags = nn.Linear(width, len(TAGS))
        self.types = nn.Linear(width, len(TYPES))
        self.modalities = nn.Linear(width, len(MODALITIES))
        self.triggers = nn.Linear(width, len(ROLES) * ROLE_WIDTH)
        self.parties = nn.Linear(width, len(ROLES) * ROLE_WIDTH)
        self.link_roots = nn.Linear(width, len(ROOTS))
        self.link_types = nn.Linear(width, len(TYPES) - 1)
        self.link_modalities = nn.Linear(width, len(MODALITIES))
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, readings: Sequence[Reading], begun: Tensor | None = None) -> Scores:
        """The scores of a batch of windows; ``begun`` is what ``fixed`` made of them."""
        pieces = self._pieces(readings)
        states = self._states(pieces) if begun is None else self._above(pieces, begun)
        words = self.dropout(self._words(readings, states))
        whole = self.dropout(_whole(pieces, states))
        # Nobody is a word in front, which the first piece stands for twice.
        nobody = torch.cat([states[:, :1], states[:, :1]], dim=-1)
        parties = torch.cat([nobody, words], dim=1)
        return Scores(
            self.tags(words),
            self.types(words),
            self.modalities(words),
            self._roles(words, parties),
            (self.link_roots(whole), self.link_types(whole), self.link_modalities(whole)),
        )

    def fixed(self, readings: Sequence[Reading]) -> Tensor:
        """(windows, P, width): what the table of pieces and the layers that stay make of a batch."""
        pieces = self._pieces(readings)
        with torch.no_grad():
            states = self.encoder.embeddings(pieces)
            return self._through(self.encoder.encoder.layer[: self.still], pieces, states)

    def _pieces(self, readings: Sequence[Reading]) -> Tensor:
        rows = [reading.pieces for reading in readings]
        return padded(rows, _PAD_PIECE).to(self.tags.weight.device)

    def _states(self, pieces: Tensor) -> Tensor:
        found: Tensor = self.encoder(
            pieces, attention_mask=(pieces != _PAD_PIECE)
        ).last_hidden_state
        return found

    def _above(self, pieces: Tensor, begun: Tensor) -> Tensor:
        """What the layers that learn make of what the others made."""
        layers = self.encoder.encoder.layer[self.still :]
        return self._through(layers, pieces, begun.to(pieces.device))

    @staticmethod
    def _through(layers: Iterable[nn.Module], pieces: Tensor, states: Tensor) -> Tensor:
        mask = (pieces != _PAD_PIECE)[:, None, None, :]
        for layer in layers:
            states = layer(states, attention_mask=mask)
        return states

    def _words(self, readings: Sequence[Reading], states: Tensor) -> Tensor:
        """(windows, W, 2 × width): each word's first and last piece in their context."""
        first = padded([reading.first for reading in readings], 0).to(states.device)
        last = padded([reading.last for reading in readings], 0).to(states.device)
        row = torch.arange(len(readings), device=states.device)[:, None]
        return torch.cat([states[row, first], states[row, last]], dim=-1)

    def _roles(self, words: Tensor, parties: Tensor) -> Tensor:
        ahead = _parted(self.triggers(words))
        behind = _parted(self.parties(parties))
        return ahead @ behind.transpose(-1, -2) / ROLE_WIDTH**0.5


def _whole(pieces: Tensor, states: Tensor) -> Tensor:
    """(windows, 2 × width): the first piece and the mean of all."""
    real = (pieces != _PAD_PIECE).unsqueeze(-1).to(states.dtype)
    mean = (states * real).sum(dim=1) / real.sum(dim=1)
    return torch.cat([states[:, 0], mean], dim=-1)


def _parted(x: Tensor) -> Tensor:
    """(windows, roles, words, width) of (windows, words, roles × width)."""
    return x.unflatten(-1, (len(ROLES), ROLE_WIDTH)).transpose(1, 2)


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of numbers as a table, the shorter ones filled up."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (longest - len(row))] for row in rows])
