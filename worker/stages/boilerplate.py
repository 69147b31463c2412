"""Takes out of a text what is printed around the story: credits, captions, pointers, walls.

Whole lines go, and credits at the end of one; sentences stay. A dateline ("Moskau (dpa) - ") stays too: it
says where and when. The work is linear in the text: words are looked for, and nothing backtracks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from worker.domain.article import RemovalReason, Removed
from worker.languages.boilerplate import Boilerplate, boilerplate
from worker.languages.wires import CREDIT_WORDS, wires

#: How much of what was taken out is told, in pieces and in characters of one.
MOST_REMOVED, LONGEST_TOLD = 100, 200
#: A line of more is a paragraph, whatever it holds: words of a line, characters of it, and of a credit.
_MOST_WORDS, _LONGEST_LINE, _LONGEST_CREDIT = 80, 800, 80
#: Words of a caption, and of a line that is one sentence.
_CAPTION_WORDS, _SENTENCE_WORDS = 45, 35
#: What may stand around the words of a line that is nothing else.
_AROUND = " \t-–—*•·»›>→▶|+:.!…"
#: Reasons whose lines are often several sentences.
_LONG_WINDED: frozenset[RemovalReason] = frozenset({"consent", "paywall", "promotion"})
_QUOTES = frozenset('„“”"»«!?')
_WORD = re.compile(r"\w+")
#: A credit in brackets at the end of a line, and one without behind the end of a sentence.
_BRACKETED = re.compile(r"(?<=[.!?“”\"«»]) ?\(([^()\n]{2,60})\)\.?\Z")
_LAST_WORDS = re.compile(r"(?<=[.!?“”\"«»]) ([^\s.!?]{2,24})\Z")


def strip(body: str, *, titled: bool) -> tuple[str, tuple[Removed, ...]]:
    """The body without its boilerplate, and what that was, in the order of the text.

    Without a title (not ``titled``) the first line stays whatever it is: it may be the headline.
    """
    lines, removed = body.split("\n"), list[Removed]()
    last = True
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line and (number or titled):
            lines[number], taken = _without(line, last=last)
            removed += taken
        last = last and not lines[number]
    removed.reverse()
    return "\n".join(lines), tuple(removed[:MOST_REMOVED])


def credited(removed: tuple[Removed, ...]) -> str | None:
    """The first agency that a credit among what was taken out names."""
    texts = (one.text.casefold() for one in removed if one.reason == "credit")
    words = (word for text in texts for word in _WORD.findall(text))
    return next((word for word in words if word in wires().agencies), None)


def _without(line: str, *, last: bool) -> tuple[str, list[Removed]]:
    """What stays of a line, "" for none, and what goes, from its end on."""
    if reason := _reason(line, last=last):
        return "", [_told(reason, line)]
    taken = []
    while found := _credit_at_end(line, last=last):
        start, reason = found
        taken.append(_told(reason, line[start:].strip()))
        line = line[:start].rstrip()
    return line, taken


def _told(reason: RemovalReason, text: str) -> Removed:
    return Removed(reason, text[:LONGEST_TOLD])


def _reason(line: str, *, last: bool) -> RemovalReason | None:
    """Why a whole line is no part of the story; None when it is one."""
    if len(line) > _LONGEST_LINE:
        return None
    folded, words, known = line.casefold().strip(), line.count(" ") + 1, boilerplate()
    bare = folded.strip(_AROUND)
    if words > _MOST_WORDS or not bare:
        return None
    if _is_credit(bare):
        return "credit"
    found = known.words("whole").get(bare) or _labeled(bare, known)
    found = found or _begun(folded, words, known)
    found = found or next(
        (why for held, why in known.words("holds").items() if held in folded), None
    )
    if found or last or words > _CAPTION_WORDS:
        return found
    return "caption" if any(_tails(line, known)) else None


def _labeled(line: str, known: Boilerplate) -> RemovalReason | None:
    """Why a line goes that is nothing but a label, or a label and what it points to."""
    labels = known.words("label")
    label, colon, _ = line.partition(":")
    return labels.get(line) or (labels.get(label.rstrip()) if colon else None)


def _begun(line: str, words: int, known: Boilerplate) -> RemovalReason | None:
    """Why a line goes by its beginning."""
    line = line.lstrip(_AROUND)
    begun = known.beginning("start", line)
    if begun and (begun in _LONG_WINDED or (words <= _SENTENCE_WORDS and _is_one(line))):
        return begun
    is_sentence = line.endswith((".", "!", "?")) or words > _SENTENCE_WORDS
    return None if is_sentence else known.beginning("open", line)


def _is_one(line: str) -> bool:
    """Whether a line is one sentence at most: in credits ("dpa:220629-99", "J. Doe") dots end none."""
    return not any(mark in line for mark in ("? ", "! ")) and ". " not in line[20:]


def _credit_at_end(line: str, *, last: bool) -> tuple[int, RemovalReason] | None:
    """Where the credit at the end of a line begins that is part of the story, and what it is."""
    tail = line[-_LONGEST_CREDIT:]
    before = len(line) - len(tail)
    for pattern in (_BRACKETED, _LAST_WORDS):
        found = pattern.search(tail)
        if found and before + found.start() and _is_credit(found[1].casefold()):
            return before + found.start(), "credit"
    start = min(_tails(line, boilerplate()), default=0) if last else 0
    return (start, "caption") if start else None


def _tails(line: str, known: Boilerplate) -> Iterator[int]:
    """Where a picture's credit begins that reaches to the end of the line."""
    tail = line[-_LONGEST_CREDIT:].lower()
    before = len(line) - len(line[-_LONGEST_CREDIT:])
    if len(tail) != min(len(line), _LONGEST_CREDIT):
        return  # a letter that folds into several: its offsets are not the line's
    for words in known.words("tail"):
        at = tail.rfind(words)
        if at < 0 or (at and tail[at - 1].isalnum()):
            continue
        rest = tail[at + len(words) :].rstrip(" )]")
        if not _QUOTES.intersection(rest) and not rest.endswith((".", ":")) and ". " not in rest:
            start = before + at
            yield start - 1 if start and line[start - 1] in "([" else start


def _is_credit(text: str) -> bool:
    """Whether a text (folded) is nothing but agencies, with initials of who edited it ("dpa/mka")."""
    if len(text) > _LONGEST_CREDIT:
        return False
    words = [word for word in _WORD.findall(text) if not word.isdigit()]
    names = [word for word in words if word in wires().agencies]
    others = [word for word in words if word not in wires().agencies and word not in CREDIT_WORDS]
    if not names or not others:
        return bool(names)
    return "/" in text and " " not in text and all(len(word) <= 3 for word in others)
