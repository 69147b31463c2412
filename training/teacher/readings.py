"""What a teacher read, kept in a file of the work folder: reading takes minutes, and is not done again."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from training.teacher.lessons import Label

#: What a teacher made of each sentence, in their order; None where it could not read one.
Readings = Iterable[Label | None]


def kept(path: Path, read: Callable[[], Readings]) -> list[Label | None]:
    """The readings in ``path``, made by ``read`` where there is no such file."""
    if not path.exists():
        _save(path, read())
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [_label(line) for line in file]


def _save(path: Path, readings: Readings) -> None:
    """Write all or nothing: a file that was cut off would count as whole in the next run."""
    part = path.with_suffix(".part")
    with gzip.open(part, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(made and asdict(made)) + "\n" for made in readings)
    part.replace(path)


def _label(line: str) -> Label | None:
    item = json.loads(line)
    if item is None:
        return None
    entities = tuple((start, end, name) for start, end, name in item["entities"])
    return Label(entities, tuple(item["heads"]), tuple(item["relations"]), tuple(item["sure"]))
