"""English sentences and the keywords in them: what counts, what is taken back, what is no keyword."""

from __future__ import annotations

import pytest

from .conftest import Read

COUNTS = [
    ("Russia threatened retaliation on Wednesday.", "war_threat"),
    ("The president issued an ultimatum.", "war_threat"),
    ("The world fears war.", "war_threat"),
    ("Soldiers staged a military coup at dawn.", "war_begin"),
    ("The army invaded the neighboring country.", "war_begin"),
    ("Parliament declared war on Monday.", "war_begin"),
    ("The union imposed sanctions on Belarus.", "military_buildup"),
    ("The country deployed 3,000 troops to the border.", "military_buildup"),
    ("The arms embargo remains in force.", "military_buildup"),
    ("The regime tested a ballistic missile.", "nuclear_threat"),
    ("The general ordered a nuclear strike.", "nuclear_threat"),
    ("An air strike hit the harbor.", "war_escalation"),
    ("Rebels attacked a convoy.", "war_escalation"),
    ("Heavy fighting broke out in the north.", "war_escalation"),
    ("A suicide bomber struck the market.", "terror_act"),
    ("The militants took hostages.", "terror_act"),
    ("The truce was violated within hours.", "peace_threat"),
    ("The opposition leader was detained on Monday.", "peace_threat"),
    ("The regime holds dozens of political prisoners.", "peace_threat"),
    ("Moscow imposed a travel ban on five senators.", "military_buildup"),
    ("The country will buy 200 tanks.", "military_buildup"),
    ("The arms deal was signed in Riyadh.", "military_buildup"),
    ("Both sides agreed on a ceasefire.", "deescalation"),
]

TAKEN_BACK = [
    ("There is no war.", "negated"),
    ("The government denied an attack on the village.", "denied"),
    ("If the army invades, the school will close.", "conditional"),
    ("They fear a nuclear strike.", "hypothetical"),
    ("The invasion began 80 years ago.", "historical"),
    ("A memorial recalls the massacre.", "historical"),
    ("The striker led the attack before half-time.", "excluded"),
    ("The movie shows an invasion from the sea.", "excluded"),
    ("The price war became an all-out battle among supermarkets.", "excluded"),
]

NOTHING = [
    "The bakery opens a second shop.",
    "It will be sunny at the weekend.",
    "The choir sings a lullaby.",
    "She won a seat on the council.",
    "Police arrested a man on Monday.",
    "Activists planted trees in the park.",
    "The club bought a new striker.",
    "The council will build a school.",
]


@pytest.mark.parametrize(("text", "category"), COUNTS)
def test_what_counts(english: Read, text: str, category: str) -> None:
    """A keyword of the category is found and nothing takes it back."""
    found = [(keyword.category, keyword.why) for keyword in english(text)]

    assert (category, None) in found


@pytest.mark.parametrize(("text", "why"), TAKEN_BACK)
def test_what_is_taken_back(english: Read, text: str, why: str) -> None:
    """The keywords stay, each with a cue and this reason."""
    keywords = english(text)

    assert {keyword.why for keyword in keywords} == {why}
    assert all(keyword.cue for keyword in keywords)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_keyword(english: Read, text: str) -> None:
    """Everyday sentences hold no keyword."""
    assert english(text) == ()


@pytest.mark.parametrize(("text", "category"), COUNTS)
def test_what_counts_without_capitals(english: Read, text: str, category: str) -> None:
    """A wire that writes all in lower case and drops its full stops says the same."""
    found = [(keyword.category, keyword.why) for keyword in english(text.lower().rstrip("."))]

    assert (category, None) in found
