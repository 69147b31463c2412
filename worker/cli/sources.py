"""Articles out of files, gzipped or not: what each format holds, as the bytes of a Kafka value.

JSON lines stay byte for byte what they are; whether they are articles is for the decoder to say.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

import orjson

from worker.cli import archives, feeds, mails, tables
from worker.cli.decoding import decoded

Format = Literal["jsonl", "json", "html", "text", "table", "feed", "archive", "mail"]

_FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".csv": "table",
    ".tsv": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "archive",
    ".mbox": "mail",
    ".eml": "mail",
}
_PACKED = ".gz"
SUFFIXES = tuple(_FORMATS)


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it was found: ``origin`` is "file:line" or the file's name."""

    value: bytes
    origin: str


def read(stream: BinaryIO, name: str, kind: Format | None = None) -> Iterator[Item]:
    """The articles of an open file; JSON lines are read one by one, everything else at once.

    Without ``kind`` the name decides, and without a telling name the first byte that is not blank: "{" lines,
    "[" an array, "<" HTML. Raises CommandError for a table, feed or archive that is none.
    """
    stream = _unpacked(stream, name)
    match kind or _kind(name):
        case "jsonl":
            yield from _lines(stream, name, first=1)
        case "table" | "archive" | "mail" as collected:
            yield from _collected(stream, name, collected)
        case None:
            yield from _sniffed(stream, name)
        case known:
            yield from _whole(stream.read(), name, known)


def read_raw(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The bytes of an open file as they are: lines of JSON lines and of stdin, else all at once."""
    stream = _unpacked(stream, name)
    if (_kind(name) or "jsonl") == "jsonl":
        yield from _lines(stream, name, first=1)
    else:
        yield Item(stream.read(), name)


def is_known(name: str) -> bool:
    """Whether the format of a file can be told by its name."""
    return _kind(name) is not None


def count_lines(path: Path) -> int | None:
    """How many articles a file of JSON lines or a page holds at most; None where reading it tells."""
    kind = _kind(path.name)
    if kind in ("html", "text"):
        return 1
    if kind != "jsonl" or path.suffix.lower() == _PACKED:
        return None
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or 1


def _kind(name: str) -> Format | None:
    """The format by the name of a file, without the ending of a packed one."""
    return _FORMATS.get(Path(name.lower().removesuffix(_PACKED)).suffix)


def _unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """The content of a gzipped file; archives are packed record by record, which their reader knows."""
    if name.lower().endswith(_PACKED) and _kind(name) != "archive":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return stream


def _collected(
    stream: BinaryIO, name: str, kind: Literal["table", "archive", "mail"]
) -> Iterator[Item]:
    """Rows by their line, pages by their number and address, messages by their number."""
    if kind == "table":
        for line, row in tables.rows(stream, name):
            yield Item(orjson.dumps(row), f"{name}:{line}")
    elif kind == "archive":
        for number, page in enumerate(archives.pages(stream, name), 1):
            yield Item(orjson.dumps(page), f"{name}[{number}] {page['url']}")
    else:
        for number, message in enumerate(mails.articles(stream), 1):
            yield Item(orjson.dumps(message), f"{name}[{number}]")


def _lines(stream: Iterable[bytes], name: str, *, first: int) -> Iterator[Item]:
    for number, line in enumerate(stream, first):
        value = line.rstrip(b"\r\n")
        if value.strip():
            yield Item(value, f"{name}:{number}")


def _sniffed(stream: BinaryIO, name: str) -> Iterator[Item]:
    """Decide by the first line that is not blank."""
    first = 1
    line = stream.readline()
    while line.isspace():
        first, line = first + 1, stream.readline()
    start = line.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{" and _is_object(line):
        yield from _lines([line], name, first=first)
        yield from _lines(stream, name, first=first + 1)
    elif line:
        kinds: dict[bytes, Format] = {b"[": "json", b"{": "json", b"<": "html"}
        yield from _whole(line + stream.read(), name, kinds.get(start, "text"))


def _is_object(line: bytes) -> bool:
    """Whether a line is complete: a pretty-printed object begins with "{" too."""
    try:
        return isinstance(orjson.loads(line.removeprefix(b"\xef\xbb\xbf")), dict)
    except orjson.JSONDecodeError:
        return False


def _whole(content: bytes, name: str, kind: Format) -> Iterator[Item]:
    match kind:
        case "json":
            yield from _json(content, name)
        case "feed":
            for number, entry in enumerate(feeds.entries(content, name), 1):
                yield Item(orjson.dumps(entry), f"{name}[{number}]")
        case "html":
            yield Item(orjson.dumps({"html": decoded(content)}), name)
        case _:
            yield Item(_wrapped(content), name)


def _json(content: bytes, name: str) -> Iterator[Item]:
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        document = None  # the decoder will say what is wrong with it
    if not isinstance(document, list):
        yield Item(content, name)
        return
    for number, element in enumerate(document, 1):
        yield Item(orjson.dumps(element), f"{name}[{number}]")


def _wrapped(content: bytes) -> bytes:
    """A text as an article; one that is not UTF-8 stays as it is, to be refused."""
    try:
        return orjson.dumps({"text": content.decode("utf-8-sig")})
    except UnicodeDecodeError:
        return content
