"""Text that was decoded in the wrong encoding on its way here ("fÃ¼r", "â€žNeinâ€œ"), as it was meant.

Only what is mojibake for sure is touched: ftfy repairs a line where letters no language puts side by side
turn into sense. A line of good German never gets that far.
"""

from __future__ import annotations

import re

#: A letter that was torn into bytes is two characters beyond ASCII, or more, side by side.
_SUSPECT = re.compile("[^\x00-\x7f]{2}")
#: What Windows-1252 has where Unicode has control characters that no text holds, but for NEL, a line end.
_WINDOWS = {
    number: bytes([number]).decode("cp1252")
    for number in range(0x80, 0xA0)
    if number not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
#: Texts are decoded wrongly twice, rarely more often; a text that never comes to rest is left alone.
_ROUNDS = 3


def repaired(text: str) -> str:
    """``text`` as its author wrote it; the same text where nothing is wrong."""
    if text.isascii() or not _SUSPECT.search(text):
        return text.translate(_WINDOWS)
    lines = [_line(line) if _SUSPECT.search(line) else line for line in text.split("\n")]
    return "\n".join(lines).translate(_WINDOWS)


def _line(line: str) -> str:
    # Imported here: few texts need it.
    import ftfy
    from ftfy.badness import is_bad

    for _ in range(_ROUNDS):
        if not is_bad(line):
            break
        line = ftfy.fix_encoding(line, fix_c1_controls=False)
    return line
