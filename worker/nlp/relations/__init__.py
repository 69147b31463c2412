"""Types of events between given phrases: the question the PLOVER sentence sets ask."""

from worker.nlp.relations.classifier import Relations
from worker.nlp.relations.question import Answer, Classifier, Question, Range

__all__ = ["Answer", "Classifier", "Question", "Range", "Relations"]
