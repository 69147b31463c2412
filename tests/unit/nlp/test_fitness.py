"""Which foreign pipelines are taken, and what is said of the others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from worker.domain.errors import DataError
from worker.nlp.analyzer import Analyzer
from worker.nlp.fitness import ENTITIES, RELATIONS, shortcomings
from worker.nlp.pipelines import load
from worker.resources import folder


def _pipeline(*, relations: tuple[str, ...], entities: tuple[str, ...]) -> Language:
    """An untrained pipeline with these labels; a morphologizer and a lemmatizer are there."""
    nlp = spacy.blank("de")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("trainable_lemmatizer")
    for name, labels in (("parser", relations), ("ner", entities)):
        pipe = nlp.add_pipe(name)
        for label in labels:
            pipe.add_label(label)  # type: ignore[attr-defined]
    return nlp


def test_other_names_of_entities_are_understood() -> None:
    """PERSON and GPE are what others call PER and LOC."""
    nlp = _pipeline(relations=RELATIONS, entities=("PERSON", "GPE", "ORG", "DATE"))
    assert list(shortcomings(nlp)) == []


def test_another_scheme_of_relations_is_named() -> None:
    """TIGER's subjects and objects would be read as nothing at all."""
    nlp = _pipeline(relations=("sb", "oa", "oc", "svp"), entities=tuple(e[0] for e in ENTITIES))
    (lack,) = shortcomings(nlp)
    assert "does not know nsubj" in lack
    assert "it knows oa, oc, sb, svp" in lack


def test_missing_entities_are_named() -> None:
    """By both names that would do."""
    (lack,) = shortcomings(_pipeline(relations=RELATIONS, entities=("PER", "LOC")))
    assert lack == "its entities lack ORG (there are LOC, PER)"


def test_missing_components_are_named() -> None:
    """One sentence for each attribute that nothing sets."""
    lacks = list(shortcomings(spacy.blank("de")))
    assert [lack.split(":")[0].removeprefix("nothing sets ") for lack in lacks] == [
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.dep",
        "doc.ents",
    ]


def test_loading_an_unfit_pipeline_says_what_to_do(tmp_path: Path) -> None:
    """The error names the pipeline, what it lacks and the setting."""
    spacy.blank("de").to_disk(tmp_path / "bare")
    with pytest.raises(DataError, match=r"bare cannot be used: nothing sets .*models\.de"):
        load("de", path=tmp_path / "bare")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The shipped German weights as a package of another name, as ``spacy package`` makes one."""
    meta = (folder("models") / "de" / "meta.json").read_text("utf-8")
    version = json.loads(meta)["version"]
    package, info = tmp_path / "de_own_news", tmp_path / f"de_own_news-{version}.dist-info"
    shutil.copytree(folder("models") / "de", package / f"de_own_news-{version}")
    (package / "meta.json").write_text(meta.replace('"escalation"', '"own_news"', 1), "utf-8")
    loader = "from spacy.util import load_model_from_init_py as f\n"
    (package / "__init__.py").write_text(f"{loader}def load(**kw): return f(__file__, **kw)\n")
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: de_own_news\nVersion: {version}\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return package.name


def test_an_installed_package_is_loaded_by_its_name(installed: str) -> None:
    """``[models] de = "de_own_news"``."""
    analyzer = Analyzer(("de",), models={"de": Path(installed)})
    (words,) = analyzer.parse(["Russland droht der Nato."], language="de")

    assert [word.deprel for word in words][:2] == ["nsubj", "root"]
