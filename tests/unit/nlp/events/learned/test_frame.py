"""What the judge is told about a proposal by itself."""

from __future__ import annotations

import pytest

from tests.unit.nlp.events.learned.conftest import told


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("Russland greift Kiew an.", "lemma=verb|angreifen"),
        ("Russland greift Kiew an.", "table=ASSAULT"),
        ("Russland greift Kiew an.", "verdict=table|kept"),
        ("Die USA verhängen Sanktionen gegen den Iran.", "companion=verhängen|sanktion"),
        ("Kiew wurde angegriffen.", "passive=True"),
        ("Laut Kiew hat Russland Charkiw angegriffen.", "said=laut"),
        ("Russland hat Kiew angegriffen.", "auxiliary=haben"),
        ("Russland hat Kiew angegriffen.", "source=known|True"),
        ("Der Luftangriff Russlands auf Kiew ging weiter.", "ending=ngriff"),
        ("Der Angriff Russlands auf Kiew ging weiter.", "lemma=noun|angriff"),
        ("Russland greift Kiew mit Raketen an.", "place=obl|mit"),
        ("Bei dem Angriff auf Kiew starben Zivilisten.", "before=bei"),
        ("Der Angriff auf Kiew ging weiter.", "article=der|noun"),
        ("Ein Angriff auf Kiew begann.", "article=ein|noun"),
        ("Angriffe auf Kiew gingen weiter.", "article=none|noun"),
    ],
)
def test_feature(text: str, feature: str) -> None:
    """The first proposal has it."""
    assert feature in told(text)[0]


def test_the_trigger_is_not_beside_itself() -> None:
    """Other words of the sentence are, up to a distance."""
    (facts,) = told("Russland greift " + "Kiew und " * 60 + "Odessa an.")
    assert "beside=kiew" in facts
    assert "beside=odessa" not in facts
    assert "beside=greifen" not in facts
