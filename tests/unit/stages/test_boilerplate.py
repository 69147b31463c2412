"""What is taken out of a text, with its reason, and all that stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import RawArticle, Removed
from worker.stages.boilerplate import MOST_REMOVED, credited, strip
from worker.stages.normalize import normalize
from worker.stages.signatures.words import read

STORY = "Russland hat den USA am Mittwoch mit Gegenmaßnahmen gedroht."
MORE = "Das sagte Vize-Außenminister Rjabkow in Moskau."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("dpa", "credit"),
        ("(dpa/AFP)", "credit"),
        ("dpa/mka", "credit"),
        ("© dpa-infocom, dpa:220629-99-845713/3", "credit"),
        ("Quelle: Reuters", "credit"),
        ("Mit Material der dpa", "credit"),
        ("Reporting by Jane Doe; Editing by John Roe", "credit"),
        ("Kremlsprecher Dmitri Peskow bei einer Pressekonferenz. Foto: Sergei Bobylev/TASS/dpa", "caption"),
        ("Ein Panzer vom Typ Leopard (Archivbild)", "caption"),
        ("Symbolbild: Ein Panzer im Gelände", "caption"),
        ("A Ukrainian soldier near Kharkiv. REUTERS/Gleb Garanich", "caption"),
        ("Lesen Sie auch: Was der Kreml plant", "read_more"),
        ("Mehr zum Thema", "read_more"),
        ("» Lesen Sie auch", "read_more"),
        ("Alle Entwicklungen im Liveblog.", "read_more"),
        ("READ MORE: What we know so far", "read_more"),
        ("Um diesen Inhalt zu sehen, akzeptieren Sie bitte Cookies. Sie können das ändern.", "consent"),
        ("Empfohlener redaktioneller Inhalt", "consent"),
        ("We use cookies to make this site work. You can change your mind.", "consent"),
        ("Dieser Artikel ist nur für Abonnenten lesbar. Testen Sie uns.", "paywall"),
        ("Subscribe to continue reading", "paywall"),
        ("Melden Sie sich für unseren Newsletter an. Er kommt jeden Morgen.", "promotion"),
        ("ANZEIGE", "promotion"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_part_of_the_story(line: str, reason: str) -> None:
    """It goes, wherever it stands, and is told with its reason."""
    text, removed = strip(f"{STORY}\n\n{line}\n\n{MORE}", titled=True)

    assert text.split() == f"{STORY} {MORE}".split()
    assert removed == (Removed(reason, line),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "Moskau (dpa) - Russland droht der Nato.",
        "BERLIN/MOSKAU (Reuters) – Russland droht der Nato.",
        "Kiew, 12. März (AFP) – Russland droht der Nato.",
        "Mehr zum Thema sagte der Minister nicht.",
        "Zum Thema äußerte sich der Kreml nicht.",
        "„Lesen Sie auch die Verträge“, sagte er.",
        "Er schrieb unter das Foto: Ich komme wieder.",
        "Er schrieb unter das Foto: „Ich komme wieder“",
        "Reporting by the BBC suggests that Moscow knew.",
        "Das Bild: zerstörte Häuser, brennende Autos.",
        "Quellen im Kreml sprachen von einem Missverständnis.",
        "Das berichtet die Agentur Interfax.",
        "Die Meldung kam von AFP.",
        "Auf vielen Seiten heißt es: „Wir verwenden Cookies.“",
        "Anzeige erstattete der Minister noch am Abend.",
        "Teilen will Moskau die Macht nicht.",
        "Drei Menschen starben (dpa).",
        "Video und Ton zeigen den Angriff.",
        "Watch out for the next move, he said.",
    ],
)
def test_a_sentence_stays(line: str) -> None:
    """Whatever it begins with or ends in."""
    body = f"{STORY}\n\n{line}\n\n{MORE}"

    assert strip(body, titled=True) == (body, ())


@pytest.mark.parametrize(
    ("line", "stays", "told"),
    [
        (f"{STORY} (dpa/AFP)", STORY, Removed("credit", "(dpa/AFP)")),
        (f"{STORY} dpa", STORY, Removed("credit", "dpa")),
        (f"{STORY} (Quelle: dpa)", STORY, Removed("credit", "(Quelle: dpa)")),
        (f"{STORY} Foto: Max Muster/dpa", STORY, Removed("caption", "Foto: Max Muster/dpa")),
        (f"{STORY} (Archivbild)", STORY, Removed("caption", "(Archivbild)")),
    ],
)
def test_of_the_last_line_the_credit_goes_alone(line: str, stays: str, told: Removed) -> None:
    """It may be that of the picture above, and the line a paragraph."""
    assert strip(f"{MORE}\n\n{line}", titled=True) == (f"{MORE}\n\n{stays}", (told,))


def test_a_first_line_without_title_may_be_the_headline() -> None:
    """It stays, so that a text that was normalized once stays as it is."""
    assert strip("Video: Panzer in Kiew", titled=False) == ("Video: Panzer in Kiew", ())


def test_what_was_taken_out_is_told_up_to_a_bound() -> None:
    """The article stays small, whatever was sent."""
    text, removed = strip("\n".join(["Kopf.", *["Anzeige"] * 500]), titled=False)

    assert (text.strip(), len(removed)) == ("Kopf.", MOST_REMOVED)


def test_the_agency_of_a_credit_is_known_still() -> None:
    """Copies of one agency's report are one voice."""
    article = normalize(
        RawArticle("a", title="Lage", text=f"{STORY}\n\n© dpa-infocom, dpa:220629-99")
    )

    assert article.text == f"Lage\n\n{STORY}"
    assert (read(STORY).agency, credited(article.removed)) == (None, "dpa")


@given(st.lists(st.sampled_from(["Anzeige", "(dpa)", "Foto: a/dpa", STORY, f"{STORY} (dpa)", ""])))
def test_stripping_twice_changes_nothing(lines: list[str]) -> None:
    """Whatever came to the end of the text by what was taken out below it."""
    once = normalize(RawArticle("a", title="T", text="\n".join(lines)))
    twice = normalize(RawArticle("a", text=once.text))

    assert once.text == twice.text
    assert once.text.count(STORY) == sum(STORY in line for line in lines)
