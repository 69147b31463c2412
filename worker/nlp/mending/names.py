"""The component ``ew_name_mender``: entities whose name tells what they are, and one label an article.

The recognizer reads a name by the words around it, so that the same name can be a place in one sentence and
a person in the next. Three things are surer: the actor tables and a list of names, the full name of a
person elsewhere in the article, and what the same word is called most often there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from worker.domain.actor import EntityLabel
from worker.domain.errors import DataError
from worker.languages import tables
from worker.nlp.actors.entities import KIND_LABELS
from worker.nlp.actors.lexicon import lexicon

LABELS: tuple[EntityLabel, ...] = get_args(EntityLabel)

_SHORTEST = 3
#: Letters from which on a name in s may be a genitive ("Emanas", not "Hans").
_GENITIVE = 5
#: They stand between given name and particle ("Claus Schenk Graf von Stauffenberg").
_TITLES = frozenset({"Graf", "Gräfin", "Freiherr", "Freifrau", "Fürst", "Prinz", "Edler", "Ritter"})


@cache
def names(language: str) -> Mapping[str, EntityLabel]:
    """The label of each name of ``names.tsv``, in every form; raises DataError for a bad line."""
    found: dict[str, EntityLabel] = {}
    for row in tables.rows(tables.path(language, "names.tsv"), columns=("label", "names")):
        label = row.choice("label", LABELS)
        for name in row.many("names"):
            for form in (name, name[:1].upper() + name[1:]):
                found[form] = label
                found.setdefault(_genitive(form), label)
    return found


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z", "ß")) or name[-1].isdigit() else f"{name}s"


class NameMender:
    """Sets the entities of a Doc anew; see the module."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self._names = names(language)
        self._senses = lexicon(language).senses
        self._matcher = PhraseMatcher(vocab)
        for label in LABELS:
            forms = sorted(form for form, own in self._names.items() if own == label)
            self._matcher.add(label, [self._words(vocab, form) for form in forms])

    @staticmethod
    def _words(vocab: Vocab, form: str) -> Doc:
        return Doc(vocab, words=form.split())

    def __call__(self, doc: Doc) -> Doc:
        """Mend ``doc.ents``: listed names, then persons, then one label for each surface."""
        self._set(doc, list(self._listed(doc)))
        self._set(doc, list(self._persons(doc)))
        self._relabel(doc)
        return doc

    def _set(self, doc: Doc, found: list[Span]) -> None:
        """Add the spans; what overlaps one of them goes."""
        if found:
            taken = {token.i for span in found for token in span}
            kept = [ent for ent in doc.ents if not any(token.i in taken for token in ent)]
            doc.set_ents([*kept, *found])

    def _listed(self, doc: Doc) -> Iterator[Span]:
        """The listed names; a person with a particle takes the person right before along."""
        ends = {ent.end: ent for ent in doc.ents if ent.label_ == "PER"}
        for span in filter_spans(self._matcher(doc, as_spans=True)):
            inside = doc[span.start].ent_iob_ == "I" or (
                span.end < len(doc) and doc[span.end].ent_iob_ == "I"
            )
            before = span.start - (span.start > 0 and doc[span.start - 1].text in _TITLES)
            if span.label_ == "PER" and before in ends:
                yield Span(doc, ends[before].start, span.end, "PER")
            elif not inside:
                yield span

    def _persons(self, doc: Doc) -> Iterator[Span]:
        """Surnames of persons that the article names in full, where the recognizer saw no person."""
        full = {ent[-1].text for ent in doc.ents if ent.label_ == "PER" and len(ent) > 1}
        surnames = full | {
            name[:-1] for name in full if name.endswith("s") and len(name) > _GENITIVE
        }
        forms = {
            form for name in surnames for form in (name, _genitive(name)) if self._is_free(name)
        }
        for token in doc:
            if token.text in forms and self._may_be_person(token.text) and token.ent_type_ != "PER":
                alone = token.ent_iob_ != "I" and (
                    token.i + 1 == len(doc) or doc[token.i + 1].ent_iob_ != "I"
                )
                if alone and (token.ent_type_ or token.pos_ == "PROPN"):
                    yield Span(doc, token.i, token.i + 1, "PER")

    def _is_free(self, name: str) -> bool:
        return len(name) >= _SHORTEST and name.istitle() and name not in self._senses

    def _may_be_person(self, text: str) -> bool:
        return text not in self._senses and self._names.get(text, "PER") == "PER"

    def _relabel(self, doc: Doc) -> None:
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for ent in doc.ents:
            votes[ent.text][ent.label_] += 1
        sure = {text: self._label(text, counted) for text, counted in votes.items()}
        doc.set_ents(
            [Span(doc, ent.start, ent.end, sure[ent.text] or ent.label_) for ent in doc.ents]
        )

    def _label(self, text: str, votes: Counter[str]) -> str | None:
        """What a name is called in the whole article; None where that is open."""
        if text in self._names:
            return self._names[text]
        if text in self._senses and "PER" not in votes:
            label = KIND_LABELS[self._senses[text].kind]
            # Forms of an organization may be adjectives ("europäische") and towns ("Brüssel").
            return None if label == "ORG" and votes.keys() & {"LOC", "NORP"} else label
        ranked = votes.most_common(2)
        if "NORP" in votes or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


@Language.factory("ew_name_mender", assigns=["doc.ents"], requires=["doc.ents"])
def create(nlp: Language, name: str) -> NameMender:  # noqa: ARG001  (spaCy passes the name)
    """Build the component for the language of ``nlp``; raises DataError for a bad table."""
    if nlp.lang is None:
        raise DataError("a pipeline without language has no names")
    return NameMender(nlp.vocab, nlp.lang)
