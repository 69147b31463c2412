"""What the teacher learns from, and how its scores become names and trees; its network needs no test here."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from training.corpora import Marked
from training.teacher import curriculum, decode
from training.teacher.lessons import batches, tags_of
from worker.nlp.encoder.decode import entities
from worker.nlp.encoder.heads import TAGS

CONLLU = """1\tPutin\tPutin\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tdroht\tdrohen\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
CYCLE = [[1.0, -9.0, 8.0, 0.0], [5.0, 7.0, -9.0, 0.0], [0.0, 6.0, 1.0, -9.0]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The corpora of the German teacher, with one sentence or none each."""
    for path, content in {
        "ud/de_silver": CONLLU,
        "ud/de_gsd_dev": CONLLU,
        "ud/de_pud": "",
        "ner/de_germeval": json.dumps({"text": "Der Turm steht.", "ents": [[4, 8, "MISC"]]}) + "\n",
        "ner/de_germeval_dev": "",
    }.items():
        whole = tmp_path / f"{path}.{'conllu' if path.startswith('ud') else 'jsonl'}.gz"
        whole.parent.mkdir(exist_ok=True)
        with gzip.open(whole, "wt", encoding="utf-8") as file:
            file.write(content)
    return tmp_path


def test_a_lesson_has_names_and_tree(folder: Path) -> None:
    """A news sentence's silver tree counts less than gold trees, which come several times."""
    news = [Marked("Putin droht.", ((0, 5, "PER"),))]
    first, foreign, *gold = curriculum.german(folder, news)
    assert first.words == ("Putin", "droht", ".")
    assert (first.heads, first.relations) == ((2, 0, 2), ("nsubj", "ROOT", "punct"))
    assert first.tags[0] == {TAGS.index("B-PER")}
    assert first.weight < gold[0].weight
    assert len(gold) > 1
    assert not foreign.heads


def test_what_a_foreign_corpus_leaves_open_stays_open(folder: Path) -> None:
    """GermEval marks no NORP, and its MISC may be nothing."""
    (lesson, *_) = curriculum.german(folder, [])
    assert {TAGS[tag] for tag in lesson.tags[0]} == {"O", "B-NORP", "I-NORP"}
    assert {TAGS[tag] for tag in lesson.tags[1]} == {"B-MISC", "O", "B-NORP", "I-NORP"}


def test_batches_hold_each_sentence_once() -> None:
    """None has more pieces than allowed, padding counted, unless one sentence alone has."""
    lengths = [5, 40, 7, 6, 12, 30]
    made = list(batches(lengths, pieces=40, chance=np.random.default_rng(0)))
    assert sorted(at for batch in made for at in batch) == list(range(6))
    assert all(len(batch) * max(lengths[at] for at in batch) <= 40 for batch in made)


def test_tags_begin_and_go_on() -> None:
    """A name of two words among three."""
    assert [TAGS[min(tags)] for tags in tags_of(3, [(1, 3, "LOC")])] == ["O", "B-LOC", "I-LOC"]


def test_no_name_goes_on_that_did_not_begin() -> None:
    """The likeliest tags that may follow one another win, not the likeliest of each word."""
    scores = np.full((2, len(TAGS)), -9.0)
    scores[0, TAGS.index("O")] = -0.5
    scores[0, TAGS.index("B-PER")] = -1.0
    scores[1, TAGS.index("I-PER")] = -0.1
    assert entities(scores) == [(0, 2, "PER")]


def test_the_best_tree_has_no_cycle() -> None:
    """Words 1 and 2 would each like to hang on the other; the tree breaks that at least cost."""
    assert decode.tree(np.array([[1.0, -9.0, 8.0], [5.0, 7.0, -9.0]])) == [2, 0]


def test_the_best_tree_has_one_root() -> None:
    """Two words that would both be the root share one."""
    assert decode.tree(np.array([[9.0, 0.0, 1.0], [8.0, 7.5, 0.0]])) == [0, 1]


def test_the_best_tree_is_the_best_of_all() -> None:
    """On every small random sentence it scores as high as the best of all trees with one root."""
    chance = np.random.default_rng(0)
    for _ in range(50):
        scores = chance.standard_normal((4, 5))
        heads = decode.tree(scores)
        best = max(_total(scores, tree) for tree in _all_trees(4))
        assert _total(scores, heads) == pytest.approx(best)


def _total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def _all_trees(words: int) -> list[list[int]]:
    numbers = np.indices((words + 1,) * words).reshape(words, -1).T
    return [heads for heads in numbers.tolist() if heads.count(0) == 1 and _reaches(heads)]


def _reaches(heads: list[int]) -> bool:
    """Whether every word hangs on the root in the end."""
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return True
