"""Long and hostile texts: what the project adds to a pipeline takes time in proportion to the tokens."""

from __future__ import annotations

from functools import cache
from time import process_time

import pytest
from spacy.tokens import Doc

from worker.nlp import pipelines

#: The second is as many tokens as are ever read of an article.
_SHORT, _LONGEST = 1_000, 8_000

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


def _seconds(language: str, parsed: Doc) -> float:
    """The processor time of the project's components for a parsed text; the first try touches new memory."""
    components = [_load(language).get_pipe(name) for name in pipelines.COMPONENTS]
    times = []
    for _ in range(2):
        doc: Doc = parsed.copy()
        begin = process_time()
        for component in components:
            doc = component(doc)
        times.append(process_time() - begin)
    return min(times)


@cache
def _longest(language: str, unit: str) -> tuple[float, float]:
    """The processor time of the networks and of the project's components, for the longest text."""
    _load(language)  # before the clock runs: what loading takes would hide slow components
    begin = process_time()
    parsed = _parsed(language, unit, _LONGEST)
    return process_time() - begin, _seconds(language, parsed)


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(pytest.param("de", unit, id=f"de {name}") for name, unit in _SHAPES.items()),
        *(pytest.param("en", unit, id=f"en {name}") for name, unit in _ENGLISH.items()),
    ],
)
def test_time_in_proportion(language: str, unit: str) -> None:
    """Eight times the tokens take about eight times as long; the square would be 64 times."""
    short = _seconds(language, _parsed(language, unit, _SHORT))
    assert _longest(language, unit)[1] < 18 * short + 0.05


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *(pytest.param("de", unit, id=f"de {name}") for name, unit in (_SHAPES | _WIDE).items()),
        *(pytest.param("en", unit, id=f"en {name}") for name, unit in _ENGLISH.items()),
    ],
)
def test_longest_article(language: str, unit: str) -> None:
    """As many tokens as are ever read of an article cost little more than the networks take for them."""
    networks, components = _longest(language, unit)
    assert components < 2.5 * networks
