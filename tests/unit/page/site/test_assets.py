"""The files of the page."""

from __future__ import annotations

from pathlib import Path

from worker import resources
from worker.page.site import assets


def test_files_are_known_by_their_path_and_type(tmp_path: Path) -> None:
    """Folders too; what has an unknown type is never run as a script."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "lib" / "app.js").write_text("export {};")
    (tmp_path / "lib" / "odd.exe").write_text("MZ")

    found = assets.read(tmp_path)

    assert {name: asset.content_type for name, asset in found.items()} == {
        "index.html": "text/html; charset=utf-8",
        "lib/app.js": "text/javascript; charset=utf-8",
        "lib/odd.exe": "application/octet-stream",
    }


def test_a_tag_is_that_of_the_bytes(tmp_path: Path) -> None:
    """The same after a new installation, another after a change."""
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / "b.css").write_text("a{}")
    (tmp_path / "c.css").write_text("c{}")

    found = assets.read(tmp_path)

    assert found["a.css"].tag == found["b.css"].tag != found["c.css"].tag


def test_the_page_has_a_beginning_and_every_file_has_a_type() -> None:
    """What ships is served as what it is."""
    found = assets.read(resources.folder("page/static"))

    assert "index.html" in found
    assert [
        name
        for name, asset in found.items()
        if asset.content_type == "application/octet-stream" and "LICENSE" not in name
    ] == []
