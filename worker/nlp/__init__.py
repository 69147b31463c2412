"""The spaCy edge: pipelines built from config, and the components this project adds to them."""

from worker.nlp import slim

slim.import_spacy()
