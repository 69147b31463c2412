"""The tables of what is printed around a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.domain.errors import DataError
from worker.languages import boilerplate


def test_the_shipped_tables() -> None:
    """Words of both languages, found by the whole word alone."""
    found = boilerplate.boilerplate()

    assert (
        found.words("label")["lesen sie auch"] == found.words("label")["read more"] == "read_more"
    )
    assert found.beginning("start", "wir verwenden cookies, um") == "consent"
    assert found.beginning("start", "wir verwenden cookiesorten") is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("credit\tstart\tDPA", "words 'DPA': lower case is expected"),
        ("credit\tstart\tdpa\ncaption\tstart\tdpa", "words 'dpa' stand there twice"),
        ("kredit\tstart\tdpa", "reason 'kredit': allowed are credit, caption"),
        ("credit\tmiddle\tdpa", "place 'middle': allowed are whole, label"),
    ],
)
def test_a_wrong_row_is_named(
    row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its file and line."""
    file = tmp_path / "boilerplate.tsv"
    file.write_text(f"#columns: reason place words\n{row}\n")
    monkeypatch.setattr(boilerplate, "path", lambda *_: file)

    with pytest.raises(DataError, match=r"boilerplate\.tsv:\d: ") as error:
        boilerplate.boilerplate.__wrapped__()
    assert problem in str(error.value)
