"""The language part as the evaluation sees it, with what it finds written down on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import orjson

from worker.domain.article import Article
from worker.domain.outcome import Analysis, Outcome, Published
from worker.domain.score import Score
from worker.evaluation.judgment import Judgment
from worker.messages.evidence import Json
from worker.messages.outputs import as_json
from worker.nlp.analyzer import Analyzer
from worker.stages.score import score

if TYPE_CHECKING:
    from worker.config import Settings
    from worker.stages.coder import Coder

Note = Callable[[Json], None]

_NOTHING = Judgment(Score(0.0, 0.0, 0.0, ()))


class Judge:
    """Texts in, score and events of each out, by the coder stage."""

    def __init__(
        self,
        coder: Coder,
        *,
        batch: int,
        advance: Callable[[int], None],
    ) -> None:
        self._coder = coder
        self._batch = batch
        self._advance = advance

    def __call__(self, texts: Sequence[str]) -> list[Judgment]:
        """Score and events of each text; a text that is not published has neither."""
        values = [orjson.dumps({"text": text}) for text in texts]
        starts = range(0, len(values), self._batch)
        return [
            self._judge(outcome)
            for start in starts
            for outcome in self._coded(values[start : start + self._batch])
        ]

    def _coded(self, values: Sequence[bytes]) -> list[Outcome]:
        outcomes = self._coder.code(values)
        self._advance(len(values))
        return outcomes

    def _judge(self, outcome: Outcome) -> Judgment:
        if isinstance(outcome, Published):
            found = outcome.analysis
            return Judgment(outcome.score, found.events, found.domain)
        return _NOTHING


class NotingAnalyzer(Analyzer):
    """The real analyzer; every analysis is noted as the worker would publish it."""

    def __init__(self, settings: Settings, *, note: Note) -> None:
        super().__init__(
            settings.languages,
            models=settings.models,
            tier=settings.coder.tier,
            encoder=settings.coder.weights,
        )
        self._note = note

    def analyze(self, articles: Sequence[Article]) -> list[Analysis]:
        """One analysis an article, in input order."""
        analyses = super().analyze(articles)
        for article, analysis in zip(articles, analyses, strict=True):
            rated = score(article, analysis.keywords, analysis.events, domain=analysis.domain)
            versions = self.versions(article.language)
            self._note(as_json(Published(article, analysis, rated, versions)))
        return analyses
