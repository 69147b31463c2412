"""Train the relation classifier of a language: ``python -m training.relations de``.

Three linear models over the same features: the root of CAMEO, the type of the project's guide, the
modality. Prints how well each does on texts it has not seen (cross-validation, 95% intervals) and on the
development set, where that is at hand; writes the weights beside the pipeline they were trained with.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from training import corpora, relations_words
from training.linear import Recipe, fit, folds, pruned
from training.relations_cases import Case, cases
from worker.evaluation import plover
from worker.evaluation.scores import interval, macro_f1
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp import pipelines
from worker.nlp.linear import Features, Linear
from worker.nlp.reading import read
from worker.nlp.relations.features import features
from worker.nlp.relations.view import View

_ROOT = Path(__file__).resolve().parents[1]
#: The measure of roots counts all of them alike, whatever their number.
_RECIPES = {
    "root": Recipe(strength=0.15, balance=1.0),
    "type": Recipe(strength=0.15, balance=0.5),
    "modality": Recipe(strength=0.15, balance=0.5),
}
_FOLDS = 5
#: What a pattern of a dictionary counts beside a sentence.
_PATTERN = 0.3
#: Weights smaller than this change no answer; without them a language takes less than 3 MB.
_SMALLEST = 0.02


@dataclass(frozen=True, slots=True)
class Sample:
    """What one head learns from: features, labels, weights, and the key that says which fold."""

    features: Sequence[Features]
    labels: Sequence[str]
    weights: Sequence[float]
    keys: Sequence[str]

    def part(self, places: Sequence[int]) -> Sample:
        """The cases at ``places``."""
        return Sample(
            [self.features[i] for i in places],
            [self.labels[i] for i in places],
            [self.weights[i] for i in places],
            [self.keys[i] for i in places],
        )

    def with_more(self, other: Sample) -> Sample:
        """Both, the cases of ``other`` last."""
        return Sample(
            [*self.features, *other.features],
            [*self.labels, *other.labels],
            [*self.weights, *other.weights],
            [*self.keys, *other.keys],
        )


def train(language: str, folder: Path, out: Path, *, validate: bool = True) -> None:
    """Fit, measure (unless ``validate`` is False) and write the three heads of a language."""
    nlp = pipelines.load(language)
    found = cases(language, folder)
    known = list(_features(nlp, language, found))
    words = _words(nlp, language, folder)
    print(f"{len(found)} cases, {len(words.labels)} patterns of dictionaries", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    for name, label in _LABELS.items():
        sample = _sample(found, known, label)
        more = words if name == "root" else None
        if validate:
            _cross_validate(name, sample, more)
        model = pruned(_fit(name, sample, more), smallest=_SMALLEST)
        model.save(out / f"{name}.bin")
        print(f"{name}: {len(model.hashes)} features, {(out / f'{name}.bin').stat().st_size} bytes")


_LABELS: dict[str, Callable[[Case], str | None]] = {
    "root": lambda case: case.root,
    "type": lambda case: case.type,
    "modality": lambda case: case.modality,
}


def _features(nlp: Language, language: str, found: Sequence[Case]) -> Iterator[Features]:
    """The features of each case; a text that several ask about is parsed once."""
    known = triggers(language), cues(language)
    texts = list(dict.fromkeys(case.question.text for case in found))
    docs = dict(zip(texts, map(read, nlp.pipe(texts, batch_size=64)), strict=True))
    for case in found:
        asked = case.question
        yield features(View(docs[asked.text], asked.source, asked.target), *known)


def _words(nlp: Language, language: str, folder: Path) -> Sample:
    """The patterns of the dictionaries; they are in every fold, as no text of a test has them."""
    patterns = list(relations_words.table(language))
    if language == "en":
        patterns += relations_words.petrarch(folder / "../reference/petrarch2/CAMEO.2.0.txt.gz")
    known = triggers(language)
    return Sample(
        [relations_words.features(pattern, nlp.vocab, known) for pattern in patterns],
        [pattern.root for pattern in patterns],
        [pattern.weight * _PATTERN for pattern in patterns],
        [pattern.verb for pattern in patterns],
    )


def _sample(
    found: Sequence[Case], known: Sequence[Features], label: Callable[[Case], str | None]
) -> Sample:
    labeled = [(c, f, name) for c, f in zip(found, known, strict=True) if (name := label(c))]
    return Sample(
        [f for _, f, _ in labeled],
        [name for _, _, name in labeled],
        [c.weight for c, _, _ in labeled],
        [c.key for c, _, _ in labeled],
    )


def _fit(name: str, sample: Sample, more: Sample | None) -> Linear:
    whole = sample if more is None else sample.with_more(more)
    return fit(whole.features, whole.labels, recipe=_RECIPES[name], weights=whole.weights)


def _cross_validate(name: str, sample: Sample, more: Sample | None) -> None:
    """Print the macro-F1 and accuracy over all folds."""
    pairs: list[tuple[str, str]] = []
    for train_on, test_on in folds(sample.keys, _FOLDS):
        model = _fit(name, sample.part(train_on), more)
        pairs.extend((sample.labels[i], model.best(sample.features[i])[0]) for i in test_on)
    low, high = interval(pairs, _macro)
    right = sum(gold == found for gold, found in pairs) / len(pairs)
    print(f"{name}: macro-F1 {_macro(pairs):.3f} [{low:.3f}, {high:.3f}], accuracy {right:.3f}")


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    return macro_f1([gold for gold, _ in pairs], [found for _, found in pairs])


def _measure(language: str, folder: Path) -> None:
    path = folder / "../eval" / f"plover_{language}.jsonl"
    if path.exists():
        print(path.name, plover.evaluate(path, language=language))


def main() -> None:
    """Train one language."""
    parser = argparse.ArgumentParser(prog="python -m training.relations", description=__doc__)
    parser.add_argument("language", choices=("de", "en"))
    parser.add_argument("--corpora", type=Path, default=corpora.DEFAULT, help="(%(default)s)")
    parser.add_argument("--no-validation", action="store_true", help="only fit and write")
    options = parser.parse_args()
    language, validate = options.language, not options.no_validation
    begin = time.monotonic()
    try:
        out = _ROOT / "worker" / "models" / language / "relations"
        train(language, options.corpora, out, validate=validate)
    except corpora.CorpusMissingError as error:
        sys.exit(str(error))
    _measure(language, options.corpora)
    print(f"{time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
