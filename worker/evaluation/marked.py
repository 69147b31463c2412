"""Reader of sentences with marked sides: source between <s></s>, target between <t></t>."""

from __future__ import annotations

import re

from worker.nlp.relations import Question

_TAG = re.compile(r"</?([st])>")


def question(marked: str) -> Question:
    """Strip the tags and keep where the pieces stood; a side may come in several pieces."""
    text, opened, end = "", 0, 0
    sides: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    for tag in _TAG.finditer(marked):
        text += marked[end : tag.start()]
        end = tag.end()
        if not tag[0].startswith("</"):
            opened = len(text)
        elif opened < len(text):
            sides[tag[1]].append((opened, len(text)))
    return Question(text + marked[end:], tuple(sides["s"]), tuple(sides["t"]))
