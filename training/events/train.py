"""Fit the two classifiers of the judge, and measure them on articles that they never saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training.events.examples import Case
from training.events.gold import Annotated
from training.events.plan import MODALITIES, SMALLEST, TYPES
from training.events.words import Counted
from training.linear import Recipe, fit, folds, pruned
from worker.evaluation.events import Result, match
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.events.coder import code
from worker.nlp.events.learned.judge import Judge
from worker.nlp.linear import Features, Linear


def trained(known: Sequence[Case]) -> tuple[Linear, Linear]:
    """The weights for types, of all proposals, and for modalities, of the events among them."""
    types = [(case.facts, case.type, case.weight) for case in known]
    moods = [(c.cues, c.modality, c.weight) for c in known if c.modality is not None]
    return _fitted(types, TYPES), _fitted(moods, MODALITIES)


def _fitted(labeled: Sequence[tuple[Features, str, float]], recipe: Recipe) -> Linear:
    facts, labels, weights = zip(*labeled, strict=True)
    return pruned(fit(facts, labels, recipe=recipe, weights=weights), smallest=SMALLEST)


def cross_validated(
    articles: Sequence[Annotated], known: Sequence[Case], counted: Counted, *, parts: int
) -> Iterator[Result]:
    """The measured articles coded by a judge that was trained on all others but their fold."""
    names = [one.gold.article.id for one in articles]
    for _, tests in folds(names, parts):
        held = {names[place] for place in tests}
        types, moods = trained([case for case in known if case.article not in held])
        for one in (articles[place] for place in tests if articles[place].source.measured):
            yield _result(one, Judge(types, moods, counted.without(one.gold.article.id)))


def _result(one: Annotated, judge: Judge) -> Result:
    language = one.gold.article.language
    found = code(one.doc, triggers(language), cues(language), judge=judge)
    return match(one.gold, found)
