"""Pages in whatever encoding, read as browsers read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.cli.decoding import decoded

META = '<meta charset="{}"><p>Größe – „gut“</p>'


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        ("Größe".encode(), "", "Größe"),
        ("Größe".encode("cp1252"), "", "Größe"),
        ("Größe".encode("cp1252"), "text/html; charset=ISO-8859-1", "Größe"),
        ("„gut“".encode("cp1252"), "text/html; charset=latin1", "„gut“"),
        ("Größe".encode("utf-16"), "text/html; charset=utf-8", "Größe"),
        ("\ufeffGröße".encode(), "text/html; charset=latin1", "Größe"),
        ("Łódź".encode("iso-8859-2"), "text/html;charset=iso-8859-2", "Łódź"),
        ("Größe".encode(), "text/html; charset=klingon", "Größe"),
        ("Größe".encode(), "text/html; charset=rot13", "Größe"),
        (META.format("windows-1252").encode("cp1252"), "", META.format("windows-1252")),
        (META.format("utf-8").encode("cp1252"), "", META.format("utf-8")),
    ],
)
def test_encodings(content: bytes, declared: str, expected: str) -> None:
    """Mark, server, page, UTF-8, Windows-1252: the first that fits the bytes."""
    assert decoded(content, declared) == expected


@given(st.binary(), st.text(max_size=60))
def test_any_bytes_have_a_text(content: bytes, declared: str) -> None:
    """Nothing that a server sends is an error, and the text is the same every time."""
    assert decoded(content, declared) == decoded(content, declared)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_utf8_needs_no_declaration(text: str) -> None:
    """The commonest page of all is read as it was written."""
    assert decoded(text.encode()) == text
