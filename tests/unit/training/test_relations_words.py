"""Patterns of a verb dictionary, and the features they stand for."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from training.relations_words import Pattern, features, petrarch
from worker.evaluation.marked import question
from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp import pipelines
from worker.nlp.reading import read
from worker.nlp.relations.features import features as features_of
from worker.nlp.relations.view import View

DICTIONARY = """
&PLAN
+PLAN
+ROAD_MAP

---  REJECT   [120]  ---
REJECT
SPURN {SPURNS SPURNED}  # a note
- * &PLAN                          [127]         # SPURN
- * {PEACE TALKS} (WITH REBELS)    [125]         # REJECT
- * WEATHER                        [---]
- PRESIDENT * CALL                 [133]         # REJECT
"""

_nlp = cache(pipelines.load)


def test_patterns_of_a_dictionary(tmp_path: Path) -> None:
    """A verb by itself has the code of its block; a pattern goes to every verb and synonym."""
    path = tmp_path / "verbs.txt.gz"
    path.write_bytes(gzip.compress(DICTIONARY.encode()))
    found = list(petrarch(path))
    assert [(p.verb, p.objects, p.phrases) for p in found] == [
        ("reject", (), ()),
        ("spurn", (), ()),
        ("spurn", ("plan",), ()),
        ("spurn", ("road map",), ()),
        ("reject", ("plan",), ()),
        ("reject", ("road map",), ()),
        ("reject", ("peace", "talks"), (("with", "rebels"),)),
        ("spurn", ("peace", "talks"), (("with", "rebels"),)),
    ]
    assert {pattern.root for pattern in found} == {"REJECT"}


def test_pattern_has_the_features_of_a_sentence() -> None:
    """What a pattern teaches is found again in a plain sentence with it."""
    nlp, known = _nlp("en"), triggers("en")
    pattern = Pattern("reject", ("proposal",), (), "REJECT", 1.0)
    asked = question("<s>Iran</s> has rejected a proposal of <t>Iraq</t>.")
    view = View(read(nlp(asked.text)), asked.source, asked.target)
    seen = features_of(view, known, cues("en")).keys()
    # Clusters go by the printed form, of which a pattern has only the lemma.
    taught = {name for name in features(pattern, nlp.vocab, known) if not name.startswith("q")}
    plain = {name for name in taught if not name.partition("=")[0].endswith("c")}
    assert plain - seen == set()
