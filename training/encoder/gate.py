"""What the gate of the accurate tier costs: ``python -m training.encoder.gate FILE`` (``events_de.jsonl``).

Prints the share of annotated events in sentences that it lets pass, and of sentences that pass.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.tokens import Doc

from worker.evaluation.gold import GoldArticle, read
from worker.nlp import pipelines
from worker.nlp.documents import document
from worker.nlp.encoder.gate import Gate


def main(path: Path, language: str = "de") -> None:
    """Measure on a file of annotated articles."""
    nlp, gate = pipelines.load(language), Gate(language)
    nlp.select_pipes(enable=[name for name in nlp.pipe_names if not name.startswith("ew_")])
    passed = events = read_sentences = sentences = 0
    for gold in read(path, language=language, headline=True):
        doc = nlp(document(nlp, gold.article))
        numbers = frozenset(gate(doc))
        sentences += sum(1 for _ in doc.sents)
        read_sentences += len(numbers)
        events += len(gold.events)
        here = _annotated(doc, gold, numbers)
        passed += sum(event.sentence in here for event in gold.events)
    print(
        f"{passed / events:.4f} of {events} events, {read_sentences / sentences:.3f} of {sentences} sentences"
    )


def _annotated(doc: Doc, gold: GoldArticle, passed: frozenset[int]) -> frozenset[int]:
    """The annotated sentences, by number, all of whose words are read."""
    away = {
        gold.sentence_at(token.idx)
        for number, sentence in enumerate(doc.sents)
        if number not in passed
        for token in sentence
        if not token.is_space
    }
    return frozenset(range(len(gold.starts))) - away


if __name__ == "__main__":
    main(Path(sys.argv[1]))
