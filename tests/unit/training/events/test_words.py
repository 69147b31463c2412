"""The vocabulary is counted by article: none is read with what it alone knows."""

from __future__ import annotations

import json
from pathlib import Path

from tests.unit.nlp.events.conftest import pipeline
from training.events.gold import read
from training.events.plan import Source
from training.events.words import Counted

TEXT = "Die Hamas metzelte Soldaten nieder."


def counted(folder: Path, *texts: str) -> Counted:
    """The words of articles "0", "1", ... whose verb names an ASSAULT."""
    event = {"sentence": 0, "type": "ASSAULT", "source": [], "target": [], "modality": "asserted"}
    lines = [
        {
            "id": str(number),
            "sentences": [text],
            "events": [event | {"trigger": f"{text.split()[-3]} nieder"}],
        }
        for number, text in enumerate(texts)
    ]
    lines_text = "\n".join(json.dumps(line) for line in lines)
    (folder / "set.jsonl").write_text(lines_text, encoding="utf-8")
    return Counted(read(pipeline("de"), folder, Source(Path("set.jsonl"))))


def test_a_word_of_one_article_is_unknown_there(tmp_path: Path) -> None:
    """And known to all others."""
    found = counted(tmp_path, TEXT)
    ((pos, lemma),) = found.whole().types
    assert found.without("0").type_of(pos, lemma) is None
    assert found.without("1").type_of(pos, lemma) == "ASSAULT"


def test_a_word_of_two_articles_is_known_in_both(tmp_path: Path) -> None:
    """Each learns it from the other."""
    text = TEXT
    found = counted(tmp_path, text, text)
    ((pos, lemma),) = found.whole().types
    assert found.without("0").type_of(pos, lemma) == "ASSAULT"
