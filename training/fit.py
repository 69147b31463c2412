"""Train one pipeline from a config and two files of documents."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config, logger
from thinc.api import fix_random_seed

from worker.nlp.gemm import use_openblas

_CONFIGS = Path(__file__).parent / "configs"
_DONE = "meta.json"


def fit(config: str, work: Path, *, language: str, overrides: Mapping[str, object]) -> Path:
    """Train ``configs/<config>.cfg`` on ``work``'s documents and give the folder of the last weights.

    ``work`` holds ``<config>_train.spacy``, ``<config>_dev.spacy`` and ``clusters``. What an earlier run
    finished is kept: delete the folder to train anew.
    """
    out = work / config / "model-last"
    if (out / _DONE).exists():
        print(f"{out} is there already: not trained again")
        return out
    logger.setLevel(logging.INFO)
    settings: dict[str, object] = {
        "nlp.lang": language,
        "paths.train": str(work / f"{config}_train.spacy"),
        "paths.dev": str(work / f"{config}_dev.spacy"),
        "paths.vectors": str(work / "clusters"),
    }
    loaded = load_config(
        _CONFIGS / f"{config}.cfg", overrides=settings | dict(overrides), interpolate=True
    )
    fix_random_seed(loaded["training"]["seed"])
    nlp = init_nlp(loaded)
    use_openblas(nlp)
    (work / config).mkdir(exist_ok=True)
    train(nlp, work / config, stdout=sys.stdout, stderr=sys.stderr)
    return out
