"""The one way to get a pipeline: shipped weights, the faster matrix product, our own components."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

# Imported to register their factories.
import worker.nlp.actors.linker
import worker.nlp.escalation.gate
import worker.nlp.escalation.matcher
import worker.nlp.events.component
import worker.nlp.mending.names
import worker.nlp.mending.subjects  # noqa: F401
from worker.domain.errors import DataError
from worker.languages.tables import LANGUAGES
from worker.nlp import fitness
from worker.nlp.gemm import use_openblas
from worker.nlp.mentions import register
from worker.nlp.wordrows import pack_vectors
from worker.resources import folder

#: What each analysis adds to a Doc, in the order in which one builds on the other.
COMPONENTS = ("ew_actor_linker", "ew_domain_gate", "ew_escalation_matcher", "ew_event_coder")

#: What the networks get wrong again and again is put right before, by language.
MENDERS = {"de": ("ew_name_mender", "ew_subject_mender")}

_REMEDY = "reinstall the package, or make the weights as training/README.md says"


def load(
    language: str, *, path: Path | None = None, accurate: bool = False, encoder: Path | None = None
) -> Language:
    """The pipeline of ``language`` ("de" or "en"), ready to analyze; takes about a second.

    ``path`` names another pipeline instead of the shipped one: a folder, or a package that is installed
    ("de_news_ud"). Nothing is ever downloaded. ``accurate`` has the encoder read names, events, sides, with
    the weights in the folder ``encoder`` instead of the shipped ones. Raises DataError when the language is
    unknown, when weights are missing or broken, when they do not give what our components read (see
    ``fitness``), or when a package of the accurate tier is missing.
    """
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise DataError(f"no pipeline for the language {language!r}: the languages are {known}")
    nlp = _weights(language, path or _shipped(language))
    _check(nlp, language, path)
    use_openblas(nlp)
    pack_vectors(nlp)
    register()
    if accurate:
        _add_encoder(nlp, encoder)
    for name in (*MENDERS.get(language, ()), *COMPONENTS):
        nlp.add_pipe(name, config={"encoded": accurate} if name == "ew_event_coder" else {})
    return nlp


def _add_encoder(nlp: Language, weights: Path | None) -> None:
    """Have the encoder find the names, the pipeline's recognizer only what is too long for it."""
    from worker.nlp.encoder import component  # what only this tier needs

    nlp.disable_pipe(component.RECOGNIZER)
    nlp.add_pipe(component.NAME, config={"weights": None if weights is None else str(weights)})


def _shipped(language: str) -> Path:
    """Where the weights of ``language`` lie that come with the package."""
    try:
        return folder("models") / language
    except FileNotFoundError as error:
        raise DataError(f"no weights for {language!r}: {error}") from error


def _weights(language: str, path: Path) -> Language:
    """The pipeline that lies in ``path``, or in the package of this name."""
    if not (path / "config.cfg").is_file() and not is_package(str(path)):
        raise DataError(
            f"{path} holds no pipeline for {language!r} (config.cfg is missing), and no package of "
            f"this name is installed: {_REMEDY}"
        )
    try:
        return spacy.load(path if path.is_dir() else str(path))
    # A cut or foreign weights file surfaces as whatever its decoder stumbles over.
    except Exception as error:
        raise DataError(f"the pipeline in {path} cannot be read ({error}): {_REMEDY}") from error


def _check(nlp: Language, language: str, path: Path | None) -> None:
    """Raise DataError for a pipeline of another language or without what our components read."""
    name = path or nlp.path
    if nlp.lang != language:
        raise DataError(f"the pipeline in {name} reads {nlp.lang!r}, not {language!r}")
    if lacking := "; ".join(fitness.shortcomings(nlp)):
        raise DataError(
            f"the pipeline {name} cannot be used: {lacking}. Name another one as models.{language}, or "
            "none: then the shipped one is taken"
        )
