"""The domain gate: what articles are about, by which words, and what that does to their keywords."""

from __future__ import annotations

import pytest

from worker.domain.article import Article
from worker.domain.gate import ArticleDomain, Domain
from worker.domain.score import Keyword
from worker.stages.score import score

from .conftest import pipeline

ABOUT: list[tuple[str, Domain, str]] = [
    ("en", "politics", "The prime minister told MPs that the government would publish its white paper"
     " before the general election. Tory backbenchers called the bill a U-turn."),
    ("en", "conflict", "Rebels shelled the air base at dawn. The army said two soldiers died and sent"
     " troops to the front line; a truce broke down last week."),
    ("en", "sport", "The striker led the attack from the first minute. His coach praised the midfielder,"
     " and the goalkeeper kept a clean sheet in the semi-final."),
    ("en", "business", "Shares in the retailer fell after its profit warning. Analysts expect a price war"
     " among supermarkets, and investors fear for the dividend."),
    ("en", "culture", "The film opens with an invasion. Its director won an Oscar for a war drama, and the"
     " actress sings on the soundtrack of the thriller."),
    ("en", "science", "The browser blocks attacks by spyware. Hackers had found a security flaw in the"
     " operating system, and users were told to download the patch."),
    ("en", "accident", "The hurricane hit the coast with gusts that tore off roofs. Firefighters rescued"
     " motorists from floodwater, forecasters expect heavy rainfall."),
    ("de", "politics", "Der Bundeskanzler warb im Bundestag für die Reform. Die Opposition kündigte einen"
     " Untersuchungsausschuss an, der Koalitionspartner will Neuwahlen."),
    ("de", "conflict", "Rebellen beschossen den Stützpunkt mit Granaten. Die Armee verlegte Soldaten an"
     " die Front, die Waffenruhe hielt zwei Tage."),
    ("de", "sport", "Der Stürmer führte den Angriff über links. Der Torwart parierte den Elfmeter, die"
     " Fußballerinnen gewannen das Viertelfinale."),
    ("de", "business", "Der Preiskrieg der Discounter trifft den Konzern. Die Aktie fiel, der Umsatz im"
     " Quartal sank, Anleger bangen um die Dividende."),
    ("de", "culture", "Der Film beginnt mit einer Invasion. Die Regisseurin zeigt ein Massaker, der"
     " Hauptdarsteller kommt vom Burgtheater, im Kino läuft er ab Mai."),
    ("de", "science", "Die Forscher beobachten den Angriff der Viren auf die Zelle. Im Labor zeigte das"
     " Experiment, wie das Protein die Abwehr täuscht."),
]  # fmt: skip


def read(language: str, text: str) -> tuple[ArticleDomain, tuple[Keyword, ...]]:
    """The domain and the keywords of a text."""
    doc = pipeline(language)(text)
    return doc._.domain, doc._.keywords


@pytest.mark.parametrize(("language", "name", "text"), ABOUT)
def test_what_an_article_is_about(language: str, name: Domain, text: str) -> None:
    """The domain with most points, whose words stand in the text where the evidence says."""
    domain, _ = read(language, text)

    assert (domain.name, domain.no_domain) == (name, None)
    assert [text[e.span.start : e.span.end] for e in domain.evidence] == [
        evidence.span.surface for evidence in domain.evidence
    ]


@pytest.mark.parametrize(("language", "name", "text"), ABOUT)
def test_keywords_count_where_there_may_be_a_conflict(
    language: str, name: Domain, text: str
) -> None:
    """Sport, business, culture, science and accidents take them all back; politics and conflict none."""
    domain, keywords = read(language, text)
    article = Article("a", text, 0, "", language)

    assert domain.cancels == (name not in ("politics", "conflict"))
    assert not domain.cancels or score(article, keywords, (), domain=domain).value == 0


def test_a_keyword_nothing_else_takes_back_shows_the_word_that_decided() -> None:
    """Its cue is the heaviest evidence, which may stand sentences away."""
    domain, keywords = read("en", ABOUT[6][2] + " The wind attacked the city.")

    (attack,) = [keyword for keyword in keywords if keyword.why == "domain"]
    assert attack.cue == domain.cue == max(domain.evidence, key=lambda e: e.points).span


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The bakery opens a second shop.", "no_evidence"),
        (
            "Goalkeeper, striker and midfielder; dividend, shareholder, takeover; actress, soundtrack.",
            "mixed",
        ),
    ],
)
def test_no_domain_has_a_reason(text: str, reason: str) -> None:
    """Hardly a word of any, or words of all."""
    domain, _ = read("en", text)

    assert (domain.name, domain.no_domain, domain.evidence) == (None, reason, ())


def test_a_war_that_closes_a_museum_stays_a_war() -> None:
    """Many words of culture beside as many of armed conflict take nothing back."""
    domain, keywords = read(
        "en",
        "Soldiers shelled the museum and rebels looted its gallery of paintings and sculptures. The army"
        " sent troops to the theatre; a missile hit the cinema. Heavy fighting went on in the suburbs.",
    )

    assert not domain.cancels
    assert any(keyword.why is None for keyword in keywords)


def test_leaders_stand_for_politics_in_any_case() -> None:
    """A wire in lower case names them all the same."""
    domain, _ = read("en", "tony blair met gordon brown, then angela merkel and vladimir putin.")

    assert domain.points == (("politics", 16.0),)
