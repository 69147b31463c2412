"""The files of an encoder: which they are, whether they are whole, and of whom they say they are."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from worker.domain.errors import DataError
from worker.nlp.encoder.heads import MODALITIES, ROLES, TAGS, TYPES
from worker.resources import folder

GRAPH, TOKENIZER, META = "encoder.onnx", "tokenizer.json", "meta.json"
#: The folder of the shipped weights among the models.
FOLDER = "encoder"
_PACKAGES = ("onnxruntime", "tokenizers")
_KNOWN = {"tags": TAGS, "types": TYPES, "modalities": MODALITIES, "roles": ROLES}
_REMEDY = "make them with `make train-encoder`, name their folder as coder.weights, or set coder.tier to fast"


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of an encoder whose files are whole; ``name`` is what records call it."""

    folder: Path
    name: str
    sha256: str

    @property
    def version(self) -> str:
        """Name and the first digits of the hash: tells one encoder from every other."""
        return f"{self.name}-{self.sha256[:8]}"


def files(where: Path | None = None) -> Files:
    """The files in a folder, by default the shipped ones.

    Raises DataError where packages or files are missing, broken, or made for another program.
    """
    _check_packages()
    where = where or _shipped()
    try:
        parts = [(where / name).read_bytes() for name in (GRAPH, TOKENIZER)]
        meta = json.loads((where / META).read_bytes())
        made = Files(where, str(meta["name"]), str(meta["sha256"]))
    except OSError as error:
        raise DataError(f"no weights for the accurate tier: {error}: {_REMEDY}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{where / META} cannot be read ({error!r}): {_REMEDY}") from error
    _check(where, meta)
    if hashlib.sha256(b"".join(parts)).hexdigest() != made.sha256:
        raise DataError(f"the weights in {where} are not those of {META}: {_REMEDY}")
    return made


def _check_packages() -> None:
    if lacking := [name for name in _PACKAGES if find_spec(name) is None]:
        raise DataError(
            f"the accurate tier needs {' and '.join(lacking)}: pip install 'escalation-worker[accurate]', "
            "or set coder.tier to fast"
        )


def _shipped() -> Path:
    try:
        return folder("models") / FOLDER
    except FileNotFoundError as error:
        raise DataError(f"no weights for the accurate tier: {error}") from error


def _check(where: Path, meta: dict[str, Any]) -> None:
    other = [name for name, classes in _KNOWN.items() if meta.get(name) != list(classes)]
    if other:
        raise DataError(
            f"{where / META}: its {', '.join(other)} are not those of this program: train it anew"
        )
