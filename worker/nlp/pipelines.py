"""The one way to get a pipeline: shipped weights, the faster matrix product, our own components."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

# Imported to register their factories.
import worker.nlp.actors.linker
import worker.nlp.escalation.matcher
import worker.nlp.events.component  # noqa: F401
from worker.domain.errors import DataError
from worker.languages.tables import LANGUAGES
from worker.nlp.gemm import use_openblas
from worker.nlp.mentions import register
from worker.resources import folder

#: What each analysis adds to a Doc, in the order in which one builds on the other.
COMPONENTS = ("ew_actor_linker", "ew_escalation_matcher", "ew_event_coder")

_REMEDY = "reinstall the package, or make the weights as training/README.md says"


def load(language: str, *, path: Path | None = None) -> Language:
    """The pipeline of ``language`` ("de" or "en"), ready to analyze; takes about a second.

    ``path`` names another folder with a spaCy pipeline instead of the shipped one. Nothing is ever
    downloaded. Raises DataError when the language is unknown or its weights are missing or broken.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise DataError(f"no pipeline for the language {language!r}: the languages are {known}")
    nlp = _weights(language, path or _shipped(language))
    use_openblas(nlp)
    register()
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def _shipped(language: str) -> Path:
    """Where the weights of ``language`` lie that come with the package."""
    try:
        return folder("models") / language
    except FileNotFoundError as error:
        raise DataError(f"no weights for {language!r}: {error}") from error


def _weights(language: str, path: Path) -> Language:
    """The pipeline that lies in ``path``."""
    if not (path / "config.cfg").is_file():
        raise DataError(
            f"{path} holds no pipeline for {language!r} (config.cfg is missing): {_REMEDY}"
        )
    try:
        nlp = spacy.load(path)
    # A cut or foreign weights file surfaces as whatever its decoder stumbles over.
    except Exception as error:
        raise DataError(f"the pipeline in {path} cannot be read ({error}): {_REMEDY}") from error
    if nlp.lang != language:
        raise DataError(f"the pipeline in {path} reads {nlp.lang!r}, not {language!r}")
    return nlp
