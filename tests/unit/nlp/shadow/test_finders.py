"""What is undone before a text is analyzed: broken lines, shouting, missing umlauts."""

from __future__ import annotations

import pytest

from worker.nlp.shadow import casing, lines
from worker.nlp.shadow.edits import Edited
from worker.nlp.shadow.umlauts import sharp, umlauts

WORDS = (
    "army attack attacked attacks on position long term fire cease the und angriff Angriff greifen die Die"
    " Süden Straße über Maßnahme schließen Quelle aktuell Israel aus neue Russland"
    " russland kein krieg Krieg es"
)


def known(word: str) -> bool:
    """Whether the small language of these tests has the word."""
    return word in WORDS.split()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("der Raketen-\nangriff", "der Raketenangriff"),
        ("the long-\nterm plan", "the long-term plan"),
        ("die US-\nTruppen", "die US-Truppen"),
        ("Nord-\nund Südkorea", "Nord- und Südkorea"),
        ("the army\nattacked", "the army attacked"),
        ("the att\nacks on", "the attacks on"),
        ("der Raket\nenangriff", "der Raketenangriff"),
        ("Army attacks\nThe rebels fled.", "Army attacks\nThe rebels fled."),
        ("First line.\n\nsecond paragraph", "First line.\n\nsecond paragraph"),
        (
            "Die Regierung in der Hauptstadt erhob den Vorwurf,\nMoskau habe angegriffen.",
            "Die Regierung in der Hauptstadt erhob den Vorwurf, Moskau habe angegriffen.",
        ),
    ],
)
def test_lines(text: str, joined: str) -> None:
    """Halves of a word and of a sentence are joined; headlines, paragraphs and pairs of words stay."""
    assert Edited(text, list(lines.edits(text, known=known))).text == joined


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("en", "THE ARMY ATTACKED THE POSITION", "The army attacked the position"),
        ("en", "NATO AND RUSSIA ATTACK", "Nato and Russia attack"),
        ("en", "The army attacked", "The army attacked"),
        ("en", "the army attacked", "the army attacked"),
        ("en", "USA, EU", "USA, EU"),
        ("de", "ES GIBT KEIN KRIEG. DIE NEUE OFFENSIVE", "Es gibt kein Krieg. Die neue Offensive"),
        ("de", "die truppenverstärkung der nato", "Die Truppenverstärkung der Nato"),
    ],
)
def test_capitals(language: str, text: str, spoken: str) -> None:
    """Names, German nouns and first words keep theirs; a line with both cases is left alone."""
    edits = list(
        casing.edits(text, language=language, known=lambda w: known(w) or w in ("gibt", "der"))
    )

    assert Edited(text, edits).text == spoken


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("Truppenverstaerkung im Sueden", "Truppenverstärkung im Süden"),
        ("UEBER neue Quelle aktuell Israel", "ÜBER neue Quelle aktuell Israel"),
        ("Sueden und Süden", "Sueden und Süden"),
    ],
)
def test_umlauts(text: str, restored: str) -> None:
    """Only where a text has none, and never in words that exist without."""
    assert Edited(text, list(umlauts(text, known=known))).text == restored


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("schliessen die Strasse", "schließen die Straße"),
        ("Massnahme im Ausschuss", "Maßnahme im Ausschuss"),
        ("Strassensperre", "Straßensperre"),
        ("Russland muss", "Russland muss"),
    ],
)
def test_sharp_s(text: str, restored: str) -> None:
    """Behind a diphthong where the word exists, and in stems that always have it."""
    assert Edited(text, list(sharp(text, known=known))).text == restored
