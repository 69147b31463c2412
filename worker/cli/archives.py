"""Pages of web archives (WARC, https://iipc.github.io/warc-specifications/) as articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from worker.cli.decoding import decoded
from worker.cli.failures import CommandError
from worker.messages.topics import LARGEST_RECORD_BYTES

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = "200"


def pages(stream: BinaryIO, name: str) -> Iterator[Mapping[str, str]]:
    """The HTML pages that were answered with 200, as raw articles: ``url`` and ``html``.

    When a page was collected says nothing about when it was published: the worker reads that from the
    page. Longer pages than Kafka takes are cut there, for the delivery to refuse. Raises CommandError for
    a file that is no archive.
    """
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and _is_page(record.http_headers):
                yield _article(record)
    except ArchiveLoadFailed as error:
        raise CommandError(f"{name}: no web archive, or one that breaks off: {error}") from error


def _is_page(headers: Any) -> bool:
    if headers is None or headers.get_statuscode() != _FOUND:
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0]
    return kind.strip().lower() in _PAGES


def _article(record: Any) -> Mapping[str, str]:
    content = record.content_stream().read(LARGEST_RECORD_BYTES + 1)
    declared = record.http_headers.get_header("Content-Type") or ""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return {"url": url.strip("<>"), "html": decoded(content, declared)}
