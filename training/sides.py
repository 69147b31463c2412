"""Fit the ranker of sides and measure it: ``python -m training.sides de``.

Learns from the annotated events which of the codes that an article names are source and target. An event
that the rules find gives a case as the worker sees it; of one that they miss, a case is made at its
trigger. What is printed first is measured on articles that the weights have not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

from training import corpora
from training.events.plan import TAUGHT
from training.linear import folds, pruned
from training.ranking import Choice, fit, names_to_hashes
from training.side_cases import Example, examples
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events.sides.case import NOBODY
from worker.nlp.events.sides.features import Reader
from worker.nlp.events.sides.ranker import CLASSES, FILE, Ranker
from worker.nlp.gemm import use_openblas
from worker.nlp.linear import Linear

_ROOT = Path(__file__).resolve().parents[1]
#: Files of annotated events by language, and what a case of each counts: articles before single lines.
_FILES = {
    "de": {"events/de_wikinews": 1.0, "../eval/events_de": 1.0, "events/de_newswire": 0.25},
    "en": {"events/en_newswire": 1.0},
}
#: The files that are also measured on.
_MEASURED = frozenset({"../eval/events_de"})
_STRENGTH = 0.07
_LEAST = 2
_SMALLEST = 0.02
_FOLDS = 5


def fitted(cases: Sequence[tuple[Example, float]]) -> Linear:
    """The weights that these examples teach."""
    choices = [choice(example, weight) for example, weight in cases]
    return pruned(
        fit(choices, strength=_STRENGTH, least=_LEAST, classes=CLASSES), smallest=_SMALLEST
    )


def choice(example: Example, weight: float) -> Choice:
    """An example as features and right answers."""
    reader = Reader(example.case)
    found = reader.candidates
    return Choice(
        [names_to_hashes(reader.of_side(code, "source")) for code in found],
        [names_to_hashes(reader.of_side(code, "target")) for code in found],
        [names_to_hashes(reader.of_pair(one, other)) for one in found for other in found],
        np.array([is_right(code, example.gold.sources) for code in found]),
        np.array([is_right(code, example.gold.targets) for code in found]),
        weight,
    )


def is_right(code: str, gold: frozenset[str]) -> bool:
    """Whether a code is among the annotated ones, or nobody where there is none."""
    return code in gold if gold else code == NOBODY


def crossed(cases: Sequence[tuple[Example, float]], *, count: int) -> dict[str, float]:
    """Shares of the events found by the rules whose sides are right, by weights of other articles."""
    right = {"source": 0, "target": 0, "both": 0}
    tried = 0
    for train, test in folds([example.key for example, _ in cases], count):
        ranker = Ranker(fitted([cases[i] for i in train]))
        for example in (cases[i][0] for i in test if cases[i][0].found and cases[i][1] == 1.0):
            source, target = _judged(ranker, example)
            tried += 1
            right["source"] += source
            right["target"] += target
            right["both"] += source and target
    return {name: number / max(tried, 1) for name, number in right.items()}


def _judged(ranker: Ranker, example: Example) -> tuple[bool, bool]:
    source, target = ranker.choose(example.case)
    return is_right(source, example.gold.sources), is_right(target, example.gold.targets)


def _read(
    language: str, files: Mapping[Path, float], pipeline: Path
) -> list[tuple[Example, float]]:
    nlp = _undecided(pipeline)
    found: list[tuple[Example, float]] = []
    for path, weight in files.items():
        if not path.is_file():
            raise corpora.CorpusMissingError(f"{path} is missing: --corpora names the folder")
        known = examples(path, nlp, triggers(language), cues(language), language=language)
        found.extend((example, weight) for example in known)
    return found


def _files(options: argparse.Namespace) -> dict[Path, float]:
    """What is learned from, and what a case of each file counts."""
    without = _MEASURED if options.without_measured else frozenset()
    known = {name: w for name, w in _FILES[options.language].items() if name not in without}
    files = {options.corpora / f"{name}.jsonl": weight for name, weight in known.items()}
    return files | dict.fromkeys(options.taught, options.taught_weight)


def _undecided(pipeline: Path) -> Language:
    """The pipeline whose events still have the sides that the rules give."""
    nlp = spacy.load(pipeline)
    use_openblas(nlp)
    nlp.add_pipe("ew_actor_linker")
    nlp.add_pipe("ew_event_coder", config={"decide": False})
    return nlp


def main() -> None:
    """Measure across folds, then fit on everything and write the weights."""
    options = _options()
    shipped = _ROOT / "worker" / "models" / options.language
    out: Path = options.out or shipped
    # The judge beside the weights finds the events: one that has not seen them, where there is one.
    pipeline = out if (out / "config.cfg").is_file() else shipped
    try:
        cases = _read(options.language, _files(options), pipeline)
    except corpora.CorpusMissingError as error:
        sys.exit(str(error))
    print(f"{len(cases)} events", flush=True)
    if options.folds:
        shares = crossed(cases, count=options.folds)
        print("right:", ", ".join(f"{name} {share:.3f}" for name, share in shares.items()))
    model = fitted(cases)
    model.save(out / FILE)
    print(f"{out / FILE}: {len(model.hashes)} features")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.sides", description=__doc__)
    add = parser.add_argument
    add("language", choices=sorted(_FILES))
    add("--corpora", type=Path, default=corpora.DEFAULT, help="folder of corpora (%(default)s)")
    add("--folds", type=int, default=_FOLDS, help="0 measures nothing (%(default)s)")
    add("--out", type=Path, help="folder to write to (worker/models/<language>)")
    add("--without-measured", action="store_true", help="leave out the sets that are measured on")
    add("--taught", type=Path, nargs="*", default=[], help="files of training.events.taught")
    add("--taught-weight", type=float, default=TAUGHT, help="what their cases count (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
