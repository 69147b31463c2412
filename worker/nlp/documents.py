"""Articles to Docs: the one way in which a text enters a pipeline."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from worker.domain.article import Article
from worker.nlp.datelines import bodies

#: Characters of an article that are analyzed, about 8,000 words: twice the longest feature. What lies
#: beyond stays in the record but is not read, so that no article takes more than a second or two.
MAX_ANALYZED = 50_000

_PARAGRAPH = "\n\n"


def document(nlp: Language, article: Article) -> Doc:
    """The tokenized article, ready for ``nlp.pipe``: ``doc._.article`` set, paragraphs kept apart.

    A sentence never runs over a paragraph's end, so that a headline without a full stop does not lend
    its words to the first sentence, nor does a dateline; the parser is bound by that and finds the
    other boundaries.
    """
    doc = nlp.make_doc(head(article.text))
    doc._.article = article
    words = [token.text for token in doc]
    for place, word in enumerate(words[:-1]):
        if _PARAGRAPH in word:
            doc[place + 1].is_sent_start = True
    for start in bodies(doc, words):
        doc[start].is_sent_start = True
    return doc


def head(text: str, *, limit: int = MAX_ANALYZED) -> str:
    """The first ``limit`` characters of ``text``, cut at the end of a paragraph, line or word."""
    if len(text) <= limit:
        return text
    for end in (_PARAGRAPH, "\n", " "):
        cut = text.rfind(end, limit // 2, limit + len(end))
        if cut > 0:
            return text[:cut]
    return text[:limit]
