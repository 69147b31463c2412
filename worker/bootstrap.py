"""The only file that wires: settings in, the coder or a running worker out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from worker.messages.topics import Topics
from worker.nlp.analyzer import Analyzer
from worker.stages.coder import Coder


@dataclass(frozen=True, slots=True)
class CoderOptions:
    """What a coder is built from; ``models`` are folders that replace shipped weights, by language."""

    languages: tuple[str, ...] = ("de", "en")
    models: Mapping[str, Path] = field(default_factory=dict)
    topics: Topics = field(default_factory=Topics)


def build_coder(options: CoderOptions, *, warm: bool = False) -> Coder:
    """A coder over the real language part; raises DataError when data or weights are unusable."""
    coder = Coder(Analyzer(options.languages, models=options.models))
    if warm:
        coder.warm()
    return coder
