"""Entities that tables or the rest of the article know better than the recognizer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from worker.domain.errors import DataError
from worker.languages import tables
from worker.nlp.mending.names import NameMender, names

_NLP = spacy.blank("de")
_MENDER = NameMender(_NLP.vocab, "de")

#: First token, token behind the last, label.
_Entity = tuple[int, int, str]


def _mended(text: str, *entities: _Entity, proper: str = "") -> dict[str, str]:
    """The label of each surface afterwards; ``proper`` are the words that are tagged as proper names."""
    doc = Doc(_NLP.vocab, words=text.split())
    for token in doc:
        token.pos_ = "PROPN" if token.text in proper.split() else "NOUN"
    doc.ents = [Span(doc, start, end, label) for start, end, label in entities]
    return {ent.text: ent.label_ for ent in _MENDER(doc).ents}


def test_a_listed_name_has_its_label() -> None:
    """Whether the recognizer called it something else or saw nothing."""
    assert _mended("Der Brexit schadet der G8", (4, 5, "PER")) == {"Brexit": "MISC", "G8": "ORG"}


def test_a_particle_belongs_to_the_name() -> None:
    """With the given name before it, and with a title between both."""
    text = "Claus Schenk Graf von Stauffenberg und Karl-Theodor zu Guttenberg"
    found = _mended(text, (0, 2, "PER"), (4, 5, "LOC"), (6, 7, "PER"), (8, 9, "LOC"))
    assert found == {
        "Claus Schenk Graf von Stauffenberg": "PER",
        "Karl-Theodor zu Guttenberg": "PER",
    }


def test_a_country_is_no_person() -> None:
    """What the actor tables know as a place is one."""
    assert _mended("Frankreich hilft", (0, 1, "ORG")) == {"Frankreich": "LOC"}


def test_an_adjective_of_a_union_is_no_organization() -> None:
    """The tables list "europäische" under the EU, for its actors; the label stays."""
    assert _mended("europäische Banken", (0, 1, "NORP")) == {"europäische": "NORP"}


def test_a_surname_is_the_person_named_in_full() -> None:
    """Also in the genitive, and where the recognizer saw nothing at a proper name."""
    found = _mended(
        "Carlos Undiano pfiff . Undiano rief . Undianos Pfiff",
        (0, 2, "PER"), (4, 5, "LOC"), proper="Undiano Undianos",
    )  # fmt: skip
    assert found == {"Carlos Undiano": "PER", "Undiano": "PER", "Undianos": "PER"}


def test_a_full_name_in_the_genitive_tells_the_surname() -> None:
    """That of Emana is in "Achille Emanas Schuss"."""
    found = _mended("Achille Emanas Schuss , Emana zielt", (0, 2, "PER"), (4, 5, "LOC"))
    assert found == {"Achille Emanas": "PER", "Emana": "PER"}


def test_a_common_noun_is_no_surname() -> None:
    """Wolfgang Schäfer, and the "Schäfer" who keep sheep."""
    found = _mended("Wolfgang Schäfer sprach , Schäfer hörten zu", (0, 2, "PER"))
    assert found == {"Wolfgang Schäfer": "PER"}


def test_most_mentions_decide() -> None:
    """One label for one surface; a draw changes nothing."""
    most = _mended("Emtal , Emtal , Emtal", (0, 1, "ORG"), (2, 3, "LOC"), (4, 5, "ORG"))
    draw = _mended("Emtal , Ottos", (0, 1, "ORG"), (2, 3, "LOC"))
    assert most == {"Emtal": "ORG"}
    assert draw == {"Emtal": "ORG", "Ottos": "LOC"}


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table with a label that there is not."""
    file = tmp_path / "names.tsv"
    file.write_text("#columns: label names\nSHIP\tBismarck\n", "utf-8")
    monkeypatch.setattr(tables, "path", lambda *_: file)
    names.cache_clear()
    yield file
    names.cache_clear()


def test_an_unknown_label_is_named(broken: Path) -> None:
    """With file, line and what is allowed."""
    with pytest.raises(DataError, match=f"{broken}:2: label 'SHIP': allowed are PER, LOC"):
        names("de")
