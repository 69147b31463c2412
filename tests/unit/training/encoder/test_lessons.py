"""What the encoder learns from, how it is kept, and when it is read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import spacy

from training.corpora import Marked
from training.encoder import lessons, names
from training.encoder.lessons import Lesson, Link, Told
from training.encoder.plan import TIMES, plan
from worker.nlp.encoder.heads import TAGS
from worker.nlp.encoder.links import marked
from worker.nlp.relations.question import Question

PUTIN = Marked("Putin droht Polen.", ((0, 5, "PER"), (12, 17, "LOC")))


def test_lessons_come_back_as_they_were_kept(tmp_path: Path) -> None:
    """Names, an event with its sides, and a link."""
    event = Told(1, "THREATEN", "asserted", (frozenset({1}), frozenset(), frozenset({0})))
    words, spaces = ("Iran", "droht"), (True, False)
    kept = [
        Lesson("a", "1", words, spaces, tags=(frozenset({0, 3}), frozenset({0}))),
        Lesson("b", "2", words, spaces, own=(0, 2), events=(event,)),
        Lesson("c", "3", words, spaces, link=Link("THREATEN", "", "asserted", 0.5)),
    ]
    lessons.save(tmp_path / "kept.jsonl.gz", kept)
    assert lessons.load(tmp_path / "kept.jsonl.gz") == kept


def test_what_a_foreign_corpus_does_not_mark_stays_open() -> None:
    """Between names there may be a NORP or a MISC; in our own corpus there is none."""
    nlp = spacy.blank("de")
    own = names.lesson(nlp, PUTIN, names.Corpus("own", strict=True))
    foreign = names.lesson(nlp, PUTIN, names.Corpus("foreign"))
    assert [{TAGS[tag] for tag in tags} for tags in own.tags[:2]] == [{"B-PER"}, {"O"}]
    assert foreign.tags[0] == own.tags[0]
    assert {TAGS[tag] for tag in foreign.tags[1]} == {"O", "B-NORP", "I-NORP", "B-MISC", "I-MISC"}


def test_neighbors_are_joined_in_their_order() -> None:
    """All sentences once, apart by a space, in stretches of several lengths."""
    nlp = spacy.blank("de")
    one = names.lesson(nlp, PUTIN, names.Corpus("own", strict=True))
    made = list(names.joined([one] * 60, seed=0))
    assert sum(len(stretch.words) for stretch in made) == 60 * len(one.words)
    assert len({len(stretch.words) for stretch in made}) > 2
    assert all(stretch.spaces[-1] for stretch in made)


def test_sides_are_marked_where_they_stand() -> None:
    """The source in « », the target in [ ], also where both touch or a side comes in pieces."""
    asked = Question("USA-Iran: Gespräche mit Oman.", ((0, 3), (24, 28)), ((3, 8),))
    expected = "« USA » [ -Iran ] : Gespräche mit « Oman » ."
    assert marked(asked) == tuple(expected.split())


def test_each_lesson_is_read_as_often_as_planned() -> None:
    """Rarely read corpora are spread over all rounds, and the same seed gives the same order."""
    sources = ["events_de"] * 20 + ["de_mobie"] * 40 + ["de_wikinews"] * 10
    batches = plan(sources, [10] * len(sources), pieces=50, seed=1)
    read = Counter(at for batch in batches for at in batch)
    assert all(read[at] == TIMES[name] for at, name in enumerate(sources))
    assert batches == plan(sources, [10] * len(sources), pieces=50, seed=1)
    first = [sources[at] for batch in batches[: len(batches) // 4] for at in batch]
    assert 5 <= first.count("de_mobie") <= 15


def test_of_a_large_corpus_a_part_is_read() -> None:
    """A third is every third lesson, once."""
    sources = ["events_de"] * 8 + ["en_gmb_train"] * 240
    batches = plan(sources, [10] * len(sources), pieces=50, seed=1)
    read = Counter(sources[at] for batch in batches for at in batch)
    assert read["en_gmb_train"] == 240 * TIMES["en_gmb_train"]
    assert max(Counter(at for batch in batches for at in batch if at >= 8).values()) == 1
