"""The coder stage: one outcome a value, in order, whatever the bytes and whatever fails."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.domain.article import Article
from worker.domain.errors import DataError
from worker.domain.outcome import Analysis, DeadLettered, Dropped, Outcome, Published, Versions
from worker.domain.text import Span
from worker.stages import coder as coder_module
from worker.stages.coder import Coder

_VERSIONS = Versions("1", "2", "3")


class OneSentenceAnalyzer:
    """Stands in for the language part: takes every text for one sentence, which needs no weights.

    Like the real one it fails as a whole when one article of a batch is too much for it: a text that
    contains one of ``failures`` raises that exception. ``calls`` counts the batches.
    """

    languages = ("de", "en")

    def __init__(self, failures: dict[str, Exception] | None = None) -> None:
        self.failures = failures or {}
        self.calls = 0
        self.warmed = False

    def warm(self) -> None:
        """Nothing to load."""
        self.warmed = True

    def analyze(self, articles: Sequence[Article]) -> list[Analysis]:
        """The whole text as the only sentence, or the failure that the text asks for."""
        self.calls += 1
        for article in articles:
            for word, failure in self.failures.items():
                if word in article.text:
                    raise failure
        return [
            Analysis((Span.of(article.text, 0, len(article.text)),), (), (), ())
            for article in articles
        ]

    def versions(self, language: str) -> Versions:  # noqa: ARG002
        """The same for every language."""
        return _VERSIONS


def _value(text: str, article_id: str = "a") -> bytes:
    return orjson.dumps({"id": article_id, "text": text})


def _ids(outcomes: Sequence[Outcome]) -> list[str]:
    return [
        outcome.article.id if isinstance(outcome, Published) else type(outcome).__name__
        for outcome in outcomes
    ]


_GOOD = "Die Regierung in Rom hat am Dienstag einen neuen Haushalt beschlossen."


def test_published() -> None:
    """An article comes out normalized, in its language, analyzed, scored and with its versions."""
    [outcome] = Coder(OneSentenceAnalyzer()).code([_value(_GOOD + "\r\n")])
    assert isinstance(outcome, Published)
    assert (outcome.article.text, outcome.article.language) == (_GOOD, "de")
    assert outcome.analysis.sentences == (Span.of(_GOOD, 0, len(_GOOD)),)
    assert (outcome.score.value, outcome.versions) == (0.0, _VERSIONS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Dropped("", "empty", "the value is null (a tombstone)")),
        (_value("\u200b\0"), Dropped("a", "empty", "nothing visible in the text")),
        (_value("Kurz."), Dropped("a", "too_short", "4 letters, needed are 20")),
        (
            _value("Le gouvernement a convoqué l'ambassadeur hier soir."),
            Dropped("a", "unsupported_language", "fr"),
        ),
    ],
)
def test_dropped(value: bytes | None, expected: Dropped) -> None:
    """Nothing is wrong with these, but there is nothing to analyze in them."""
    assert Coder(OneSentenceAnalyzer()).code([value]) == [expected]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (b"{", "decode/not_json"),
        (b"\xff\xfe", "decode/bad_encoding"),
        (b'["text"]', "decode/schema"),
        (b"[" * 100 + b"]" * 100, "decode/too_deep"),
        (b'{"html": "<p>"}', "normalize/html"),
    ],
)
def test_dead_lettered(value: bytes, code: str) -> None:
    """What is wrong with an article is named by the code of the step that found it."""
    [outcome] = Coder(OneSentenceAnalyzer()).code([value])
    assert isinstance(outcome, DeadLettered)
    assert outcome.code == code


def test_input_order() -> None:
    """Outcomes lie where their values lay, good ones among bad ones."""
    values = [_value(_GOOD, "1"), b"{", _value(_GOOD, "2"), None, _value(_GOOD, "3")]
    outcomes = Coder(OneSentenceAnalyzer()).code(values)
    assert _ids(outcomes) == ["1", "DeadLettered", "2", "Dropped", "3"]


def test_nothing_readable_reaches_the_analyzer() -> None:
    """A batch without one article does not wake the language part."""
    analyzer = OneSentenceAnalyzer()
    Coder(analyzer).code([None, b"{"])
    assert analyzer.calls == 0


def test_warm() -> None:
    """Warming the coder warms the language part behind it."""
    analyzer = OneSentenceAnalyzer()
    Coder(analyzer).warm()
    assert analyzer.warmed


@pytest.mark.parametrize("bad", [0, 3, 7])
def test_failure_is_one_articles_trouble(bad: int) -> None:
    """An analysis that fails costs its article, never the neighbors, wherever it lies."""
    texts = [f"{_GOOD} {'Absturz' if i == bad else ''}" for i in range(8)]
    values = [_value(text, str(i)) for i, text in enumerate(texts)]
    outcomes = Coder(OneSentenceAnalyzer({"Absturz": KeyError("Wort")})).code(values)
    assert outcomes[bad] == DeadLettered("nlp/failed", "KeyError: 'Wort'")
    expected = [str(i) if i != bad else "DeadLettered" for i in range(8)]
    assert _ids(outcomes) == expected


@pytest.mark.parametrize(
    "failure", [DataError("actors.tsv:3: no such code"), MemoryError(), FileNotFoundError("model")]
)
def test_infrastructure_stops_the_stage(failure: Exception) -> None:
    """Broken language data, lost files and exhausted memory are no article's fault."""
    with pytest.raises(type(failure)):
        Coder(OneSentenceAnalyzer({"Rom": failure})).code([_value(_GOOD)])


def test_text_nobody_foresaw(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in reading an article dead-letters that article under a code of its own."""

    def broken(raw: object) -> Article:
        raise IndexError("string index out of range")

    monkeypatch.setattr(coder_module, "normalize", broken)
    assert Coder(OneSentenceAnalyzer()).code([_value(_GOOD)]) == [
        DeadLettered("normalize/failed", "IndexError: string index out of range")
    ]


_VALUES = st.none() | st.binary(max_size=200) | st.text().map(_value)


@given(st.lists(_VALUES, max_size=8))
def test_any_bytes(values: list[bytes | None]) -> None:
    """Whatever the bytes: one outcome a value, the same alone as in the batch."""
    coder = Coder(OneSentenceAnalyzer())
    outcomes = coder.code(values)
    assert outcomes == [coder.code([value])[0] for value in values]
    for outcome in outcomes:
        assert not (isinstance(outcome, DeadLettered) and outcome.code == "normalize/failed")
