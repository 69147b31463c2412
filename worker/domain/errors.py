"""Errors with a bounded code, so that metrics and dead letters can name them."""

from __future__ import annotations

from worker.domain.outcome import DeadCode


class ArticleError(Exception):
    """Something is wrong with this article (never with the infrastructure): dead-letter it."""

    def __init__(self, code: DeadCode, message: str) -> None:
        super().__init__(message)
        self.code: DeadCode = code
        self.message = message


class DataError(Exception):
    """A data file of the project or its user is wrong; the message names file, line and remedy."""
