"""Sentences with other names in them."""

from __future__ import annotations

from training.augment import names, renamed
from training.corpora import Marked

SENTENCE = Marked(
    "Merkel lobt die Nato und Rom.", ((0, 6, "PER"), (16, 20, "ORG"), (25, 28, "LOC"))
)
POOL = {"PER": ["Angela Merkel"], "ORG": ["EU"], "LOC": ["New York"]}


def test_every_name_is_replaced() -> None:
    """The spans move with the names."""
    (other,) = renamed([SENTENCE], POOL, share=1.0, seed=0)
    assert other.text == "Angela Merkel lobt die EU und New York."
    assert [(other.text[start:end], label) for start, end, label in other.entities] == [
        ("Angela Merkel", "PER"),
        ("EU", "ORG"),
        ("New York", "LOC"),
    ]


def test_names_are_what_the_corpus_marks_and_the_countries() -> None:
    """Each name once and in order, so that a run can be repeated."""
    pool = names("de", [SENTENCE, SENTENCE])
    assert (pool["PER"], pool["ORG"]) == (["Merkel"], ["Nato"])
    assert {"Rom", "Ukraine", "Vereinigte Staaten"} <= set(pool["LOC"])
    assert pool["LOC"] == sorted(set(pool["LOC"]))


def test_a_sentence_without_names_comes_once_only() -> None:
    """There would be nothing new in it."""
    assert list(renamed([Marked("Es brennt.", ())], POOL, share=1.0, seed=0)) == []
