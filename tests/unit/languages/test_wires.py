"""What agencies and editors put around a text, and whom an index is kept of."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import wires
from worker.languages.subjects import code_kinds


def test_the_shipped_table() -> None:
    """The agencies that German outlets print, and the words of both languages."""
    found = wires.wires()

    assert {"dpa", "afp", "reuters", "ap"} <= found.agencies
    assert {"berichtigung", "correction"} <= set(found.corrections)
    assert {"mehr zum thema", "read more"} <= set(found.boilerplate)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("agency\tDPA", "words 'DPA': lower case is expected"),
        ("agency\tdpa\nagency\tdpa", "words 'dpa' stand there twice"),
        ("agent\tdpa", "kind 'agent': allowed are agency, boilerplate, correction"),
    ],
)
def test_a_wrong_row_is_named(
    row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its line."""
    file = tmp_path / "wires.tsv"
    file.write_text(f"#columns: kind words\n{row}\n")
    monkeypatch.setattr(wires, "path", lambda _name: file)

    with pytest.raises(DataError) as error:
        wires.wires.__wrapped__()
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("code", "kind"), [("RUS", "country"), ("NATO", "alliance"), ("UN", "alliance"), ("IS", None)]
)
def test_kinds_of_codes(code: str, kind: str | None) -> None:
    """Armed groups have no index of their own."""
    assert code_kinds().get(code) == kind
