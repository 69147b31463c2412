"""Names that an encoder reads for a small network to learn; the tiny one knows nothing, but says it."""

from __future__ import annotations

import pytest

from tests.support.tiny import FOLDER
from training.encoder.reading import read
from worker.nlp.encoder.session import Encoder


def test_a_sentence_has_names_and_how_sure_each_word_is(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no tree; probabilities are one a word, and progress is told."""
    (label,) = read(
        Encoder(FOLDER), [(("Moskau", "droht", "Kiew", "."), (True, True, False, False))]
    )
    assert label is not None
    assert (label.heads, label.relations) == ((), ())
    assert len(label.sure) == 4
    assert all(0 < chance <= 1 for chance in label.sure)
    assert all(0 <= start < end <= 4 for start, end, _ in label.entities)
    assert "0 of 1 sentences" in capsys.readouterr().out


def test_what_cannot_be_read_keeps_its_place() -> None:
    """Nothing at all, and more than the encoder can read at once."""
    words = ("Krieg",) * 600
    assert list(read(Encoder(FOLDER), [((), ()), (words, (True,) * 600)])) == [None, None]
