"""The language of a labeled set that does not name it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worker.stages.language import SAMPLE, detect


def spoken(texts: Sequence[str], *, supported: Collection[str]) -> str:
    """Which of the ``supported`` languages the first texts of a set are in; the first of them at a loss."""
    head = ""
    for text in texts:
        if len(head) >= SAMPLE:
            break
        head += f"{text}\n"
    found = detect(head, declared="", supported=supported)
    return found if found in supported else next(iter(supported))
