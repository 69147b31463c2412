"""spaCy without its command line: importing it costs every process 20 MB and a third of its start."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_COMMANDS = "spacy.cli"
#: The one function of the command line that spaCy offers as its own.
_INFO = "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, its commands only when somebody asks for them: ``import spacy.cli`` works as ever."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in (_COMMANDS, _INFO)}
    vars(stand_ins[_INFO])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*args: object, **options: object) -> object:
    """What ``spacy.info`` says."""
    return importlib.import_module(_INFO).info(*args, **options)
