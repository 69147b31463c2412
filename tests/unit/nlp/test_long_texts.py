"""Long and hostile texts: what the project adds to a pipeline takes time in proportion to the tokens."""

from __future__ import annotations

from functools import cache
from time import process_time

import pytest
from spacy.tokens import Doc

from worker.nlp import pipelines

_SHORT, _LONG, _LONGEST = 1_000, 4_000, 8_000

_SHAPES = {
    "sentences": "Die Regierung in Rom berät über den Haushalt. ",
    "names": "Wladimir Putin. Angela Merkel. Barack Obama. Hans Meier. ",
    "pronouns": "Er droht ihm mit Krieg. Sie greifen an. Rjabkow warnt die Armee. ",
    "echoes": "Russland droht „anzugreifen“. Der Sprecher warnt. ",
    "coordination": "Russland, der Iran, Merkel, die USA, Außenminister Lawrow, ",
    "genitives": "der Sprecher des Präsidenten der Regierung des Landes ",
    "nesting": "Russland sagte, dass der Präsident, der die Armee bedrohte, warnte, dass ",
    "open quotes": "„Wir werden angreifen, sagte er, „",
    "brackets": "( ( ( Russland ( ",
}
#: Words that the parser hangs on one head are compared with each other a few times.
_WIDE = {
    "one sentence": "die Regierung in Rom berät über den Haushalt und ",
    "verbs": "Russland droht und warnt und greift die Ukraine an und verhängt Sanktionen, ",
}
_ENGLISH = {
    "sentences": "Russia threatened Ukraine with war. The government in Rome met him. ",
    "nesting": "Russia said that the president who attacked the army warned that ",
    "open quotes": "“We will attack, he said, “",
    "coordination": "Russia, Iran, Merkel, the United States, minister Lavrov, ",
    "lists": "Iran and both Iraq and Syria, both armies and ",
}


_load = cache(pipelines.load)


def _parsed(language: str, unit: str, tokens: int) -> Doc:
    """About ``tokens`` tokens of a repeated text, not yet seen by the project's components."""
    nlp = _load(language)
    size = len(nlp.make_doc(unit * 10)) / 10
    with nlp.select_pipes(disable=pipelines.COMPONENTS):
        return nlp(unit * round(tokens / size))


def _seconds(language: str, unit: str, tokens: int, *, repeat: int = 2) -> float:
    """The processor time of the project's components for a text of about that many tokens."""
    parsed = _parsed(language, unit, tokens)
    components = [_load(language).get_pipe(name) for name in pipelines.COMPONENTS]
    times = []
    for _ in range(repeat):
        doc: Doc = parsed.copy()
        begin = process_time()
        for component in components:
            doc = component(doc)
        times.append(process_time() - begin)
    return min(times)


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(pytest.param("de", unit, id=f"de {name}") for name, unit in _SHAPES.items()),
        *(pytest.param("en", unit, id=f"en {name}") for name, unit in _ENGLISH.items()),
    ],
)
def test_time_in_proportion(language: str, unit: str) -> None:
    """Four times the tokens take about four times as long; the square would be sixteen times."""
    short, long = _seconds(language, unit, _SHORT), _seconds(language, unit, _LONG)
    assert long < 9 * short + 0.05


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(pytest.param("de", unit, id=f"de {name}") for name, unit in (_SHAPES | _WIDE).items()),
        *(pytest.param("en", unit, id=f"en {name}") for name, unit in _ENGLISH.items()),
    ],
)
def test_longest_article(language: str, unit: str) -> None:
    """As many tokens as are ever read of an article cost little more than the networks take for them."""
    begin = process_time()
    _parsed(language, unit, _LONGEST)
    networks = process_time() - begin
    assert _seconds(language, unit, _LONGEST, repeat=1) < 2.5 * networks
