"""What the shipped pipelines give, and what loading says when it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from spacy.language import Language
from thinc.api import Model

from worker.domain.errors import DataError
from worker.languages.tables import LANGUAGES
from worker.nlp.pipelines import COMPONENTS, MENDERS, load

#: Sentences whose reading everything after the parser relies on: lemma and relation by word.
READINGS = [
    ("de", "Die Kinder gingen nach Hause.", "gingen", "gehen", "ROOT"),
    ("de", "Den Vertrag unterzeichnete der Präsident.", "Vertrag", "Vertrag", "obj"),
    ("de", "Den Vertrag unterzeichnete der Präsident.", "Präsident", "Präsident", "nsubj"),
    ("de", "Die Stadt wurde von Soldaten angegriffen.", "Stadt", "Stadt", "nsubj:pass"),
    ("de", "Die Stadt wurde von Soldaten angegriffen.", "Soldaten", "Soldat", "obl:agent"),
    (
        "de",
        "Der Angriff sei abgewehrt worden, sagte ein Sprecher.",
        "abgewehrt",
        "abwehren",
        "ccomp",
    ),
    ("en", "The president signed the treaty.", "signed", "sign", "ROOT"),
    ("en", "The president signed the treaty.", "treaty", "treaty", "obj"),
    ("en", "The city was attacked by soldiers.", "city", "city", "nsubj:pass"),
    ("en", "The minister said that troops had left the town.", "left", "leave", "ccomp"),
]
ENTITIES = [
    (
        "de",
        "Der russische Vize-Außenminister Sergej Rjabkow drohte der Nato in Moskau.",
        {"russische": "NORP", "Sergej Rjabkow": "PER", "Nato": "ORG", "Moskau": "LOC"},
    ),
    (
        "en",
        "Russian Foreign Minister Sergei Lavrov met United Nations officials in Moscow.",
        {"Russian": "NORP", "Sergei Lavrov": "PER", "United Nations": "ORG", "Moscow": "LOC"},
    ),
]


@pytest.fixture(scope="module")
def pipelines() -> Mapping[str, Language]:
    """Every shipped pipeline, loaded once."""
    return {language: load(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pipeline_has_the_networks_and_then_our_components(
    pipelines: Mapping[str, Language], language: str
) -> None:
    """Parse and entities come first, because what we add reads them."""
    networks = ["tok2vec", "morphologizer", "trainable_lemmatizer", "ner", "parser"]
    menders = MENDERS.get(language, ())
    assert pipelines[language].pipe_names == [*networks, *menders, *COMPONENTS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_speak_of_the_same_entities(
    pipelines: Mapping[str, Language], language: str
) -> None:
    """One set of entity labels serves all languages."""
    assert pipelines[language].pipe_labels["ner"] == ["LOC", "MISC", "NORP", "ORG", "PER"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_relation_is_known_to_one_language_only(
    pipelines: Mapping[str, Language], language: str
) -> None:
    """What reads trees finds the relations it asks for, whatever the language."""
    core = {"ROOT", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "ccomp", "xcomp", "conj"}
    also = {"aux", "aux:pass", "cop", "mark", "acl", "advcl", "nmod", "appos", "flat", "parataxis"}
    assert (core | also) - set(pipelines[language].pipe_labels["parser"]) == set()


@pytest.mark.parametrize(("language", "text", "form", "lemma", "relation"), READINGS)
def test_a_sentence_is_read(
    pipelines: Mapping[str, Language],
    language: str,
    text: str,
    form: str,
    lemma: str,
    relation: str,
) -> None:
    """Lemma and relation of the words that events hang on."""
    doc = pipelines[language](text)
    token = next(token for token in doc if token.text == form)
    assert (token.lemma_, token.dep_) == (lemma, relation)


@pytest.mark.parametrize(("language", "text", "expected"), ENTITIES)
def test_entities_are_named(
    pipelines: Mapping[str, Language], language: str, text: str, expected: Mapping[str, str]
) -> None:
    """Names without titles, nationalities by themselves."""
    doc = pipelines[language](text)
    assert {ent.text: ent.label_ for ent in doc.ents} == expected


def test_a_separable_verb_keeps_its_particle_apart(pipelines: Mapping[str, Language]) -> None:
    """The lemma is the bare verb; who wants "ablehnen" joins the particle that hangs on it."""
    doc = pipelines["de"]("Russland lehnte den Vorschlag der USA ab.")
    verb, particle = doc[1], doc[6]
    assert (verb.lemma_, particle.text, particle.dep_) == ("lehnen", "ab", "compound:prt")
    assert particle.head == verb


def test_a_batch_reads_like_its_texts_alone(pipelines: Mapping[str, Language]) -> None:
    """What a text is read as does not depend on its neighbors in the batch, nor on the run."""
    nlp = pipelines["de"]
    texts = [text for language, text, *_ in READINGS if language == "de"]
    alone = [nlp(text).to_json() for text in texts]
    assert [doc.to_json() for doc in nlp.pipe(texts)] == alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_network_multiplies_with_openblas(
    pipelines: Mapping[str, Language], language: str
) -> None:
    """No node is left with the slower matrix product."""
    models = (getattr(pipe, "model", None) for _, pipe in pipelines[language].pipeline)
    nodes = [node for model in models if isinstance(model, Model) for node in model.walk()]
    assert nodes
    assert {getattr(node.ops, "use_blis", None) for node in nodes} == {False}


def test_an_unknown_language_is_named() -> None:
    """The error lists the languages that there are."""
    with pytest.raises(DataError, match=r"no pipeline for the language 'fr'.*de, en"):
        load("fr")


def test_a_folder_without_a_pipeline_is_named(tmp_path: Path) -> None:
    """The error says where it looked and what to do."""
    with pytest.raises(DataError, match=f"{tmp_path} holds no pipeline for 'de'.*reinstall"):
        load("de", path=tmp_path)


def test_broken_weights_are_an_error_of_data(tmp_path: Path) -> None:
    """A config that promises networks which are not there does not end in a traceback of spaCy's."""
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = de\n", "utf-8")
    with pytest.raises(DataError, match=f"the pipeline in {tmp_path} cannot be read"):
        load("de", path=tmp_path)


def test_weights_of_another_language_are_refused() -> None:
    """The German tables would find nothing in what an English parser says."""
    english = Path(load("en").path or "")
    with pytest.raises(DataError, match="reads 'en', not 'de'"):
        load("de", path=english)
