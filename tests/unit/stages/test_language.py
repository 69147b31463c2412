"""Languages of articles, headlines and fragments, and what is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import Article
from worker.domain.errors import DropError
from worker.stages.language import CANDIDATES, MIN_LETTERS, detect, recognize

_SUPPORTED = ("de", "en")
OTHERS = ("unsupported_language", "other")


def _article(text: str, language: str = "und") -> Article:
    return Article(id="a", text=text, title_end=0, sha256="", language=language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kreml droht der Nato mit Vergeltung", "de"),
        ("Bundeswehr verlegt Panzer nach Litauen", "de"),
        ("Waffenruhe im Gazastreifen hält vorerst", "de"),
        ("NORDKOREA FEUERT ERNEUT RAKETEN AB", "de"),
        ("Kremlin warns of retaliation against the alliance", "en"),
        ("Truce holds as talks resume in Cairo", "en"),
        ("Le Kremlin menace l'Otan de représailles", "fr"),
        ("Kreml grozi NATO odwetem za dodatkowe wojska", "pl"),
        ("Het Kremlin dreigt de NAVO met vergelding", "nl"),
        ("Кремль пригрозил НАТО ответными мерами", "ru"),
        ("克里姆林宫警告北约将采取反制措施，并称会作出回应", "zh"),
    ],
)
def test_headlines(text: str, expected: str) -> None:
    """One line is enough, in small and in capital letters."""
    assert expected == detect(text, declared="und", supported=_SUPPORTED)


@pytest.mark.parametrize("declared", ["und", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "Rusland dreigt met tegenmaatregelen na versterking van de NAVO-troepen",
        "Rusland dreig met teenmaatreëls ná die versterking van Navo-troepe",
        "Russland dreet mat Géigemoossnamen no der Verstäerkung vun den NATO-Truppen",
        "Rusland truer med modforanstaltninger efter Natos forstærkning i Europa",
        "Russland truer med mottiltak etter Natos styrking i Europa",
        "Ryssland hotar med motåtgärder efter Natos förstärkning i Europa",
        "Rúslân driget mei tsjinmaatregels nei de fersterking fan de NAVO-troepen",
        "Rusia amenaza con contramedidas por el refuerzo de la OTAN en Europa",
        "La Russia minaccia contromisure dopo il rafforzamento della NATO in Europa",
        "Rusko hrozí protiopatřeními po posílení NATO v Evropě",
        "Rusija prijeti protumjerama nakon jačanja NATO-a u Europi",
        "Oroszország ellenintézkedésekkel fenyeget a NATO megerősítése miatt",
        "Rusya, NATO'nun Avrupa'daki takviyesi nedeniyle karşı önlemle tehdit etti",
        "Venäjä uhkaa vastatoimilla Naton vahvistusten vuoksi",
        "Росія пригрозила заходами у відповідь на посилення НАТО в Європі",
        "روسيا تهدد بإجراءات مضادة بعد تعزيز قوات الناتو في أوروبا",
        "רוסיה מאיימת בצעדי נגד בעקבות תגבור כוחות נאטו באירופה",
        "ロシアは北大西洋条約機構の増強に対抗措置を取ると警告したと報じられた",
    ],
)
def test_other_languages(text: str, declared: str) -> None:
    """One headline is enough to leave a language out, even when the crawler calls it German."""
    assert detect(text, declared=declared, supported=_SUPPORTED) not in _SUPPORTED


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Le Kremlin menace l'Otan de représailles massives", "de", "fr"),
        ("Kreml droht der Nato mit Vergeltung", "de-AT", "de"),
        ("Kreml droht der Nato mit Vergeltung", "EN", "de"),
        ("Kreml droht der Nato mit Vergeltung", "klingonisch", "de"),
        ("Putin trifft Xi in Samarkand", "de", "de"),
        ("Putin meets Xi in Samarkand", "en_US", "en"),
    ],
)
def test_declared_language(text: str, declared: str, expected: str) -> None:
    """What the sender says counts where the text does not contradict it."""
    assert expected == detect(text, declared=declared, supported=_SUPPORTED)


GERMAN = "Die Regierung hat am Montag den Botschafter einbestellt und den Angriff verurteilt. "
ENGLISH = "The government summoned the ambassador on Monday and condemned the attack. "
FRENCH = "Le gouvernement a convoqué l'ambassadeur lundi et il a condamné l'attaque. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN * 20, "de"),
        (ENGLISH * 20, "en"),
        (ENGLISH * 4 + GERMAN * 16, "de"),
        (GERMAN * 4 + FRENCH * 16, "fr"),
    ],
)
def test_long_articles(text: str, expected: str) -> None:
    """Beginning and end decide where both are in one language; else all of the head is read."""
    assert expected == detect(text, declared="und", supported=_SUPPORTED)


def test_supported_language() -> None:
    """An article in a supported language goes on with its language filled in."""
    article = _article("Die Regierung hat den Botschafter einbestellt.")
    assert recognize(article, supported=_SUPPORTED).language == "de"


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("", "empty", "nothing visible in the text"),
        ("Waffenruhe in Gaza!", "too_short", f"16 letters, needed are {MIN_LETTERS}"),
        ("2:0 (1:0) ... 3:1 " * 50, "too_short", f"0 letters, needed are {MIN_LETTERS}"),
        ("Le gouvernement a convoqué l'ambassadeur.", "unsupported_language", "fr"),
        ("Bayern 2:1 Schalke, Werder 0:0 Mainz, Köln 1:3 Gladbach. " * 3, *OTHERS),
        ("Siemens Energy 170,2 Deutsche Bank 18,4 Allianz Holding 260,0 " * 3, *OTHERS),
    ],
)
def test_dropped(text: str, reason: str, detail: str) -> None:
    """Nothing, too little, a language without a pipeline, or no prose: dropped, with the reason."""
    with pytest.raises(DropError) as drop:
        recognize(_article(text), supported=_SUPPORTED)
    assert ("a", reason, detail) == (
        drop.value.article_id,
        drop.value.reason,
        drop.value.detail,
    )


@given(st.text(min_size=1), st.text(max_size=10))
def test_any_text_has_a_language(text: str, declared: str) -> None:
    """Every text gets one of the candidates, the same one every time."""
    found = detect(text, declared=declared, supported=_SUPPORTED)
    assert found in CANDIDATES
    assert found == detect(text, declared=declared, supported=_SUPPORTED)
