"""Quotations found by their marks."""

from __future__ import annotations

import pytest

from worker.domain.text import Span
from worker.nlp.escalation.quotes import Quotes


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Er sagte: „Wir werden jeden Angriff beantworten.“", "„"),
        ('Er sagte: "Wir werden jeden Angriff beantworten."', '"'),
        ("Er sagte: «Wir werden jeden Angriff beantworten.»", "«"),
        ("He said: “We will answer every Angriff on us.”", "“"),
        ("Der „Angriff“ war keiner.", None),
        ("„Wir bleiben hier alle ruhig“, sagte er nach dem Angriff.", None),
        ("Er sagte: „Wir werden jeden\n\nAngriff beantworten.“", None),
    ],
)
def test_the_mark_around_a_word(text: str, mark: str | None) -> None:
    """Sentences are claims; a single word in quotes is not, nor does a quotation cross paragraphs."""
    start = text.index("Angriff")
    found = Quotes(text).mark(Span.of(text, start, start + len("Angriff")))

    assert (found and found.surface) == mark
