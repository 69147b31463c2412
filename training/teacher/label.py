"""Read sentences with the teacher: their names and their trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from training.teacher import decode, weights
from training.teacher.lessons import Label, batches
from training.teacher.network import Scores, Teacher
from training.teacher.precision import halves
from worker.nlp.encoder.decode import entities
from worker.nlp.encoder.pieces import Reading, Words, read

_PIECES = 2_000


def label(teacher: Teacher, sentences: Sequence[Words]) -> list[Label | None]:
    """The teacher's reading of each sentence (words, spaces), None where it is too long."""
    torch.set_num_threads(1)
    tokenizer = weights.tokenizer()
    readings = [read(tokenizer, words, spaces) for words, spaces in sentences]
    known = [(at, reading) for at, reading in enumerate(readings) if reading]
    result: list[Label | None] = [None] * len(sentences)
    lengths = [len(reading.pieces) for _, reading in known]
    for batch in batches(lengths, pieces=_PIECES, chance=np.random.default_rng(0)):
        chosen = [known[at] for at in batch]
        half = torch.autocast("cpu", dtype=torch.bfloat16, enabled=halves("cpu"))
        with torch.inference_mode(), half:
            scores = teacher([reading for _, reading in chosen])
        for (at, _), made in zip(chosen, _decoded(teacher, scores, chosen), strict=True):
            result[at] = made
    return result


def _decoded(
    teacher: Teacher, scores: Scores, chosen: Sequence[tuple[int, Reading]]
) -> Iterator[Label]:
    tags = torch.log_softmax(scores.tags.float(), dim=-1).numpy()
    arcs, relations = scores.arcs.float(), scores.relations.float().numpy()
    for row, (_, reading) in enumerate(chosen):
        words = len(reading.first)
        own = torch.log_softmax(arcs[row, :words, : words + 1], dim=-1).numpy()
        heads = decode.tree(own.astype(float))
        names = [
            _relation(teacher, relations[row, word, head], root=head == 0)
            for word, head in enumerate(heads)
        ]
        found = entities(tags[row, :words].astype(float))
        sure = np.exp(tags[row, :words].max(axis=-1)).round(3)
        yield Label(tuple(found), tuple(heads), tuple(names), tuple(sure.tolist()))


def _relation(teacher: Teacher, scores: NDArray[np.float32], *, root: bool) -> str:
    """The likeliest relation; ROOT for the root and only for it."""
    if root:
        return "ROOT"
    order = np.argsort(-scores, kind="stable")
    names: list[str] = [teacher.relations[at] for at in order]
    return names[0] if names[0] != "ROOT" else names[1]
