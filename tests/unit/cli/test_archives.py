"""Web archives: pages that were found, in the encodings they were served in."""

from __future__ import annotations

import io

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from worker.cli.archives import pages
from worker.cli.failures import CommandError


def _archive(*answers: tuple[str, str, bytes]) -> io.BytesIO:
    """An archive of answers: status, content type and body, each of its own address."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    for number, (status, kind, body) in enumerate(answers):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://n.example/{number}",
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
        )
        writer.write_record(record)
    stream.seek(0)
    return stream


def test_pages_become_articles() -> None:
    """Address and page, decoded as the server said; when it was collected is no date of the article."""
    archive = _archive(
        ("200 OK", "text/html; charset=iso-8859-1", "<p>Kämpfe in Köln</p>".encode("latin-1"))
    )

    (page,) = pages(archive, "news.warc.gz")

    assert page == {"url": "https://n.example/0", "html": "<p>Kämpfe in Köln</p>"}


@pytest.mark.parametrize(
    ("status", "kind"), [("404 Not Found", "text/html"), ("200 OK", "image/png"), ("200 OK", "")]
)
def test_what_is_no_page_is_left_out(status: str, kind: str) -> None:
    """Errors, pictures, and what does not say what it is."""
    assert list(pages(_archive((status, kind, b"<p>x</p>")), "news.warc.gz")) == []


def test_a_file_of_another_kind_is_refused() -> None:
    """The error names it."""
    with pytest.raises(CommandError, match=r"news\.warc: no web archive"):
        list(pages(io.BytesIO(b"this is no archive\r\n\r\n"), "news.warc"))
