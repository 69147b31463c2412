"""The packed tables against the library's own."""

from __future__ import annotations

from array import array

import numpy as np
import pytest
from py3langid.langid import (  # type: ignore[import-untyped]  # the package has no annotations
    MODEL_FILE,
    LanguageIdentifier,
)

from worker.stages.identifier import Likelihoods, Transitions, identifier

_LANGUAGES = ("de", "en", "fr", "nl", "ru", "zh")


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    """The identifier as it comes."""
    loaded = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    loaded.set_languages(_LANGUAGES)
    return loaded


@pytest.fixture(scope="module")
def packed() -> LanguageIdentifier:
    """Ours."""
    return identifier(_LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345 --- ???",
        "NORDKOREA FEUERT ERNEUT RAKETEN AB",
        "Bundeswehr verlegt Panzer nach Litauen. " * 40,
        "Truce holds as talks resume in Cairo",
        "Le Kremlin menace l'Otan de représailles",
        "Кремль пригрозил НАТО ответными мерами",
        "克里姆林宫警告北约将采取反制措施",
        "\ud83d broken, \U0001f600 and mixed: Gespräche, talks, переговоры",
    ],
)
def test_likelihoods_are_the_same_to_the_last_bit(
    library: LanguageIdentifier, packed: LanguageIdentifier, text: str
) -> None:
    """Of every language, for prose of any script and for what is none."""
    assert packed.rank(text) == library.rank(text)


def test_every_transition_is_kept() -> None:
    """Rows that are alike and rows that are not; asked for once and again."""
    states = array("I", [*range(256), *range(256), *reversed(range(256))])
    transitions = Transitions(states)
    assert [transitions[i] for i in range(len(states))] == states.tolist()
    assert [transitions[i] for i in range(len(states))] == states.tolist()


def test_parts_that_mix_to_one_number_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their states, should it ever happen."""
    monkeypatch.setattr("worker.stages.identifier._MIXER", np.uint64(0))
    states = array("I", [*range(256), *reversed(range(256))])
    transitions = Transitions(states)
    assert [transitions[i] for i in range(len(states))] == states.tolist()


def test_rows_of_likelihoods() -> None:
    """In any order, one twice, those without a value of their own too."""
    dense = np.array([[-9, -8, -7], [-1, -8, -2], [-9, -3, -7]], np.float16)
    asked = np.array([2, 0, 1, 2])
    assert np.array_equal(Likelihoods(dense)[asked], dense[asked])
