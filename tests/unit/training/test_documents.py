"""Corpora as training documents."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import spacy

from training import clusters, corpora, entities, trees
from training.corpora import CorpusMissingError, Marked
from training.measure import entity_scores

CONLLU = """# text = Es brennt.
1\tEs\tes\tPRON\t_\tCase=Nom\t2\tnsubj\t_\t_
2\tbrennt\tbrennen\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# text = Halt!
1\tHalt\tHalt\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of corpora with one of each kind."""
    sentence = {"text": "Die Nato tagt.", "ents": [[4, 8, "ORG"]]}
    for kind, name, content in (
        ("ud", "small.conllu.gz", CONLLU),
        ("ner", "small.jsonl.gz", json.dumps(sentence) + "\n"),
    ):
        (tmp_path / kind).mkdir()
        with gzip.open(tmp_path / kind / name, "wt", encoding="utf-8") as file:
            file.write(content)
    return tmp_path


def test_two_trees_become_one_document(folder: Path) -> None:
    """Heads point into the whole document, and each sentence has its root."""
    nlp = spacy.blank("de")
    doc = trees.document(nlp.vocab, list(corpora.trees(folder, "small")))
    assert doc.text == "Es brennt. Halt! "
    assert [token.head.i for token in doc] == [1, 1, 1, 3, 3]
    assert [sent.root.text for sent in doc.sents] == ["brennt", "Halt"]
    assert doc[0].dep_ == "nsubj"


def test_a_sentence_with_entities_is_read(folder: Path) -> None:
    """The entity's letters become a span of tokens."""
    (sentence,) = corpora.marked(folder, "small")
    doc = entities.document(spacy.blank("de"), sentence)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Nato", "ORG")]


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    """The error says where it was looked for and how to say otherwise."""
    with pytest.raises(CorpusMissingError, match=r"none\.conllu\.gz is missing.*--corpora"):
        list(corpora.trees(tmp_path, "none"))


def test_an_entity_that_cuts_a_token_is_left_open() -> None:
    """The network learns nothing from what the tokenizer cannot show it."""
    doc = entities.document(spacy.blank("de"), Marked("Ostdeutschland feiert.", ((3, 14, "LOC"),)))
    assert [token.ent_iob_ for token in doc] == ["", "O", "O"]


def test_inhabitants_are_marked_where_a_corpus_has_none() -> None:
    """A word that one corpus always marks is marked in another, but not inside a name."""
    known = [Marked("Iraqi troops", ((0, 5, "NORP"),))] * 3
    words = entities.inhabitants(known)
    other = [Marked("An Iraqi met Iraqi Airways.", ((13, 26, "ORG"),))]
    (filled,) = entities.with_inhabitants(spacy.blank("en"), other, words)
    assert filled.entities == ((3, 8, "NORP"), (13, 26, "ORG"))


def test_a_name_loses_its_article() -> None:
    """Titles of works keep theirs."""
    sentence = Marked("the UN saw The Kill", ((0, 6, "ORG"), (11, 19, "MISC")))
    (cut,) = entities.without_article([sentence], ("the ",))
    assert cut.entities == ((4, 6, "ORG"), (11, 19, "MISC"))


def test_rare_words_have_vectors_where_names_are_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the frequent words only those with a capital and in a cluster of names count."""
    table = {"der": 1, "Putin": 2, "Rjabkow": 2, "rjabkow": 2, "Tische": 1}
    monkeypatch.setattr(clusters, "_table", lambda _: table)
    monkeypatch.setattr(clusters, "_WORDS", 5)
    monkeypatch.setattr(clusters, "_NAMES", 3)
    clusters.save("de", tmp_path, [("Putin", True)] * 5 + [("der", False)] * 5)
    vocab = spacy.load(tmp_path).vocab
    assert [word for word in table if vocab.has_vector(word)] == ["der", "Putin", "Rjabkow"]


def test_like_paths_have_like_vectors() -> None:
    """Clusters that part late in the tree lie closer than those that part at once."""
    one, late, early = clusters.vectors([0b0_1011_0110_1010, 0b1_1011_0110_1010, 0b1011_0110_0101])
    assert np.dot(one, late) > np.dot(one, early)
    assert (clusters.vectors([5]) == clusters.vectors([5])).all()


def test_entities_are_scored_strictly() -> None:
    """A span that is one word short counts as wrong twice; labels the corpus lacks do not count."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([  # type: ignore[attr-defined]
        {"label": "LOC", "pattern": "Paris"},
        {"label": "PER", "pattern": "Smith"},
        {"label": "NORP", "pattern": "French"},
    ])  # fmt: skip
    gold = Marked("French John Smith in Paris", ((7, 17, "PER"), (21, 26, "LOC")))
    assert entity_scores(nlp, [gold]) == {"LOC": 100.0, "PER": 0.0, "all": 50.0}


def test_entities_that_share_a_token_are_left_open_once() -> None:
    """Two names inside one token tell the network nothing, and do no harm."""
    sentence = Marked("Ostwestdeutschland feiert.", ((0, 3, "LOC"), (3, 18, "LOC")))
    doc = entities.document(spacy.blank("de"), sentence)
    assert [token.ent_iob_ for token in doc] == ["", "O", "O"]
