"""An encoder with random weights (``python -m training.encoder.tiny`` made it), and what it may read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language

from worker.domain.article import Article
from worker.nlp import pipelines
from worker.nlp.analyzer import Analyzer

FOLDER = Path(__file__).parents[1] / "data" / "encoder"

GERMAN = (
    "Russland droht Polen\n\nRussland hat Polen am Montag mit Vergeltung gedroht. Die Nato "
    "verurteilte die Drohung. Warschau will seine Truppen verstärken, sagte ein Sprecher.",
    "Die Türkei bombardierte in der Nacht Stellungen im Nordirak. Bagdad forderte Ankara auf, "
    "die Soldaten abzuziehen.",
    "Im Garten blühen die Rosen. Es regnet seit Tagen. Der Frühling kommt spät. Man wartet ab.",
)
ENGLISH = (
    "EU imposes sanctions\n\nThe European Union imposed sanctions on Belarus on Wednesday. Minsk "
    "rejected the measures. Poland closed its border.",
)


@cache
def pipeline(language: str = "de") -> Language:
    """The accurate pipeline of a language."""
    return pipelines.load(language, accurate=True, encoder=FOLDER)


def analyzer(languages: Sequence[str] = ("de", "en")) -> Analyzer:
    """An analyzer of the accurate tier."""
    return Analyzer(languages, tier="accurate", encoder=FOLDER)


def articles() -> list[Article]:
    """All texts, of two languages in turn."""
    texts = [*((text, "de") for text in GERMAN), *((text, "en") for text in ENGLISH)]
    return [
        Article(f"a{number}", text, max(text.find("\n"), 0), "", language)
        for number, (text, language) in enumerate(texts)
    ]
