"""Which country, organization or person a word means, and which words mean nobody."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.nlp.actors.conftest import Read, pipeline
from worker.languages import tables
from worker.nlp.actors.countries import countries

COLUMNS = ("code", "names", "adjectives", "inhabitants", "capitals", "seats", "places")
#: Those that news of conflict are mostly about. Brussels stands for the European Union, not for Belgium.
CODES = """
AFG ARM AUS AUT AZE BGR BIH BLR BRA CAN CHE CHL CHN COD COL CUB CZE DEU DNK DZA EGY ERI ESP EST ETH FIN
FRA GBR GRC HUN IDN IND IRL IRN IRQ ISR ITA JOR JPN KAZ KEN KOR LBN LTU LVA MAR MEX MLI MMR NER NGA NLD
NOR PAK PHL POL PRK PRT ROU RUS SAU SDN SOM SRB SSD SVK SWE SYR THA TUN TUR TWN UGA UKR USA VEN VNM YEM
ZAF ZWE
"""
STATES = frozenset(CODES.split())

MENTIONS = [
    ("de", "Russlands Armee", "Russlands", "name", "RUS"),
    ("de", "das russische Dorf", "russische", "adjective", "RUS"),
    ("de", "30 Afghanen", "Afghanen", "inhabitant", "AFG"),
    ("de", "Der Kreml schweigt.", "Kreml", "seat", "RUS"),
    ("de", "Das Weiße Haus schweigt.", "Weiße Haus", "seat", "USA"),
    ("de", "Moskau droht.", "Moskau", "capital", "RUS"),
    ("de", "die Kiewer Führung", "Kiewer", "adjective", "UKR"),
    ("de", "die Kämpfe um Aleppo", "Aleppo", "place", "SYR"),
    ("de", "die Nato tagt", "Nato", "organization", "NATO"),
    ("de", "die Hamas, nicht Hama", "Hamas", "organization", "HAM"),
    ("de", "der US-Präsident", "US-Präsident", "name", "USA"),
    ("de", "US-amerikanische Truppen", "US-amerikanische", "adjective", "USA"),
    ("de", "der Nato-Generalsekretär", "Nato-Generalsekretär", "organization", "NATO"),
    ("de", "die Russland-Sanktionen", "Russland-Sanktionen", "name", "RUS"),
    ("de", "der Kremlchef", "Kremlchef", "seat", "RUS"),
    ("de", "Putins Rede", "Putins", "person", "RUS"),
    ("de", "Niger und Nigeria", "Nigeria", "name", "NGA"),
    ("de", "Niger und Nigeria", "Niger", "name", "NER"),
    ("de", "der Irak und der Iran", "Irak", "name", "IRQ"),
    ("en", "Iraq and Iran", "Iraq", "name", "IRQ"),
    ("en", "Turkey objects", "Turkey", "name", "TUR"),
    ("en", "The US and Iran", "US", "name", "USA"),
    ("en", "Downing Street denied it", "Downing Street", "seat", "GBR"),
    ("en", "the Houthis fired", "Houthis", "organization", "YEM"),
    ("en", "South Sudan and Sudan", "South Sudan", "name", "SSD"),
    ("en", "Guinea and Guinea-Bissau", "Guinea", "name", "GIN"),
    ("en", "Guinea and Guinea-Bissau", "Guinea-Bissau", "name", "GNB"),
    ("en", "Equatorial Guinea agreed", "Equatorial Guinea", "name", "GNQ"),
    ("en", "South Korea and North Korea", "North Korea", "name", "PRK"),
    (
        "en",
        "the Democratic Republic of the Congo",
        "Democratic Republic of the Congo",
        "name",
        "COD",
    ),
    ("en", "the Republic of the Congo", "Republic of the Congo", "name", "COG"),
    ("en", "Washington objected", "Washington", "capital", "USA"),
    ("en", "Jordan objected", "Jordan", "name", "JOR"),
    ("de", "im Bundesstaat Washington", "Bundesstaat Washington", "place", "USA"),
    ("de", "Georgien und Russland", "Georgien", "name", "GEO"),
    ("en", "in Washington state", "Washington state", "place", "USA"),
    ("en", "the Papua New Guinea coast", "Papua New Guinea", "name", "PNG"),
    ("en", "Georgia accused Russian troops of entering Abkhazia", "Georgia", "name", "GEO"),
    ("en", "Georgia votes; Atlanta waits", "Georgia", "place", "USA"),
]


@pytest.mark.parametrize(("language", "text", "surface", "kind", "code"), MENTIONS)
def test_a_word_is_a_mention(
    read: Read, language: str, text: str, surface: str, kind: str, code: str
) -> None:
    """Names, adjectives, inhabitants, capitals, seats, compounds and persons tell a code."""
    doc = read(language, text)

    found = {doc[m.start : m.end].text: m for m in doc._.mentions}

    assert (found[surface].kind, found[surface].link.code) == (kind, code)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "tell us what to do"),
        ("en", "TELL US WHAT TO DO"),
        ("en", "a roast turkey and fine china"),
        ("en", "the Latin American market"),
        ("en", "he bought a Washington Post"),
        ("en", "Michael Jordan scored"),
        ("de", "Der Oma geht es gut."),
        ("de", "Die Deutsche Bank meldet Gewinn."),
        ("de", "prorussische Kräne"),
    ],
)
def test_a_word_that_only_looks_like_an_actor(read: Read, language: str, text: str) -> None:
    """No two-letter guess, no dish, no newspaper becomes a country."""
    doc = read(language, text)

    assert [m for m in doc._.mentions if m.link] == []


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [("de", "Im Kongo wird gekämpft.", "Kongo"), ("en", "The Korea question remains.", "Korea")],
)
def test_a_name_with_two_readings_stays_ambiguous(
    read: Read, language: str, text: str, surface: str
) -> None:
    """Without a cue the entity says so and no mention is left."""
    doc = read(language, text)

    (entity,) = [e for e in doc._.entities if surface in e.span.surface]

    assert (entity.link, entity.no_code) == (None, "ambiguous")


@pytest.mark.parametrize(
    ("text", "year", "code", "sector"),
    [
        ("Generalsekretär Stoltenberg sprach.", 2022, "NATO", "IGO"),
        ("Regierungschef Stoltenberg sprach.", 2009, "NOR", "GOV"),
        ("Obama sprach.", 2012, "USA", "GOV"),
        ("Obama sprach.", 2024, "USA", "ELI"),
        ("Trump sprach.", None, "USA", "GOV"),
    ],
)
def test_the_year_tells_which_office(
    read: Read, text: str, year: int | None, code: str, sector: str
) -> None:
    """A leader's code and sector are those of the year of the article."""
    doc = read("de", text, year)

    (link,) = [m.link for m in doc._.mentions if m.kind == "person"]

    assert (link.code, link.sector) == (code, sector)


def test_a_namesake_is_not_the_leader(read: Read) -> None:
    """The surname in "Michelle Obama" is not Barack Obama's."""
    doc = read("en", "Michelle Obama opened a school in Chicago.")

    assert [m for m in doc._.mentions if m.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "surface", "label", "code", "sector"),
    [
        ("Die Bundeswehr übt.", "Bundeswehr", "ORG", "DEU", "MIL"),
        ("Die USA und Russland reden.", "Russland", "LOC", "RUS", "GOV"),
        ("US-Präsident Joe Biden kam.", "Joe Biden", "PER", "USA", "GOV"),
    ],
)
def test_an_entity_is_linked(
    read: Read, text: str, surface: str, label: str, code: str, sector: str
) -> None:
    """Entities carry the row of the tables, offices of one country included."""
    doc = read("de", text)

    (entity,) = [e for e in doc._.entities if e.span.surface == surface]

    assert entity.link is not None
    assert (entity.label, entity.link.code, entity.link.sector) == (label, code, sector)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_country_is_known_by_its_common_name(read: Read, language: str) -> None:
    """The name that CLDR has for a country is linked to its code."""
    alpha3 = {v[0]: k for k, v in get_global("territory_aliases").items() if len(k) == 3}
    names = Locale(language).territories
    wanted = {alpha3[two]: name for two, name in names.items() if alpha3.get(two) in countries()}
    open_names = {"Georgia", "Chad", "Jersey", "American Samoa"}
    plain = {c: n for c, n in wanted.items() if n.isalpha() and n not in open_names}

    doc = read(language, "; ".join(plain.values()))

    linked = {m.link.code for m in doc._.mentions if m.link}
    assert sorted(set(plain) - linked) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_state_has_its_words(language: str) -> None:
    """Adjective, inhabitants and capital; what bears the state's own name needs no capital."""
    cells = ("names", "adjectives", "inhabitants", "capitals")
    rows = tables.rows(tables.path(language, "countries.tsv"), columns=COLUMNS)
    states = [row for row in rows if row.text("code") in STATES]
    assert len(states) == len(STATES)
    lacking = {row.text("code") for row in states for cell in cells if not row.many(cell)}
    assert lacking == set()


def test_organizations_are_many() -> None:
    """More than 250 organizations and armed groups, each named in at least one language."""
    known = {
        row.text("id")
        for language in ("de", "en")
        for row in tables.rows(tables.path(language, "organizations.tsv"), columns=("id", "names"))
    }
    assert len(known) > 400


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["US", "-", "Präsident", "Kreml", "chef", "😀", "\n\n", " ", "Jordan", "ﬁ", "Putin"]
        )
        | st.text(max_size=4),
        max_size=25,
    ),
    st.sampled_from(["de", "en"]),
)
def test_evidence_stands_where_it_says(parts: list[str], language: str) -> None:
    """Every entity's span is what the text has there, and has either a link or a reason."""
    doc = pipeline(language)("".join(parts))

    for entity in doc._.entities:
        span = entity.span
        assert doc.text[span.start : span.end] == span.surface
        assert (entity.link is None) == (entity.no_code is not None)
    taken = [i for m in doc._.mentions for i in range(m.start, m.end)]
    assert len(taken) == len(set(taken))
