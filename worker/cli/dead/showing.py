"""Dead letters for people: a line each, and one with all its bytes. What is in them is hostile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from rich.text import Text

from worker.cli.dead.reading import Found
from worker.cli.dead.selecting import outlet
from worker.messages import dead
from worker.messages.evidence import Json

_HEADS = ("letter", "time (UTC)", "code", "outlet", "bytes", "state", "message")
_LONGEST_CELL = 80
_LONGEST_VALUE = 4_096


def printable(content: str | bytes | None) -> str:
    r"""A text that no terminal takes for orders: control, direction and unknown characters as \x1b."""
    if content is None:
        return ""
    text = content if isinstance(content, str) else content.decode("utf-8", "backslashreplace")
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


def rows(letters: Sequence[Found]) -> Iterator[Text]:
    """A heading and a line a letter: as wide as they are, for `less -S` and `grep`."""
    cells = [_cells(found) for found in letters]
    widths = [max(map(len, column)) for column in zip(_HEADS, *cells, strict=True)]
    yield _aligned(_HEADS, widths, "bold")
    for row in cells:
        yield _aligned(row, widths, "")


def _cells(found: Found) -> tuple[str, ...]:
    letter = found.letter
    cells = (
        found.name,
        time(found.timestamp),
        letter.code,
        outlet(letter) or "–",
        "not copied" if letter.value is None else str(letter.size),
        f"now {found.sent}" if found.sent else "waits",
        letter.message,
    )
    return tuple(_cut(printable(cell)) for cell in cells)


def _aligned(cells: Sequence[str], widths: Sequence[int], style: str) -> Text:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return Text("  ".join(padded).rstrip(), style)


def lines(found: Found) -> Iterable[Text]:
    """One letter: what was wrong, key, headers and the beginning of its value."""
    letter = found.letter
    yield Text(f"{letter.code} ", "bold red").append(printable(letter.message), "default")
    yield _line("letter", f"{found.name}, {time(found.timestamp)} UTC")
    yield _line("from", f"{letter.topic}/{letter.partition}@{letter.offset}")
    yield _line("state", f"sent back, now {found.sent}" if found.sent else "waits")
    yield _line("outlet", outlet(letter) or "–")
    yield _line("key", printable(letter.key) if letter.key is not None else "none")
    for name, value in letter.headers:
        yield _line("header", f"{printable(name)}: {printable(value)}")
    if letter.value is None:
        yield _line("value", "not copied, it was too large: read it at its source")
        return
    start = letter.value[:_LONGEST_VALUE]
    more = f" the first {len(start)}; --raw writes all" if letter.size > len(start) else ""
    yield _line("value", f"{letter.size} bytes{':' if not more else ','}{more}")
    yield Text(printable(start))


def as_json(found: Found) -> Json:
    """A letter as articles.dead.v1 describes it, with its name, time and where it was sent back to."""
    return {
        "letter": found.name,
        "time": time(found.timestamp),
        "sent": None if found.sent is None else str(found.sent),
        **dead.shown(found.letter),
    }


def time(timestamp: int | None) -> str:
    """Milliseconds since 1970 as "2026-11-27 04:05:06"."""
    if timestamp is None or timestamp < 0:
        return "unknown"
    moment = datetime.fromtimestamp(timestamp / 1000, UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _line(label: str, text: str) -> Text:
    return Text(f"{label:<7} ", "dim").append(text, "default")
