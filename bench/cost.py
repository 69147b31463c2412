"""``python -m bench.cost``: what our own components cost beside the language model, part by part.

The same articles go through the networks and then through each component, batch by batch in one process, so
that a busy machine slows all parts alike. Counted is CPU time. The ratio is to the language model: spaCy's
``nlp.pipe`` from text to parse with the project's own components left out.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import orjson
import typer
from pydantic import TypeAdapter
from rich.console import Console
from spacy.language import Language
from spacy.tokens import Doc

from bench import machine
from bench.articles import sample
from bench.inline import BATCH
from bench.paths import RESULTS, SHARED
from worker.domain.article import Article
from worker.messages.raw import decode
from worker.nlp import pipelines
from worker.nlp.documents import document
from worker.nlp.reading import read
from worker.stages import language
from worker.stages.normalize import normalize

FILE = RESULTS / "cost.json"
#: Articles before the first measured one: a worker has met most words before.
_WARM_UP = 128
MODEL, MENDING, READING = "language model", "mending names and subjects", "reading the Doc"
#: What a person calls the components.
NAMES = {
    "ew_actor_linker": "actors",
    "ew_domain_gate": "domain of the article",
    "ew_escalation_matcher": "escalation keywords",
    "ew_event_coder": "events",
}


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU seconds by part, a mapping for each round of so many articles; the ``load`` average meanwhile.

    A machine that others use, too, has less room in its caches: that costs our own parts more than the
    networks.
    """

    articles: int
    load: float
    rounds: tuple[Mapping[str, float], ...]

    def milliseconds(self, part: str) -> float:
        """CPU milliseconds an article, the median over the rounds."""
        return median(1000 * one[part] / self.articles for one in self.rounds)

    def ratio(self, parts: Sequence[str]) -> float:
        """The time of some parts to that of the model in the same round, the median over the rounds."""
        return median(sum(one[part] for part in parts) / one[MODEL] for one in self.rounds)

    def own(self) -> list[str]:
        """The parts that are the project's own."""
        return [part for part in self.rounds[0] if part != MODEL]


def main(
    articles: Annotated[int, typer.Option(min=1, help="Articles a round.")] = 160,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; medians are reported.")] = 3,
    shared: Annotated[
        Path, typer.Option(help="The folder with articles/wikinews_de.jsonl.")
    ] = SHARED,
) -> None:
    """Measure the parts; writes bench/results/cost.json."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    measured, nlp = sample(shared), pipelines.load("de")
    gc.collect()
    gc.freeze()  # as a process of the pool does
    spent(nlp, measured.values[-_WARM_UP:])
    found = [spent(nlp, measured.part(number, articles)) for number in range(rounds)]
    costs = Costs(articles, machine.load_average(), tuple(found))
    FILE.write_bytes(orjson.dumps(costs, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    for row in table(costs):
        console.print(" | ".join(row))


def spent(nlp: Language, values: Sequence[bytes]) -> dict[str, float]:
    """The CPU seconds that articles take in each part."""
    total: Counter[str] = Counter()
    for start in range(0, len(values), BATCH):
        articles = [_article(value) for value in values[start : start + BATCH]]
        total.update(dict(_batch(nlp, articles)))
    return dict(total)


def load(path: Path = FILE) -> Costs:
    """The costs in a file; raises pydantic.ValidationError for another file."""
    return TypeAdapter(Costs).validate_json(path.read_bytes())


def table(costs: Costs) -> Iterator[tuple[str, str, str]]:
    """A row a part, CPU milliseconds an article and ratio to the model; at last our own together."""
    for part in costs.rounds[0]:
        yield part, f"{costs.milliseconds(part):.2f}", f"{costs.ratio([part]):.3f}"
    total = sum(map(costs.milliseconds, costs.own()))
    yield "our own together", f"{total:.2f}", f"{costs.ratio(costs.own()):.3f}"


def _article(value: bytes) -> Article:
    return language.recognize(normalize(decode(value)), supported=("de",))


def _batch(nlp: Language, articles: Sequence[Article]) -> Iterator[tuple[str, float]]:
    with nlp.select_pipes(disable=(*pipelines.MENDERS["de"], *pipelines.COMPONENTS)):
        begin = time.process_time()
        for _ in nlp.pipe([article.text for article in articles], batch_size=BATCH):
            pass
        yield MODEL, time.process_time() - begin
        docs = list(nlp.pipe([document(nlp, one) for one in articles], batch_size=BATCH))
    yield MENDING, sum(_through(nlp, name, docs) for name in pipelines.MENDERS["de"])
    begin = time.process_time()
    plain = [read(doc) for doc in docs]
    yield READING, time.process_time() - begin
    for name in pipelines.COMPONENTS:
        yield NAMES[name], _through(nlp, name, docs)
    for one in plain:
        one.release()


def _through(nlp: Language, name: str, docs: Sequence[Doc]) -> float:
    component, begin = nlp.get_pipe(name), time.process_time()
    for doc in docs:
        component(doc)
    return time.process_time() - begin


if __name__ == "__main__":
    typer.run(main)
