"""What a command works with: the settings, read once when first needed, and the consoles."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from rich.console import Console

    from worker.config import Loaded, Settings
    from worker.messages.evidence import Json
    from worker.stages.coder import Coder


@dataclass
class Session:
    """One invocation of the program: ``config`` and ``flags`` as given on the command line."""

    config: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    debug: bool = False

    @cached_property
    def loaded(self) -> Loaded:
        """Settings and their origins; raises ConfigError."""
        from worker.config import load

        return load(self.config, self.flags)

    @property
    def settings(self) -> Settings:
        """The settings; raises ConfigError."""
        return self.loaded.settings

    @cached_property
    def out(self) -> Console:
        """For people's results: stdout."""
        return _console(stderr=False)

    @cached_property
    def err(self) -> Console:
        """For messages and progress: stderr."""
        return _console(stderr=True)

    def having(self, flags: Mapping[str, Any]) -> Session:
        """The same invocation with options of the command that are settings too."""
        return replace(self, flags={**self.flags, **flags})

    def tell(self, message: str) -> None:
        """Say something on stderr that is no result."""
        self.err.print(message, style="dim", markup=False)

    def complain(self, message: str) -> None:
        """Say on stderr what went wrong with one article."""
        self.err.print(message, style="red", markup=False)

    def coder(self) -> Coder:
        """The coder stage as set up, without Kafka; raises DataError when it cannot be built."""
        from worker.bootstrap import coder_options
        from worker.stages.building import build_coder

        return build_coder(coder_options(self.settings))

    def start_logging(self, *, quiet: bool = False) -> None:
        """Log to stderr as the settings say; ``quiet`` means warnings only, unless a level is set."""
        from worker.cli import logs

        chosen = "logging.level" in self.loaded.origins
        logs.configure(self.settings.logging, quiet=quiet and not chosen)


def print_json(document: Json) -> None:
    """One JSON line on stdout, flushed: whoever reads along sees it at once."""
    sys.stdout.buffer.write(orjson.dumps(document) + b"\n")
    sys.stdout.buffer.flush()


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)
