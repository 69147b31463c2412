"""What one given side does to the other, as the shipped weights answer."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from worker.domain.errors import DataError
from worker.evaluation.marked import question
from worker.nlp.linear import Linear
from worker.nlp.relations import Answer, Relations
from worker.nlp.relations.classifier import Judge
from worker.resources import folder

#: Marked sentences, the root that comes of them, and their quad class.
ROOTS = [
    ("de", "<s>Russland</s> griff <t>die Ukraine</t> mit Raketen an.", "ASSAULT", 4),
    ("de", "<s>Die USA</s> wollen <t>den Iran</t> angreifen.", "THREATEN", 3),
    ("de", "<s>Syrien</s> ließ <t>zwei Amerikaner</t> frei.", "YIELD", 2),
    ("de", "<t>Der Botschafter</t> wurde von <s>Finnland</s> ausgewiesen.", "SANCTION", 4),
    ("de", "Mit <t>Ghana</t> hat <s>Togo</s> einen Vertrag unterzeichnet.", "SUPPORT", 1),
    ("de", "<s>Estland</s> verhängte Sanktionen gegen <t>Belarus</t>.", "COERCE", 4),
    ("en", "<s>Iran</s> vowed to strike <t>Israel</t>.", "THREATEN", 3),
    ("en", "<s>Norway</s> refused to extradite the man to <t>Peru</t>.", "REJECT", 3),
    ("en", "<s>Kenya</s> agreed to send police to <t>Haiti</t>.", "AGREE", 1),
    ("en", "<s>The court</s> released <t>the reporter</t> on bail.", "YIELD", 2),
    ("en", "<s>Oman</s> mediated between <t>Iran and Saudi Arabia</t>.", "CONSULT", 1),
    ("en", "<s>Workers</s> went on strike against <t>the ministry</t>.", "PROTEST", 4),
]


@cache
def relations(language: str) -> Relations:
    """The shipped classifier of a language."""
    return Relations(language)


def answer(language: str, marked: str) -> Answer:
    """What the shipped classifier says to one sentence."""
    return relations(language).answer([question(marked)])[0]


@pytest.mark.parametrize(("language", "marked", "root", "quad"), ROOTS)
def test_root_and_quad_class(language: str, marked: str, root: str, quad: int) -> None:
    """Plain sentences of every quad class, with what modality makes of them."""
    found = answer(language, marked)
    assert (found.root, found.quad_class) == (root, quad)


def test_type_is_what_the_words_say() -> None:
    """The type is not moved by modality: an announced attack is an attack ahead."""
    found = answer("de", "<s>Die Armee</s> will am Montag <t>die Rebellen</t> angreifen.")
    assert (found.type, found.modality, found.root) == ("ASSAULT", "future", "THREATEN")


def test_company_changes_no_answer() -> None:
    """An answer is the same alone and in any batch, to the last bit."""
    for language in ("de", "en"):
        asked = [question(marked) for known, marked, _, _ in ROOTS if known == language]
        together = relations(language).answer(asked)
        assert together == [relations(language).answer([one])[0] for one in asked]


@pytest.mark.parametrize(
    "marked",
    ["", "Nobody does anything.", "<s>Iran</s> waits.", "<s>A</s>. Rain. <t>B</t>.", "<t>!</t>"],
)
def test_any_text_has_an_answer(marked: str) -> None:
    """Without sides, in two sentences, without words: the probability says how little is known."""
    assert 0 < answer("en", marked).confidence <= 1


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """A language without weights is an error that names the file."""
    with pytest.raises(DataError, match=r"root\.bin: no weights"):
        Judge("de", path=tmp_path)


def test_foreign_weights_are_refused(tmp_path: Path) -> None:
    """Weights for other labels than the head's would give answers that nobody understands."""
    shutil.copytree(folder("models") / "de" / "relations", tmp_path, dirs_exist_ok=True)
    empty = np.zeros(0, dtype=np.uint32)
    Linear(("CAT", "DOG"), empty, np.zeros((1, 2), dtype=np.float16)).save(tmp_path / "type.bin")
    with pytest.raises(DataError, match="CAT, DOG"):
        Judge("de", path=tmp_path)
