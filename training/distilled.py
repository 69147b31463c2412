"""Sentences with the names that the teacher finds in them, as spaCy documents.

Where the teacher is unsure the network is told nothing, neither that there is a name nor that there is
none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from training.teacher.lessons import Label
from worker.nlp.encoder.pieces import Words

_Item = TypeVar("_Item")

#: A word is left open where the teacher's best guess has a lower probability.
_SURE = 0.7


def words(doc: Doc) -> Words:
    """What the teacher is to read."""
    return [token.text for token in doc], [bool(token.whitespace_) for token in doc]


def pairs(items: Sequence[_Item], labels: Sequence[Label | None]) -> list[tuple[_Item, Label]]:
    """The items that the teacher could read, each with its label; further labels are of others."""
    return [(item, label) for item, label in zip(items, labels, strict=False) if label]


def document(doc: Doc, label: Label) -> Doc:
    """The sentence with the teacher's names."""
    spans = _spans(doc, label)
    sure = [span for span in spans if _is_sure(span, label)]
    open_spans = [span for span in spans if not _is_sure(span, label)]
    doc.set_ents(sure, missing=filter_spans([*open_spans, *_unsure_words(doc, label, spans)]))
    return doc


def completed(doc: Doc, label: Label) -> Doc:
    """A sentence of another corpus with the teacher's NORP and MISC.

    Such corpora mark no NORP, and no MISC or another one: theirs is left open where the teacher disagrees.
    """
    spans = _spans(doc, label)
    found = {(span.start, span.end) for span in spans if span.label_ == "MISC"}
    kept = [ent for ent in doc.ents if ent.label_ != "MISC" or (ent.start, ent.end) in found]
    dropped = [ent for ent in doc.ents if ent not in kept]
    missing = [doc[t.i : t.i + 1] for t in doc if not t.ent_iob_]
    new = [span for span in spans if span.label_ in ("NORP", "MISC") and _free(span, doc.ents)]
    added = [span for span in new if _is_sure(span, label)]
    unsure = [span for span in new if not _is_sure(span, label)]
    doc.set_ents([*kept, *added], missing=filter_spans([*dropped, *unsure, *missing]))
    return doc


def agreed(doc: Doc, label: Label) -> Doc:
    """A sentence that was marked by machine, as far as the teacher says the same; the rest is left open."""
    found = set(label.entities)
    gold = {(ent.start, ent.end, ent.label_) for ent in doc.ents}
    kept = [ent for ent in doc.ents if (ent.start, ent.end, ent.label_) in found]
    differing = {at for start, end, _ in found ^ gold for at in range(start, end)}
    unsaid = differing.union(token.i for token in doc if not token.ent_iob_)
    left = sorted(unsaid.difference(token.i for ent in kept for token in ent))
    doc.set_ents(kept, missing=[doc[at : at + 1] for at in left])
    return doc


def _spans(doc: Doc, label: Label) -> list[Span]:
    return [Span(doc, start, end, label=name) for start, end, name in label.entities]


def _is_sure(span: Span, label: Label) -> bool:
    """Whether the teacher is sure of a name that can be one: no space or slash at its edge ("CDU/")."""
    whole = not (span[0].is_space or span[-1].is_space or span.text.endswith("/"))
    return whole and min(label.sure[span.start : span.end]) >= _SURE


def _unsure_words(doc: Doc, label: Label, spans: Iterable[Span]) -> list[Span]:
    inside = {token.i for span in spans for token in span}
    return [
        doc[at : at + 1] for at, sure in enumerate(label.sure) if sure < _SURE and at not in inside
    ]


def _free(span: Span, others: Iterable[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in others)
