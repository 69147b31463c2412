"""The whole training of one process, from the files in the work folder to the network.

Apart from ``__main__``: a process of the team finds there nothing that it could call.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from transformers import BertModel

from training.encoder import prepare
from training.encoder.learn import Course, Pair, filled, learn, readable
from training.encoder.network import Network
from training.encoder.team import Team
from training.teacher import weights
from training.teacher.school import TEACHER


def learned(options: argparse.Namespace, work: Path, team: Team) -> Network:
    """The network, trained as one of a team; all it is made from lies in the work folder."""
    torch.set_num_threads(options.threads)
    network, pairs, course = _ready(options, work)
    learn(network, pairs, course, team=team)
    return network


def shelve(options: argparse.Namespace, work: Path) -> None:
    """Have the fixed layers read all lessons before a team begins, whose members would write one file."""
    filled(*_ready(options, work))


def _ready(options: argparse.Namespace, work: Path) -> tuple[Network, list[Pair], Course]:
    """The network before it has learned, the lessons in pieces, and what there is to do."""
    lessons = prepare.prepared(options.corpora, options.work, held_out=options.without_measured)
    tokenizer, numbers = prepare.tokenizer(options.corpora, options.work)
    torch.manual_seed(options.seed)
    network = Network(_pruned(weights.encoder(), numbers), still=options.still)
    _begin(network, options.teacher / TEACHER)
    course = Course(
        work / "checkpoint.pt",
        work / f"shelf_{options.still}.f16",
        seed=options.seed,
        pieces=options.pieces,
        minutes=options.minutes,
        steps=options.steps,
    )
    return network, readable(tokenizer, lessons), course


def _begin(network: Network, teacher: Path) -> None:
    """Give the network the layers and the head for names of the German teacher, which has read trees."""
    state: dict[str, torch.Tensor] = torch.load(teacher, weights_only=True)["state"]
    network.encoder.load_state_dict(_below("encoder.", state), strict=False)
    network.tags.load_state_dict(_below("tagger.", state))


def _below(prefix: str, state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {
        key.removeprefix(prefix): value for key, value in state.items() if key.startswith(prefix)
    }


def _pruned(encoder: BertModel, numbers: list[int]) -> BertModel:
    """The encoder with the rows of these pieces only."""
    table = encoder.get_input_embeddings().weight.detach()[numbers]
    encoder.set_input_embeddings(torch.nn.Embedding.from_pretrained(table))
    encoder.config.vocab_size = len(numbers)
    return encoder
