"""Reads the worker's own counters from /metrics, as Prometheus would."""

from __future__ import annotations

import re
from collections import Counter

import aiohttp

_SAMPLE = re.compile(r"^escalation_(\w+)_total(?:\{(.*)\})? (\S+)$", re.MULTILINE)
_LABEL = re.compile(r'\w+="([^"]*)"')

#: Values of a counter's labels, in the order of the labels' names, and how often.
Counts = Counter[tuple[str, ...]]


async def counts(url: str) -> dict[str, Counts]:
    """Every counter by its name in the catalogue; raises aiohttp.ClientError when nobody answers."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as answer:
        answer.raise_for_status()
        return parse(await answer.text())


async def dropped(url: str) -> dict[str, int] | None:
    """Articles that the worker dropped, by reason; None when it does not answer."""
    try:
        found = (await counts(url)).get("articles", Counter())
    except (aiohttp.ClientError, OSError):
        return None
    return {reason: n for (kind, reason), n in sorted(found.items()) if kind == "dropped"}


def parse(text: str) -> dict[str, Counts]:
    """The counters in a text of the Prometheus format: ``{"articles": {("published", ""): 3}}``.

    What was counted 0 times is left out.
    """
    found: dict[str, Counts] = {}
    for name, labels, value in _SAMPLE.findall(text):
        if count := round(float(value)):
            found.setdefault(name, Counter())[tuple(_LABEL.findall(labels))] = count
    return found
