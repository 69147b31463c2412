"""Everything that training needs, as files in the work folder; what is there is not made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from tokenizers import Tokenizer

from training import corpora
from training.encoder import articles, lessons, links, names, vocabulary
from training.encoder.lessons import Lesson
from training.events.plan import SOURCES, Source
from training.raw import paragraphs
from training.teacher import weights
from worker.evaluation.lines import objects
from worker.nlp import pipelines

LANGUAGES = ("de", "en")
_SEED = 0
#: Every so many paragraphs of the Bundestag one is counted for the vocabulary.
_STEP = 8
_NUMBERS, _TOKENIZER = "vocabulary.json", "tokenizer.json"


def prepared(folder: Path, work: Path, *, held_out: bool) -> list[Lesson]:
    """All lessons, without the measured articles where ``held_out``; raises CorpusMissingError, DataError."""
    made = list(_all(folder, work))
    away = measured(folder) if held_out else frozenset()
    return [lesson for lesson in made if lesson.article not in away]


def tokenizer(folder: Path, work: Path) -> tuple[Tokenizer, list[int]]:
    """The pruned tokenizer, and the old numbers of its pieces."""
    numbers, definition = work / _NUMBERS, work / _TOKENIZER
    if not definition.exists():
        whole = weights.tokenizer()
        pieces = vocabulary.pieces(whole.to_str())
        counts = vocabulary.used(whole, _texts(folder, work))
        kept = vocabulary.kept(pieces, counts)
        numbers.write_text(json.dumps(kept), encoding="utf-8")
        definition.write_text(vocabulary.pruned(whole.to_str(), kept), encoding="utf-8")
    return Tokenizer.from_file(str(definition)), json.loads(numbers.read_text(encoding="utf-8"))


def parser(language: str) -> Language:
    """The shipped pipeline up to the actors: whom the encoder chooses among is found by it."""
    nlp = pipelines.load(language)
    for name in ("ew_escalation_matcher", "ew_event_coder"):
        nlp.remove_pipe(name)
    return nlp


def measured(folder: Path) -> frozenset[str]:
    """The articles that figures are given for."""
    files = (one.file for some in SOURCES.values() for one in some if _is_measured(one))
    return frozenset(str(item["id"]) for file in files for item in objects(folder.parent / file))


def _is_measured(source: Source) -> bool:
    return source.file.parts[0] == "eval"


def _all(folder: Path, work: Path) -> Iterator[Lesson]:
    for language in LANGUAGES:
        for kind, make in _MAKERS.items():
            path = work / f"{kind}_{language}.jsonl.gz"
            if not path.exists():
                print(f"preparing {path.name}", flush=True)
                lessons.save(path, make(folder, language))
            yield from lessons.load(path)


def _names(folder: Path, language: str) -> Iterator[Lesson]:
    return names.lessons(folder, language, seed=_SEED)


def _events(folder: Path, language: str) -> Iterator[Lesson]:
    nlp, pieces = parser(language), weights.tokenizer()
    for source in SOURCES[language]:
        for page, events in articles.pages(nlp, folder.parent, source):
            yield from articles.lessons(page, events, pieces, source=f"events_{language}")


_MAKERS: dict[str, Callable[[Path, str], Iterable[Lesson]]] = {
    "names": _names,
    "events": _events,
    "links": links.lessons,
}


def _texts(folder: Path, work: Path) -> Iterator[str]:
    """What the vocabulary is counted on: all lessons, trees, and speeches."""
    for lesson in _all(folder, work):
        yield " ".join(lesson.words)
    for name in ("de_silver", "de_gsd_dev", "en_ewt_train", "en_gum_train"):
        for tree in corpora.trees(folder, name):
            yield " ".join(word.form for word in tree)
    yield from paragraphs(folder, step=_STEP)
