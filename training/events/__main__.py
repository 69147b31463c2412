"""Train the judge of a language, or measure it by cross-validation over the annotated articles."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from training.corpora import DEFAULT
from training.events.examples import cases
from training.events.gold import Annotated, read
from training.events.plan import SOURCES, TAUGHT, Source
from training.events.train import cross_validated, trained
from training.events.words import Counted
from training.events.write import write
from worker.domain.errors import DataError
from worker.evaluation.confusions import confusions
from worker.evaluation.events import measures
from worker.nlp import pipelines

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read, train, and write or measure; ends with a message where a set is missing."""
    options = _options()
    try:
        articles = list(_read(_parser(options.language), options))
    except DataError as error:
        sys.exit(f"{error}: name the folder that holds corpora and eval with --shared")
    counted = Counted(articles)
    known = cases(articles, counted)
    events = sum(case.modality is not None for case in known)
    _say(f"{len(articles)} articles and lines, {len(known)} proposals, {events} of them events")
    if options.folds:
        results = list(cross_validated(articles, known, counted, parts=options.folds))
        _say(json.dumps(measures(results) | {"confusions": confusions(results)}, indent=1))
        return
    write(
        options.out or _ROOT / "worker" / "models" / options.language,
        *trained(known),
        counted.whole(),
    )
    _say("done")


def _parser(language: str) -> Language:
    """The pipeline up to the actors: what the judge is told about is made of it."""
    nlp = pipelines.load(language)
    for name in ("ew_escalation_matcher", "ew_event_coder"):
        nlp.remove_pipe(name)
    return nlp


def _read(nlp: Language, options: argparse.Namespace) -> Iterator[Annotated]:
    taught = [Source(file.resolve(), weight=options.taught_weight) for file in options.taught]
    for source in (*SOURCES[options.language], *taught):
        if not (options.without_measured and source.measured):
            _say(f"reading {source.file}")
            yield from read(nlp, options.shared, source)


def _say(line: str) -> None:
    print(f"{time.process_time():7.1f} s  {line}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    add = parser.add_argument
    add("language", choices=sorted(SOURCES))
    add("--shared", type=Path, default=DEFAULT.parent, help="folder of the sets (%(default)s)")
    add("--out", type=Path, help="folder of the pipeline whose judge is written (the shipped one)")
    add("--folds", type=int, help="write nothing; measure by cross-validation in so many parts")
    add(
        "--taught",
        type=Path,
        nargs="*",
        default=[],
        help="files of python -m training.events.taught",
    )
    add("--taught-weight", type=float, default=TAUGHT, help="what their cases count (%(default)s)")
    add("--without-measured", action="store_true", help="leave out the sets that are measured on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
