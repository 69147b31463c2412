"""Articles out of files: what each format holds, as the bytes of a Kafka value.

JSON lines stay byte for byte what they are; whether they are articles is for the decoder to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import orjson

Format = Literal["jsonl", "json", "html", "text"]

_FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}
SUFFIXES = tuple(_FORMATS)


@dataclass(frozen=True, slots=True)
class Item:
    """One article as it was found: ``origin`` is "file:line" or the file's name."""

    value: bytes
    origin: str


def read(stream: BinaryIO, name: str, kind: Format | None = None) -> Iterator[Item]:
    """The articles of an open file; JSON lines are read one by one, everything else at once.

    Without ``kind`` the first byte that is not blank decides: "{" lines, "[" an array, "<" HTML.
    """
    match kind or _FORMATS.get(Path(name).suffix.lower()):
        case "jsonl":
            yield from _lines(stream, name, first=1)
        case None:
            yield from _sniffed(stream, name)
        case known:
            yield from _whole(stream.read(), name, known)


def read_raw(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The bytes of an open file as they are: lines of JSON lines and of stdin, else all at once."""
    if _FORMATS.get(Path(name).suffix.lower(), "jsonl") == "jsonl":
        yield from _lines(stream, name, first=1)
    else:
        yield Item(stream.read(), name)


def is_known(name: str) -> bool:
    """Whether the format of a file can be told by its name."""
    return Path(name).suffix.lower() in _FORMATS


def count_lines(path: Path) -> int | None:
    """How many articles a file of JSON lines or a page holds at most; None where reading it tells."""
    kind = _FORMATS.get(path.suffix.lower())
    if kind != "jsonl":
        return None if kind == "json" else 1
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or 1


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
    if kind == "json":
        yield from _json(content, name)
    else:
        text = content.decode("utf-8-sig", errors="surrogateescape")
        yield Item(_wrapped("html" if kind == "html" else "text", text, content), name)


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


def _wrapped(field: str, text: str, content: bytes) -> bytes:
    """A text or a page as an article; one that is not UTF-8 stays as it is, to be refused."""
    try:
        return orjson.dumps({field: text})
    except orjson.JSONEncodeError:
        return content
