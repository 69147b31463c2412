"""The language part behind one method: articles in, sentences, entities, keywords and events out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker import __version__
from worker.domain.article import Article
from worker.domain.outcome import Analysis, Tier, Versions
from worker.domain.text import Span
from worker.domain.tree import Word
from worker.languages import tables
from worker.nlp import pipelines, trees
from worker.nlp.actors.lexicon import lexicon
from worker.nlp.documents import document
from worker.nlp.escalation import matcher as matching
from worker.nlp.reading import read
from worker.nlp.shadow.repair import shadow
from worker.nlp.tokens import Doc

#: Tokens that go through a pipeline together (or one longer article): enough to keep the matrices busy;
#: the networks need about 20 KB a token while they work, and what they free is not all given back.
BATCH_TOKENS = 2_000

#: A quarter of what a pipe is told to take is parsed side by side, at least two texts: so all of them are,
#: and a product of matrices is that of all texts (6 to 10% less time in the networks).
_SIDE_BY_SIDE = 4

#: Words that a pipeline keeps for good, about 10 MB; so many has read who has read 400 articles.
KNOWN_WORDS = 20_000


class Analyzer:
    """One spaCy pipeline a language, loaded when first needed or by ``warm``.

    ``models`` names folders of weights that replace the shipped ones, by language; ``languages`` are
    those that ``analyze`` takes. In the accurate ``tier`` an encoder reads, with the shipped weights or those
    in the folder ``encoder``.
    """

    def __init__(
        self,
        languages: Sequence[str] = tables.LANGUAGES,
        *,
        models: Mapping[str, Path] | None = None,
        tier: Tier = "fast",
        encoder: Path | None = None,
    ) -> None:
        self.languages = tuple(languages)
        self._accurate = tier == "accurate"
        self._encoder = encoder
        self._models = dict(models or {})
        self._pipelines: dict[str, Language] = {}

    def warm(self) -> None:
        """Load every pipeline; raises DataError or OSError when data or weights are unusable."""
        for language in self.languages:
            self._pipeline(language)

    def analyze(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article, in input order; raises ValueError for a language not configured."""
        found: dict[int, Analysis] = {}
        for language in dict.fromkeys(article.language for article in articles):
            places = [i for i, article in enumerate(articles) if article.language == language]
            texts = [articles[i] for i in places]
            found.update(zip(places, self._analyze_all(language, texts), strict=True))
        return [found[i] for i in range(len(articles))]

    def parse(self, texts: Sequence[str], *, language: str) -> list[tuple[Word, ...]]:
        """The words of each text as a dependency tree; raises ValueError for a language not configured."""
        return list(trees.parse(self._pipeline(language), texts))

    def versions(self, language: str) -> Versions:
        """Release, digest of the language data and "name-version" of the weights of one language."""
        meta = self._pipeline(language).meta
        model = f"{meta['lang']}_{meta['name']}-{meta['version']}"
        if self._accurate:
            from worker.nlp.encoder.session import encoder  # what only this tier needs

            model += f"+accurate:{encoder(self._encoder).version}"
        return Versions(code=__version__, lexicon=_lexicon(), model=model)

    def _pipeline(self, language: str) -> Language:
        if language not in self.languages:
            raise ValueError(f"language {language!r} is not among {', '.join(self.languages)}")
        if language not in self._pipelines:
            path = self._models.get(language)
            self._pipelines[language] = pipelines.load(
                language, path=path, accurate=self._accurate, encoder=self._encoder
            )
        return self._pipelines[language]

    def _analyze_all(self, language: str, articles: Sequence[Article]) -> list[Analysis]:
        nlp = self._pipeline(language)
        known = _known(nlp)
        with _zone(nlp):  # only domain objects leave it
            shadows = [shadow(article, known=known) for article in articles]
            docs = [document(nlp, one.article) for one in shadows]
            analyzed = (
                _analysis(doc)
                for batch in _batches(docs)
                for doc in nlp.pipe(batch, batch_size=_SIDE_BY_SIDE * len(batch))
            )
            return [one.restored(found) for one, found in zip(shadows, analyzed, strict=True)]


def _zone(nlp: Language) -> AbstractContextManager[object]:
    """What new words are forgotten behind, as soon as there are KNOWN_WORDS.

    So a worker that has read a million articles is as big as after the first thousands. To meet a word for
    the first time takes many times as long as to find it again, and in a zone spaCy's tokenizer remembers
    nothing: without one, in the beginning, the frequent words come to be known for good.
    """
    return nlp.memory_zone() if len(nlp.vocab) >= KNOWN_WORDS else nullcontext()


def _known(nlp: Language) -> Callable[[str], bool]:
    """Tells the words of a language: those its vectors have, names of actors, nouns of the lexicon."""
    matcher = cast(matching.EscalationMatcher, nlp.get_pipe(matching.NAME))
    names = _names(nlp.lang)
    return lambda word: nlp.vocab.has_vector(word) or word in names or matcher.knows(word)


@cache
def _names(language: str) -> frozenset[str]:
    return lexicon(language).words()


@cache
def _lexicon() -> str:
    return tables.digest()


def _batches(docs: Sequence[Parsed]) -> Iterator[list[Parsed]]:
    """The docs in order, in batches of at most BATCH_TOKENS tokens (or of one longer doc)."""
    batch: list[Parsed] = []
    tokens = 0
    for doc in docs:
        if batch and tokens + len(doc) > BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch


def _analysis(doc: Parsed) -> Analysis:
    plain = read(doc)
    sentences = tuple(_sentences(plain))
    plain.release()  # what is left are domain objects
    return Analysis(
        sentences=sentences,
        entities=doc._.entities,
        keywords=doc._.keywords,
        events=doc._.events,
        domain=doc._.domain,
    )


def _sentences(doc: Doc) -> Iterator[Span]:
    """Sentences without the blanks and line ends around them, which the tokenizer counts to them."""
    for sentence in doc.sents:
        text = sentence.text
        words = text.strip()
        if words:
            start = sentence.start_char + len(text) - len(text.lstrip())
            yield Span(start, start + len(words), words)
