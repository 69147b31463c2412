"""Verbs with their objects as cases without a sentence: what dictionaries know of words no text has.

Two sources: the verb patterns of PETRARCH2 for English (MIT, see NOTICE) and the project's own table
``training/data/relations_words_<language>.tsv``. A pattern becomes the features that a plain sentence
with it would have, so that its words get weights; nothing of it is looked up at run time.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from spacy.vocab import Vocab

from training.corpora import CorpusMissingError
from training.relations_codes import DATA, code
from worker.languages.tables import rows
from worker.languages.triggers import Trigger, Triggers
from worker.nlp.linear import Features
from worker.nlp.relations.clusters import cluster
from worker.nlp.relations.question import Root

#: Verbs and objects of one pattern that are taken; synonyms beyond them only add doubtful ones.
_VERBS, _OBJECTS = 3, 3
_CODE = re.compile(r"\[([^\]]*)\]")
_SYNONYMS, _PATTERN, _BLOCK = "&", "- ", "---"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb, the words of its object, and pairs (preposition, word or "") behind it."""

    verb: str
    objects: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]
    root: Root
    weight: float


def table(language: str) -> Iterator[Pattern]:
    """The patterns of the project's own table; none where a language has no such table."""
    path = DATA / f"relations_words_{language}.tsv"
    if not path.exists():
        return
    for row in rows(path, columns=("code", "verbs", "objects")):
        known = code(row.text("code"))
        if known is None:
            raise row.error("no event")
        for verb, word in product(row.many("verbs"), row.many("objects") or ("",)):
            yield Pattern(verb, (word,) if word else (), (), known.root, 1.0)


def petrarch(path: Path) -> Iterator[Pattern]:
    """The patterns of PETRARCH2's verb dictionary that begin with the verb and are events.

    Raises CorpusMissingError where the file is not in its place.
    """
    if not path.exists():
        raise CorpusMissingError(f"{path} is missing: see training/README.md on the corpora")
    synonyms: dict[str, list[str]] = {}
    verbs: list[str] = []
    name = default = ""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        for line in file:
            text, _, note = line.partition("#")
            text = text.rstrip()
            if text.startswith(_SYNONYMS):
                name, verbs = text.rstrip("_"), []
                synonyms[name] = []
            elif text.startswith(_BLOCK):
                name, verbs, default = "", [], _number(text)
            elif name and text.startswith("+"):
                synonyms[name].append(_word(text))
            elif text.startswith(_PATTERN):
                yield from _expanded(text, _original_first(verbs, note), synonyms)
            elif text and not name and not text.startswith("~"):
                verb = _word(_CODE.sub("", text).partition("{")[0])
                verbs.append(verb)
                yield from _expanded(f"- * [{_number(text) or default}]", [verb], synonyms)


def features(pattern: Pattern, vocab: Vocab, triggers: Triggers) -> Features:
    """What a plain sentence with the pattern would have ("S rejected the proposal of T")."""
    verb = pattern.verb
    named = {f"{name}={verb}" for name in ("v", "q", "lca", "pl", "m", "w", "k")}
    named |= _clustered(("vc", "qc", "pc", "wc"), verb.split()[0], vocab)
    named |= _rules(pattern, triggers)
    for word in pattern.objects:
        named |= {f"{name}={word}" for name in ("m", "w", "k", "v_obj", "q_obj")}
        named |= {f"vx={verb}_{word}", f"qx={verb}_{word}", f"vxp={verb}_obj_None_{word}"}
        named |= _clustered(("v_objc", "q_objc", "wc"), word, vocab)
    for preposition, word in pattern.phrases:
        named.add(f"m={preposition}")
        if word:
            named |= {f"{name}={word}" for name in ("m", "w", "k", "v_obl")}
            named |= {f"vx={verb}_{word}", f"vxp={verb}_obl_{preposition}_{word}"}
            named |= _clustered(("v_oblc", "wc"), word, vocab)
    return dict.fromkeys(sorted(named | {"order=S"}), 1.0)


def _clustered(names: Sequence[str], word: str, vocab: Vocab) -> set[str]:
    found = cluster(vocab, word)
    return set() if found is None else {f"{name}={found}" for name in names}


def _rules(pattern: Pattern, triggers: Triggers) -> set[str]:
    known = (t for t in triggers.find("verb", pattern.verb) if _completed(t, pattern.objects))
    found = next(known, None)
    if found is None:
        return {"j=none"}
    names = {f"{name}={found.type}" for name in ("j", "jr", "jfit", "r", "rc")}
    return names | {"jm=asserted", f"jl={pattern.verb}_{found.type}"}


def _completed(trigger: Trigger, objects: Sequence[str]) -> bool:
    companion = trigger.companion
    return companion is None or any(companion.lemmas.matches(word) for word in objects)


def _expanded(text: str, verbs: Sequence[str], synonyms: dict[str, list[str]]) -> Iterator[Pattern]:
    """The patterns of one line for each verb and each synonym of its object."""
    before, _, after = text.removeprefix(_PATTERN).partition("*")
    number = _number(text)
    known = code(number) if number.isdecimal() else None
    if known is None or before.strip():
        return
    after = re.sub(r"[{}]|\[.*", " ", after)
    phrases = tuple(_phrase(found, synonyms) for found in re.findall(r"\(([^)]*)\)", after))
    parts = [_words(part, synonyms) for part in re.sub(r"\([^)]*\)", " ", after).split()]
    objects = list(product(*filter(None, parts)))[:_OBJECTS]
    taken = verbs[:_VERBS]
    for verb, words in product(taken, objects):
        weight = (len(taken) * len(objects)) ** -0.5
        yield Pattern(verb, words, tuple(p for p in phrases if p[0]), known.root, weight)


def _phrase(text: str, synonyms: dict[str, list[str]]) -> tuple[str, str]:
    preposition, *words = text.split() or [""]
    found = _words(words[0], synonyms) if words else []
    return preposition.lower(), found[0] if found else ""


def _words(part: str, synonyms: dict[str, list[str]]) -> list[str]:
    """The words a part stands for: itself, a set of synonyms, or (for an actor) none."""
    if part.startswith(_SYNONYMS):
        return synonyms.get(part.rstrip("_"), [])[:_OBJECTS]
    word = _word(part)
    return [word] if word.strip("$+^%") else []


def _original_first(verbs: Sequence[str], note: str) -> list[str]:
    """The verbs of a block, the one first that a pattern was made for."""
    original = note.strip().lower().split(" ")[0]
    return sorted(verbs, key=lambda verb: verb != original)


def _number(text: str) -> str:
    found = _CODE.search(text)
    return found[1].partition(":")[0].strip() if found else ""


def _word(text: str) -> str:
    return text.strip().strip("+_").lower().replace("_", " ")
