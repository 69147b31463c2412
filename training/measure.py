"""Measure a pipeline on the corpora's test parts: ``python -m training.measure de``.

Trees are parsed from raw text and scored by spaCy's own scorer. Entities count when start, end and label
agree; a corpus without NORP or MISC is scored on the labels that it has, and "all" leaves MISC out: every
corpus means something else by it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

from training import corpora, trees
from worker.nlp.gemm import use_openblas

_ROOT = Path(__file__).resolve().parents[1]
_TREES = {"de": ("de_gsd_test",), "en": ("en_ewt_test", "en_gum_test", "en_pud")}
#: Corpora with entities, and how many sentences at the end count where the rest was trained on.
_ENTITIES: Mapping[str, Mapping[str, int | None]] = {
    "de": {"de_wikinews": corpora.HELD_OUT, "de_germeval_dev": None, "de_uner_pud": None},
    "en": {"en_gmb_test": None, "en_uner_ewt_test": None, "en_uner_pud": None},
}
_RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "ccomp")

#: What the table calls them, and spaCy's scorer.
_MEASURES = {
    "POS": "pos_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentences": "sents_f",
}

_Entity = tuple[int, int, str]
#: How often by "gold", "found" or "both", and label.
Counts = Counter[tuple[str, str]]


def parse_scores(
    nlp: Language, sentences: Iterable[Sequence[corpora.Word]], *, longest: int = 1
) -> dict[str, float]:
    """Accuracies in percent, and the F1 of the labeled arcs of each of ``_RELATIONS``.

    Each text has one to ``longest`` sentences.
    """
    groups = trees.groups(sentences, longest=longest, seed=0)
    gold = [trees.document(nlp.vocab, group) for group in groups]
    parsed = nlp.pipe((doc.text for doc in gold), batch_size=64, disable=["ner"])
    examples = [Example(doc, want) for doc, want in zip(parsed, gold, strict=True)]
    scores = Scorer(nlp).score(examples)
    result = {name: 100 * scores[key] for name, key in _MEASURES.items()}
    result["lemma with particle"] = 100 * _whole_lemmas(examples)
    relations = scores["dep_las_per_type"]
    return result | {name: 100 * relations[name]["f"] for name in _RELATIONS if name in relations}


def _whole_lemmas(examples: Sequence[Example]) -> float:
    """How many lemmas are right where a separable verb's has its particle, as the project joins them."""
    for example in examples:
        for doc in (example.predicted, example.reference):
            for particle in doc:
                if particle.dep_ == "compound:prt":
                    particle.head.lemma_ = particle.lower_ + particle.head.lemma_
    share: float = Scorer.score_token_attr(examples, "lemma")["lemma_acc"]
    return share


def entity_scores(nlp: Language, sentences: Sequence[corpora.Marked]) -> dict[str, float]:
    """F1 in percent by label that the corpus has, and over all but MISC."""
    counts: Counts = Counter()
    labels = {label for sentence in sentences for _, _, label in sentence.entities}
    docs = nlp.pipe((sentence.text for sentence in sentences), batch_size=256)
    for sentence, doc in zip(sentences, docs, strict=True):
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        _count(counts, set(sentence.entities), {ent for ent in found if ent[2] in labels})
    return {label: _f1(counts, label) for label in (*sorted(labels), "all")}


def _count(counts: Counts, gold: set[_Entity], found: set[_Entity]) -> None:
    for kind, entities in (("gold", gold), ("found", found), ("both", gold & found)):
        for _, _, label in entities:
            counts[kind, label] += 1
            counts[kind, "all"] += label != "MISC"


def _f1(counts: Counts, label: str) -> float:
    return 200 * counts["both", label] / max(1, counts["gold", label] + counts["found", label])


def _report(nlp: Language, language: str, folder: Path) -> None:
    for name in _TREES[language]:
        for longest in (1, trees.LONGEST):
            scores = parse_scores(nlp, corpora.trees(folder, name), longest=longest)
            _show(f"{name}, {longest} a text", scores)
    for name, held_out in _ENTITIES[language].items():
        sentences = list(corpora.marked(folder, name))[-(held_out or 0) :]
        _show(name, entity_scores(nlp, sentences))


def _show(name: str, scores: Mapping[str, float]) -> None:
    print(f"{name:26}" + "  ".join(f"{key} {value:.1f}" for key, value in scores.items()))


def _show_speed(nlp: Language, texts: Sequence[str]) -> None:
    """How many tokens a second one core analyzes, in documents of the length of an article."""
    articles = [" ".join(texts[at : at + 20]) for at in range(0, len(texts), 20)]
    begin = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(articles, batch_size=16))
    print(f"{'speed':26}{tokens / (time.process_time() - begin):.0f} tokens a second")


def main() -> None:
    """Print the measures of a pipeline, one corpus a line."""
    parser = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    parser.add_argument("language", choices=sorted(_TREES))
    parser.add_argument("--path", type=Path, help="pipeline to measure (the shipped one)")
    parser.add_argument("--corpora", type=Path, default=corpora.DEFAULT, help="(%(default)s)")
    options = parser.parse_args()
    language = options.language
    nlp = spacy.load(options.path or _ROOT / "worker" / "models" / language)
    use_openblas(nlp)
    try:
        _report(nlp, language, options.corpora)
        name = next(iter(_ENTITIES[language]))
        _show_speed(nlp, [item.text for item in corpora.marked(options.corpora, name)])
    except corpora.CorpusMissingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
