"""Texts without labels."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from training import raw
from training.corpora import CorpusMissingError


def test_a_paragraph_is_cut_into_sentences() -> None:
    """Dates and short titles end no sentence."""
    text = "Am 3. Mai kam Dr. Weber nach Kiew. „Wir helfen.“ Das sagte er."
    assert raw.sentences(text) == [
        "Am 3. Mai kam Dr. Weber nach Kiew.",
        "„Wir helfen.“",
        "Das sagte er.",
    ]


def test_articles_are_read_in_both_layouts(tmp_path: Path) -> None:
    """A text as a whole, or in sentences."""
    (tmp_path / "events").mkdir()
    items = [{"text": "Kiew brennt. Moskau droht."}, {"sentences": ["Er ging. ", "Sie kam. "]}]
    lines = "".join(json.dumps(item) + "\n" for item in items)
    (tmp_path / "events" / "news.jsonl").write_text(lines, encoding="utf-8")
    assert list(raw.articles(tmp_path, ["news"])) == [
        "Kiew brennt.",
        "Moskau droht.",
        "Er ging.",
        "Sie kam.",
    ]


def test_speeches_give_the_sentence_with_most_names(tmp_path: Path) -> None:
    """A paragraph that names no one gives none."""
    (tmp_path / "text").mkdir()
    named = "Das sage ich ganz offen. Heute hat Putin die Ukraine überfallen."
    text = f"{named}\nVielen Dank für Ihre Geduld heute.\n"
    with lzma.open(tmp_path / "text" / "de_bundestag_2021_2025.txt.xz", "wt") as file:
        file.write(text)
    found = list(raw.speeches(tmp_path, 10**6, frozenset({"Putin", "Ukraine"})))
    assert found == ["Heute hat Putin die Ukraine überfallen."]


def test_missing_speeches_are_named(tmp_path: Path) -> None:
    """The error says where they were looked for."""
    with pytest.raises(CorpusMissingError, match="de_bundestag"):
        list(raw.speeches(tmp_path, 1, frozenset()))
