"""What a process loads of spaCy; in one of its own, since here it has long been loaded."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import sys
import worker.nlp.analyzer
print([name for name in ("spacy.cli", "typer", "requests", "jinja2") if name in sys.modules])
import spacy, spacy.cli
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, callable(spacy.cli.download))
"""


def test_commands_are_loaded_when_they_are_asked_for() -> None:
    """An analyzer never asks; whoever does gets the real ones."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[]", "True True"]
