"""The names that the shipped encoder reads in sentences: it teaches the small network of another tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training.teacher.lessons import Label
from worker.nlp.encoder.decode import names, probabilities
from worker.nlp.encoder.pieces import Words
from worker.nlp.encoder.session import Encoder, Scores

_DIGITS = 3
_TELL_EVERY = 5_000


def read(encoder: Encoder, sentences: Sequence[Words]) -> Iterator[Label | None]:
    """Each sentence's names without a tree; None where it has no words or is too long to be read."""
    for number, words in enumerate(sentences):
        if number % _TELL_EVERY == 0:
            print(f"the encoder has read {number:,} of {len(sentences):,} sentences", flush=True)
        scores = encoder(words) if words[0] else None
        yield None if scores is None else _label(scores)


def _label(scores: Scores) -> Label:
    sure = probabilities(scores["tags"]).max(axis=-1).round(_DIGITS)
    return Label(tuple(names(scores["tags"])), (), (), tuple(sure.tolist()))
