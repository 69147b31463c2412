"""The command line that the recipes of all languages share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from training import corpora
from training.fit import fit
from training.pack import pack

_ROOT = Path(__file__).resolve().parents[1]
_PREPARED = "prepared"


@dataclass(frozen=True, slots=True)
class Plan:
    """A recipe: ``prepare(corpora, work)`` writes the documents; ``steps`` says how long to train."""

    language: str
    prepare: Callable[[Path, Path], None]
    steps: Mapping[str, int]


def run(plan: Plan) -> None:
    """Prepare, train the parser and the entity recognizer, join them; what is there is kept."""
    options = _options(plan.language)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    try:
        _prepare(plan, options.corpora, work)
    except (corpora.CorpusMissingError, ModuleNotFoundError) as error:
        sys.exit(str(error))
    folders = {
        name: _fit(plan, name, work, options) for name in plan.steps if _wanted(name, options)
    }
    if len(folders) == len(plan.steps):
        pack(folders["parse"], folders["ner"], options.out, version=options.version)
        print(f"{options.out} holds the new pipeline: measure it with python -m training.measure")


def _prepare(plan: Plan, folder: Path, work: Path) -> None:
    stamp = work / _PREPARED
    if not stamp.exists():
        print(f"preparing documents from {folder}", flush=True)
        plan.prepare(folder, work)
        stamp.touch()


def _fit(plan: Plan, name: str, work: Path, options: argparse.Namespace) -> Path:
    steps = options.steps or plan.steps[name]
    overrides = {
        "training.max_steps": steps,
        "training.optimizer.learn_rate.total_steps": round(steps * 1.15),
        "training.eval_frequency": min(steps, 1_000),
    }
    return fit(name, work, language=plan.language, overrides=overrides)


def _wanted(name: str, options: argparse.Namespace) -> bool:
    return options.only in (None, name)


def _options(language: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m training.{language}")
    add = parser.add_argument
    add("--corpora", type=Path, default=corpora.DEFAULT, help="folder of corpora (%(default)s)")
    add("--work", type=Path, default=_ROOT / "training" / "work" / language, help="scratch folder")
    add("--out", type=Path, default=_ROOT / "worker" / "models" / language, help="where to write")
    add("--version", default="1.0.0", help="version to write into the pipeline (%(default)s)")
    add("--only", choices=("parse", "ner"), help="train this one and join nothing")
    add("--steps", type=int, help="train so many steps instead of the recipe's number")
    return parser.parse_args()
