"""Errors with a bounded code, so that metrics and dead letters can name them."""

from __future__ import annotations

from worker.domain.outcome import DeadCode, DropReason


class ArticleError(Exception):
    """Something is wrong with this article (never with the infrastructure): dead-letter it."""

    def __init__(self, code: DeadCode, message: str) -> None:
        super().__init__(message)
        self.code: DeadCode = code
        self.message = message


class DropError(Exception):
    """Nothing is wrong with this article, but it is not for us: it ends as ``Dropped``.

    ``article_id`` is "" where there is none to be had (a tombstone, an empty value).
    """

    def __init__(self, reason: DropReason, detail: str, *, article_id: str = "") -> None:
        super().__init__(detail)
        self.reason: DropReason = reason
        self.detail = detail
        self.article_id = article_id


class DataError(Exception):
    """A data file of the project or its user is wrong; the message names file, line and remedy."""
