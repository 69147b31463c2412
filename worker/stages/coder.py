"""The coder stage: bytes of articles.raw in, exactly one outcome an article out, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from worker.domain.article import Article
from worker.domain.errors import ArticleError, DataError, DropError
from worker.domain.outcome import (
    Analysis,
    DeadCode,
    DeadLettered,
    Dropped,
    Outcome,
    Published,
    Versions,
)
from worker.messages.guard import Limits
from worker.messages.raw import decode
from worker.stages import language
from worker.stages.normalize import normalize
from worker.stages.score import score

#: What no article is to blame for: broken language data, missing model files, exhausted memory. It
#: leaves the coder and stops the worker; everything else that goes wrong is one article's trouble.
_INFRASTRUCTURE = (DataError, MemoryError, OSError)

#: Longest part of an unexpected exception's text that goes into a dead letter, in characters.
_MAX_REASON = 500


class TextAnalyzer(Protocol):
    """What the coder needs of the language part; worker.nlp.analyzer.Analyzer is the real one."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages it reads (ISO 639-1); articles in others are dropped."""

    def warm(self) -> None:
        """Load what is loaded once; raises DataError or OSError when it is unusable."""

    def analyze(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article, in input order; whatever it raises is blamed on the articles."""

    def versions(self, language: str) -> Versions:
        """What made the analyses of one language."""


class Coder:
    """Decodes, normalizes, analyzes and scores articles.

    Holds no state between calls: the outcome of an article depends on its bytes alone, not on the
    batch it came in.
    """

    def __init__(self, analyzer: TextAnalyzer, *, limits: Limits = Limits()) -> None:  # noqa: B008
        self._analyzer = analyzer
        self._limits = limits

    def warm(self) -> None:
        """Load models and tables now instead of with the first article: one to two seconds."""
        language.warm()
        self._analyzer.warm()

    def code(self, values: Sequence[bytes | None]) -> list[Outcome]:
        """One outcome a value, in input order.

        Raises nothing because of an article; DataError, MemoryError and OSError say that language data
        or models are unusable.
        """
        read = [self._read(value) for value in values]
        coded = iter(self._analyzed([item for item in read if isinstance(item, Article)]))
        return [next(coded) if isinstance(item, Article) else item for item in read]

    def _read(self, value: bytes | None) -> Article | Dropped | DeadLettered:
        try:
            article = normalize(decode(value, limits=self._limits))
            return language.recognize(article, supported=self._analyzer.languages)
        except DropError as drop:
            return Dropped(drop.article_id, drop.reason, drop.detail)
        except ArticleError as error:
            return DeadLettered(error.code, error.message)
        except _INFRASTRUCTURE:
            raise
        except Exception as error:  # noqa: BLE001 - a text nobody foresaw must not stop the others
            return _failed("normalize/failed", error)

    def _analyzed(self, articles: Sequence[Article]) -> list[Outcome]:
        """Outcomes of a batch; when it fails, of its halves, until the guilty article is alone."""
        try:
            return list(self._published(articles))
        except _INFRASTRUCTURE:
            raise
        except Exception as error:  # noqa: BLE001 - any error of an analysis belongs to its article
            if len(articles) == 1:
                return [_failed("nlp/failed", error)]
        middle = len(articles) // 2
        return self._analyzed(articles[:middle]) + self._analyzed(articles[middle:])

    def _published(self, articles: Sequence[Article]) -> list[Published]:
        analyses = self._analyzer.analyze(articles) if articles else []
        return [
            Published(
                article,
                analysis,
                score(article, analysis.keywords, analysis.events, domain=analysis.domain),
                self._analyzer.versions(article.language),
            )
            for article, analysis in zip(articles, analyses, strict=True)
        ]


def _failed(code: DeadCode, error: Exception) -> DeadLettered:
    return DeadLettered(code, f"{type(error).__name__}: {error}"[:_MAX_REASON])
