"""The judge is fitted on cases, written, and read by the worker."""

from __future__ import annotations

from pathlib import Path

from training.events.examples import Case
from training.events.train import trained
from training.events.write import write
from worker.nlp.events.learned.judge import load
from worker.nlp.events.learned.vocabulary import Vocabulary


def case(number: int, word: str, name: str, modality: str | None) -> Case:
    """A case known by one word."""
    facts = {f"lemma={word}": 1.0}
    return Case(str(number), 1.0, facts, name, facts if modality else {}, modality)


CASES = [
    case(number, *row)
    for number in range(30)
    for row in (
        ("drohen", "THREATEN", "asserted"),
        ("schießen", "ASSAULT", "historical"),
        ("essen", "none", None),
    )
]


def test_fitted_weights_are_read_back(tmp_path: Path) -> None:
    """What the cases teach is what the loaded judge says."""
    write(tmp_path, *trained(CASES), Vocabulary({("noun", "dialog"): "CONSULT"}))
    judge = load(tmp_path)
    assert judge is not None
    assert judge.types.best({"lemma=drohen": 1.0})[0] == "THREATEN"
    assert judge.types.best({"lemma=essen": 1.0})[0] == "none"
    assert judge.modalities.best({"lemma=schießen": 1.0})[0] == "historical"
    assert judge.words.type_of("noun", "dialog") == "CONSULT"


def test_same_cases_same_bytes(tmp_path: Path) -> None:
    """A repeated training writes the same files."""
    for name in ("one", "two"):
        write(tmp_path / name, *trained(CASES), Vocabulary({}))
    for file in (tmp_path / "one" / "events").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / "events" / file.name).read_bytes()
