"""Which matrix product the networks of a pipeline use: the faster one on the machines measured."""

from __future__ import annotations

from spacy.language import Language
from thinc.api import Model, NumpyOps


def use_openblas(nlp: Language) -> None:
    """Let every network of ``nlp`` multiply with numpy's OpenBLAS instead of thinc's own BLIS.

    Same predictions, up to twice the words a second (figures in worker/models/<code>/README.md). Set
    OPENBLAS_NUM_THREADS=1 in a process of a pool, or its threads fight over the cores.
    """
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                node.ops = ops
