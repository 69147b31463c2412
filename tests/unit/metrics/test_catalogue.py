"""The catalogue: its conventions, and that every label is bounded by what the worker really says."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from worker.domain.event import Missing, Slot
from worker.domain.outcome import DEAD_CODES, DROP_REASONS, Stage
from worker.metrics import CATALOGUE, Definition
from worker.metrics.catalogue import MISSING, STAGE_OUTCOMES, STATE_KINDS
from worker.stages.corrections import Corrections
from worker.stages.index import Index
from worker.stages.index.stage import Outcome
from worker.stages.stories.stage import Stories

BY_NAME = {definition.name: definition for definition in CATALOGUE}


def values(name: str, label: str) -> set[str]:
    """The closed list of a label."""
    return {value for one in BY_NAME[name].labels if one.name == label for value in one.values}


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda definition: definition.name)
def test_definitions_keep_to_the_conventions(definition: Definition) -> None:
    """Whole sentences; base units; Prometheus adds ``_total`` itself; histograms say their buckets."""
    assert definition.meaning.endswith(".")
    assert definition.worry.endswith(".")
    assert not definition.name.endswith("_total")
    assert not definition.name.endswith(("_ms", "_minutes", "_kilobytes"))
    assert bool(definition.buckets) == (definition.kind == "histogram")
    assert list(definition.buckets) == sorted(definition.buckets)


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda definition: definition.name)
def test_every_label_is_bounded(definition: Definition) -> None:
    """By a closed list, or by a sentence that says by what; never both."""
    for label in definition.labels:
        assert bool(label.values) != bool(label.bound)
        assert len(set(label.values)) == len(label.values) <= 20
    assert len(definition.series) <= 100


@pytest.mark.parametrize("definition", CATALOGUE, ids=lambda definition: definition.name)
def test_pairs_are_made_of_the_closed_lists(definition: Definition) -> None:
    """Each value of a list occurs in one of them."""
    for place, label in enumerate(definition.labels):
        if definition.pairs:
            assert {pair[place] for pair in definition.pairs} == set(label.values)


def test_outcomes_are_those_of_the_domain() -> None:
    """A drop reason or a dead-letter code that is added there is counted here."""
    assert values("articles", "reason") == {"", *DROP_REASONS, *DEAD_CODES}
    assert values("dead_letters", "code") == set(DEAD_CODES)
    assert values("dead_letters", "stage") == set(get_args(Stage))


def test_empty_slots_are_those_of_events() -> None:
    """Every slot and every reason occurs."""
    assert {slot for slot, _ in MISSING} == set(get_args(Slot))
    assert {reason for _, reason in MISSING} == set(get_args(Missing))


def test_stages_tell_what_the_catalogue_knows() -> None:
    """Outcomes of their records, and what they remember."""
    assert {one for stage, one in STAGE_OUTCOMES if stage == "index"} == {
        *get_args(Outcome), "decode/schema",
    }  # fmt: skip
    stages = (("corrections", Corrections()), ("stories", Stories()), ("index", Index(())))
    remembered = {(name, kind) for name, stage in stages for kind in stage.sizes}
    assert remembered == set(STATE_KINDS)


def test_names_of_labels_are_plain() -> None:
    """What PromQL takes without quotes."""
    names = {label.name for definition in CATALOGUE for label in definition.labels}
    assert all(re.fullmatch("[a-z]+", name) for name in names)
