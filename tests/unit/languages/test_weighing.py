"""The weights of the index."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from worker.domain.errors import DataError
from worker.domain.event import EventType, Modality
from worker.languages import tables, weighing


def test_every_type_and_modality_has_a_weight() -> None:
    """A new one must be weighed before it can be coded."""
    weights = weighing.index_weights()

    assert weights.points.keys() == set(get_args(EventType))
    assert weights.modality.keys() == set(get_args(Modality))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("ASSAULT = 14.0", "ASSAULT = 'much'", "[points] ASSAULT must be a number, not 'much'"),
        ("AID = -1.0\n", "", "[points] must hold ACCUSE, AGREE, AID"),
        ("[coverage]", "[cover]", "its tables must be points, modality, reading, coverage"),
        ("late = 48", "late = 23", "[reading] window must not be longer than late"),
        ("[coverage]", "[coverage", "cannot be read as TOML"),
    ],
)
def test_a_wrong_file_is_named(
    old: str, new: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the table and what it must hold."""
    file = tmp_path / "index.toml"
    file.write_text(tables.path("index.toml").read_text().replace(old, new))
    monkeypatch.setattr(tables, "path", lambda _name: file)

    with pytest.raises(DataError) as error:
        weighing.index_weights.__wrapped__()
    assert problem in str(error.value)
