"""A grown lexicon finds what the shipped one finds."""

from __future__ import annotations

from bench.lexicon import grown, in_turns, parsed
from tests.unit.nlp.escalation.conftest import pipeline
from worker.nlp.escalation import lexicon, stems
from worker.nlp.escalation.matcher import EscalationMatcher

ARTICLE = b'{"text": "Nach dem Luftangriff drohte die Armee mit Vergeltung.", "language": "de"}'


def test_a_grown_lexicon_finds_the_same() -> None:
    """Ten times the entries, the same keywords."""
    small = lexicon.load("de")
    large = grown(small, times=10)
    (doc,) = parsed(pipeline("de"), [ARTICLE])

    found = [EscalationMatcher(each, stems.load("de"))(doc)._.keywords for each in (small, large)]

    assert len(list(large.all_terms())) == 10 * len(list(small.all_terms()))
    assert found[0] == found[1] != ()


def test_both_take_turns() -> None:
    """One median a matcher."""
    (doc,) = parsed(pipeline("de"), [ARTICLE])
    one = EscalationMatcher(lexicon.load("de"), stems.load("de"))

    assert all(seconds > 0 for seconds in in_turns([one, one], [doc] * 50, rounds=1))
