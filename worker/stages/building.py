"""A coder made ready: apart from the rest of the wiring, so that a pool process loads nothing else.

Faust and its clients, the page and the settings would take 30 MB of each process that never uses them.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from worker.domain.outcome import Tier
from worker.messages.guard import Limits
from worker.messages.topics import Topics
from worker.stages.coder import Coder


@dataclass(frozen=True, slots=True)
class CoderOptions:
    """What a coder is built from; ``models`` are folders that replace shipped weights, by language.

    ``encoder`` replaces the shipped weights of the accurate ``tier``.
    """

    languages: tuple[str, ...] = ("de", "en")
    models: Mapping[str, Path] = field(default_factory=dict)
    topics: Topics = field(default_factory=Topics)
    limits: Limits = field(default_factory=Limits)
    tier: Tier = "fast"
    encoder: Path | None = None


def build_coder(options: CoderOptions, *, warm: bool = False) -> Coder:
    """A coder over the real language part; raises DataError when data or weights are unusable."""
    from worker.nlp.analyzer import Analyzer  # spaCy: 50 MB and seconds that only a coder needs

    analyzer = Analyzer(
        options.languages, models=options.models, tier=options.tier, encoder=options.encoder
    )
    coder = Coder(analyzer, limits=options.limits)
    if warm:
        coder.warm()
        # Tables and weights stay for good. Python's collector need not walk them again and again: that
        # took a tenth of the time of the components.
        gc.collect()
        gc.freeze()
    return coder
