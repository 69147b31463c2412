"""Who a noun phrase means: by its own words, and by what the article said before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.nlp.actors.conftest import Read
from worker.domain.actor import Actor
from worker.nlp.actors.resolve import actor_for
from worker.nlp.reading import read as plain

PHRASES = [
    ("de", "Israels Armee griff an.", "Israels Armee", "Israels Armee", "ISR", "MIL"),
    ("de", "Die Taliban griffen an.", "Die Taliban", "Taliban", "TAL", "UAF"),
    ("de", "Der US-Präsident sprach.", "Der US-Präsident", "US-Präsident", "USA", "GOV"),
    ("de", "Moskau droht Washington.", "Moskau", "Moskau", "RUS", "GOV"),
    ("de", "Die russischen Soldaten flohen.", "Die russischen Soldaten", "russischen Soldaten", "RUS", "MIL"),
    ("de", "Die Polizei in Kairo griff ein.", "Die Polizei in Kairo", "Polizei", "EGY", "COP"),
    ("de", "Er sah 30 Afghanen.", "30 Afghanen", "30 Afghanen", "AFG", "CVL"),
    ("de", "Die Bundeswehr übte.", "Die Bundeswehr", "Bundeswehr", "DEU", "MIL"),
    ("en", "The Russian army attacked.", "The Russian army", "Russian army", "RUS", "MIL"),
    ("en", "Police in Cairo fired.", "Police in Cairo", "Police", "EGY", "COP"),
    ("en", "The United Nations Mideast envoy left.", "The United Nations Mideast envoy",
     "United Nations Mideast envoy", "UN", "IGO"),
    ("en", "It hit at least 26 Afghans.", "at least 26 Afghans", "26 Afghans", "AFG", "CVL"),
    ("en", "The White House denied it.", "The White House", "White House", "USA", "GOV"),
]  # fmt: skip

CONTINUED = [
    ("de", "Russlands Gesandter Igor Müller kam. Müller schwieg.", "Müller", "RUS",
     "Russlands Gesandter Igor Müller"),
    ("de", "US-Präsident Joe Biden kam. Er drohte dem Iran.", "Er", "USA", "US-Präsident Joe Biden"),
    ("de", "Israels Armee griff Syrien an. Die Armee bedauerte es.", "Die Armee", "ISR", "Israels Armee"),
    ("de", "Syrien mobilisiert. Die Regierung warnt.", "Die Regierung", "SYR", "Syrien"),
    ("en", "Iraq's foreign minister Hoshyar Zebari met Turkish officials. Zebari left.", "Zebari",
     "IRQ", "Iraq's foreign minister Hoshyar Zebari"),
    ("en", "The Russian army attacked Kyiv. The army denied it.", "The army", "RUS", "Russian army"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "phrase", "core", "code", "sector"), PHRASES)
def test_a_phrase_tells_its_actor(
    actor: Callable[[str, str, str], Actor],
    language: str, text: str, phrase: str, core: str, code: str, sector: str,
) -> None:  # fmt: skip
    """The core as printed, the code of the mention in it, the sector of its role noun."""
    found = actor(language, text, phrase)

    assert (found.span.surface, found.code, found.sector, found.head) == (core, code, sector, None)


@pytest.mark.parametrize(("language", "text", "phrase", "code", "head"), CONTINUED)
def test_a_phrase_continues_an_earlier_one(
    actor: Callable[[str, str, str], Actor],
    language: str, text: str, phrase: str, code: str, head: str,
) -> None:  # fmt: skip
    """Surnames, pronouns and bare roles take the code of who was introduced, and name the place."""
    found = actor(language, text, phrase)

    assert found.code == code
    assert found.head is not None
    assert found.head.surface == head


@pytest.mark.parametrize(
    ("language", "text", "phrase", "reason"),
    [
        ("de", "Russland drohte, die Ukraine schwieg. Die Armee wartet.", "Die Armee", "unknown"),
        ("de", "Der Tisch wackelt.", "Der Tisch", "not_an_actor"),
        ("de", "Frankreich und Deutschland stritten. Er ging.", "Er", "unknown"),
        ("de", "Im Kongo wird gekämpft.", "Kongo", "ambiguous"),
        ("en", "Russian-backed separatists shelled a village.", "separatists", "unknown"),
    ],
)
def test_no_code_is_made_up(
    actor: Callable[[str, str, str], Actor], language: str, text: str, phrase: str, reason: str
) -> None:
    """Where two could be meant or nobody is, the code is None and the reason says why."""
    found = actor(language, text, phrase)

    assert (found.code, found.no_code, found.head) == (None, reason, None)


def test_an_empty_range_is_refused(read: Read) -> None:
    """A phrase has at least one token of the Doc."""
    doc = plain(read("de", "Moskau droht."))

    with pytest.raises(ValueError, match=r"tokens 1:1 are no phrase of a Doc of 3 tokens"):
        actor_for(doc, 1, 1)
