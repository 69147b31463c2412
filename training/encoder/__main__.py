"""Make the encoder of the accurate tier: hours on two cores, minutes on a GPU.

Each step leaves its result in the work folder and is skipped when it is there; training goes on after its
last checkpoint. Progress and measures go to the terminal.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from training import corpora, german
from training.encoder import prepare
from training.encoder.export import export
from training.encoder.measure import report
from training.encoder.school import learned, shelve
from training.encoder.team import Team, together
from worker.domain.errors import DataError
from worker.nlp.encoder.session import Encoder

_ROOT = Path(__file__).resolve().parents[2]
_SHOWN = ("f1", "type_f1", "dyad_f1", "modality_accuracy", "root_macro_f1", "quad_macro_f1")
_LAST = ("binary_macro_f1", "articles_a_second")


def main() -> None:
    """Prepare, train, export, measure; ends with a message where a corpus or a package is missing."""
    options = _options()
    work: Path = options.work / ("held-out" if options.without_measured else "whole")
    try:
        _make(options, work)
    except (corpora.CorpusMissingError, ModuleNotFoundError, DataError) as error:
        sys.exit(str(error))


def _make(options: argparse.Namespace, work: Path) -> None:
    out = options.out or work / "encoder"
    if not options.measure:
        _train(options, work, out)
    for name, measures in report(Encoder(out), options.corpora, limit=options.limit):
        print(f"{name:20}{_line(measures)}", flush=True)


def _train(options: argparse.Namespace, work: Path, out: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    lessons = prepare.prepared(options.corpora, options.work, held_out=options.without_measured)
    tokenizer, numbers = prepare.tokenizer(options.corpora, options.work)
    print(f"{len(lessons)} lessons, {len(numbers)} pieces", flush=True)
    school = german.schooled(options.corpora, options.teacher)
    replace(school, threads=max(options.threads, options.processes)).teacher()
    if options.processes > 1 and not torch.cuda.is_available():
        shelve(options, work)
        together(partial(learned, options, work), options.processes, work / "meeting")
    # Behind a team nothing is left to learn: its checkpoint is the end.
    network = learned(options, work, Team())
    digest = export(network, tokenizer.to_str(), out, name=options.name)
    print(f"{out} holds the encoder, sha256 {digest}", flush=True)


def _line(measures: Mapping[str, object]) -> str:
    shown = {name: measures[name] for name in (*_SHOWN, *_LAST) if name in measures}
    return json.dumps({name: round(float(str(value)), 3) for name, value in shown.items()})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__)
    add = parser.add_argument
    add("--corpora", type=Path, default=corpora.DEFAULT, help="folder of corpora (%(default)s)")
    add("--work", type=Path, default=_ROOT / "training" / "work" / "encoder", help="scratch folder")
    add(
        "--teacher",
        type=Path,
        default=_ROOT / "training" / "work" / "de",
        help="work of the German recipe",
    )
    add("--out", type=Path, help="where to write (the work folder)")
    add("--name", default="encoder-1", help="what records call these weights (%(default)s)")
    add("--seed", type=int, default=0, help="of every random choice (%(default)s)")
    add("--threads", type=int, default=1, help="of PyTorch in a process (%(default)s)")
    add("--processes", type=int, default=2, help="that train together on the CPU (%(default)s)")
    add("--still", type=int, default=6, help="lower layers that stay as they are (%(default)s)")
    add("--pieces", type=int, help="end after so many, the learning rate fitted to them (all)")
    add("--minutes", type=float, help="end after so many, the rate fitted to the clock")
    add("--steps", type=int, help="end after so many, to try the recipe out")
    add("--limit", type=int, help="measure on so many items of a set only")
    add("--measure", action="store_true", help="train nothing: measure what was exported")
    add(
        "--without-measured",
        action="store_true",
        help="leave out the articles that are measured on",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
