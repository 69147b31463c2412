"""``python -m bench.lexicon``: what a lexicon of a hundred times as many entries costs.

The further entries are the shipped ones with their letters turned round and a number: as long, of as many
words, with the same sets and parts, in the dictionary that every word and compound is looked up in, but
never found. So both lexicons find the same, and what differs is the looking.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc

from bench import machine
from bench.articles import sample
from bench.paths import RESULTS, SHARED
from worker.messages.raw import decode
from worker.nlp import pipelines
from worker.nlp.documents import document
from worker.nlp.escalation import lexicon, matcher, stems
from worker.nlp.escalation.lexicon import Lexicon, Term
from worker.nlp.escalation.matcher import EscalationMatcher
from worker.stages.normalize import normalize

_TIMES = 100


@dataclass(frozen=True, slots=True)
class Cost:
    """Entries of both lexicons, median seconds a round with each, and the second by the first."""

    articles: int
    rounds: int
    entries: tuple[int, int]
    seconds: tuple[float, float]
    ratio: float
    load_average: float


def main(
    articles: Annotated[int, typer.Option(min=1, help="Articles a round.")] = 200,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; medians are reported.")] = 7,
    shared: Annotated[Path, typer.Option(help="The folder with articles/.")] = SHARED,
) -> None:
    """Time both lexicons over the same parsed articles, in turns; writes bench/results/lexicon.json."""
    docs = parsed(pipelines.load("de"), sample(shared).part(0, articles))
    small = lexicon.load("de")
    large = grown(small, times=_TIMES)
    seconds = in_turns([_matcher(small), _matcher(large)], docs, rounds=rounds)
    found = Cost(
        articles=articles,
        rounds=rounds,
        entries=(_size(small), _size(large)),
        seconds=(seconds[0], seconds[1]),
        ratio=round(seconds[1] / seconds[0], 3),
        load_average=machine.load_average(),
    )
    (RESULTS / "lexicon.json").write_text(json.dumps(asdict(found), indent=2) + "\n", "utf-8")
    Console().print(found)


def grown(tables: Lexicon, *, times: int) -> Lexicon:
    """The lexicon with ``times`` as many entries."""
    terms = dict(tables.terms)
    for number in range(1, times):
        for first, entries in tables.terms.items():
            terms[f"{first[::-1]}{number}"] = tuple(_turned(term, number) for term in entries)
    return replace(tables, terms=terms)


def in_turns(
    matchers: Sequence[EscalationMatcher], docs: Sequence[Doc], *, rounds: int
) -> list[float]:
    """Median seconds of each matcher over all docs; they take turns, after one round that warms both."""
    for each in matchers:
        _seconds(each, docs)
    times = [[_seconds(each, docs) for each in matchers] for _ in range(rounds)]
    return [round(median(column), 4) for column in zip(*times, strict=True)]


def parsed(nlp: Language, values: Sequence[bytes]) -> list[Doc]:
    """The articles, read by everything that runs before the matcher."""
    after = pipelines.COMPONENTS[pipelines.COMPONENTS.index(matcher.NAME) :]
    docs = [document(nlp, normalize(decode(value))) for value in values]
    with nlp.select_pipes(disable=list(after)):
        return list(nlp.pipe(docs, batch_size=16))


def _matcher(tables: Lexicon) -> EscalationMatcher:
    return EscalationMatcher(tables, stems.load("de"))


def _turned(term: Term, number: int) -> Term:
    return replace(term, words=tuple(f"{word[::-1]}{number}" for word in term.words))


def _seconds(each: EscalationMatcher, docs: Sequence[Doc]) -> float:
    start = time.process_time()
    for doc in docs:
        each(doc)
    return time.process_time() - start


def _size(tables: Lexicon) -> int:
    return sum(1 for _ in tables.all_terms())


if __name__ == "__main__":
    typer.run(main)
