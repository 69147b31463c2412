"""Inputs by chance: JSON of any shape, texts of any letters, articles with something done to them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

from worker import resources

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzäöüß      ",
    "АБВГДабвгд ЇїІі ",
    "漢字かな交じり文。 ",
    "שלום عربي\u202e\u202d\u2066\u200f ",
    "\u00ad\u200b\u200d\ufeff\u0301\u0308\u0000\u0007\t\r\n ",
    "🇩🇪🇺🇦👩‍👩‍👧💥 ",
    "<script>&amp;\"'`{}[]\\/%s$(){{7*7}} ",
    "„“‚‘»«–—…·•§€ ",
)
WORDS = (
    "Russland", "droht", "den", "USA", "mit", "Sanktionen", "nicht", "sagte", "Rjabkow", "hat",
    "würde", "NATO", "Truppen", "angegriffen", "laut", "Interfax", "am", "Mittwoch", ",", ".", "„",
    "“", "Israel", "accused", "Iran", "of", "the", "attack", "would", "on", "Tuesday", "said", "-",
)  # fmt: skip
_KEYS = ("id", "text", "title", "html", "language", "published_at", "outlet", "author", "url", "x")
_MOST_CHARACTERS = 600

Mutation = Callable[[random.Random, str], str]


def documents(chance: random.Random) -> Iterator[bytes]:
    """JSON objects with our keys and any values, some cut off, some not JSON at all."""
    while True:
        document = {key: _value(chance, 0) for key in chance.sample(_KEYS, chance.randint(0, 6))}
        raw = json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "replace")
        yield _damaged(chance, raw) if chance.random() < 0.4 else raw


def texts(chance: random.Random) -> Iterator[bytes]:
    """Articles of any letters, or of words that the coder looks out for in any order."""
    while True:
        if chance.random() < 0.5:
            alphabet = chance.choice(_ALPHABETS) + chance.choice(_ALPHABETS)
            text = "".join(chance.choices(alphabet, k=chance.randint(0, _MOST_CHARACTERS)))
        else:
            text = " ".join(chance.choices(WORDS, k=chance.randint(1, 80)))
        yield _article(chance, text)


def mutated(chance: random.Random) -> Iterator[bytes]:
    """Sample articles with something done to their text one to three times, or to their bytes."""
    samples = [
        json.loads(path.read_bytes()).get("text") or ""
        for path in sorted(resources.folder("seeds").glob("*.json"))
    ]
    while True:
        text = chance.choice(samples)[:_MOST_CHARACTERS]
        for _ in range(chance.randint(1, 3)):
            text = chance.choice(_MUTATIONS)(chance, text)
        raw = _article(chance, text[: 2 * _MOST_CHARACTERS])
        yield _damaged(chance, raw) if chance.random() < 0.1 else raw


def _article(chance: random.Random, text: str) -> bytes:
    article = {"id": f"fuzz-{chance.getrandbits(32)}", "text": text}
    if chance.random() < 0.3:
        article["title"] = text[: chance.randint(0, 60)]
    if chance.random() < 0.5:
        article["language"] = chance.choice(["de", "en"])
    return json.dumps(article).encode()


def _value(chance: random.Random, depth: int) -> object:
    simple: list[object] = [
        None, True, -1, 1e308, 2**63, "", "2022-06-29", "de", "not a date", "ü" * 40, "\ud800",
        "https://example.org/a", "javascript:alert(1)",
    ]  # fmt: skip
    if depth < 3 and chance.random() < 0.2:
        return [_value(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    if depth < 3 and chance.random() < 0.2:
        return {chance.choice(_KEYS): _value(chance, depth + 1)}
    return chance.choice(simple)


def _damaged(chance: random.Random, raw: bytes) -> bytes:
    """Cut off, with a byte of chance, or doubled in the middle."""
    if not raw:
        return raw
    place = chance.randrange(len(raw))
    return chance.choice(
        (raw[:place], raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :],
         raw[:place] + raw[place // 2 :])
    )  # fmt: skip


def _shuffled(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _without_spaces(_chance: random.Random, text: str) -> str:
    return text.replace(" ", "")


def _sprinkled(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 20)):
        letters.insert(chance.randint(0, len(letters)), chance.choice(chance.choice(_ALPHABETS)))
    return "".join(letters)


def _repeated(chance: random.Random, text: str) -> str:
    start = chance.randint(0, len(text))
    return text[:start] + text[start : start + chance.randint(1, 40)] * chance.randint(2, 20)


def _spliced(chance: random.Random, text: str) -> str:
    words = " ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
    place = chance.randint(0, len(text))
    return text[:place] + words + text[place:]


_MUTATIONS: tuple[Mutation, ...] = (
    _shuffled,
    _without_spaces,
    _sprinkled,
    _repeated,
    _spliced,
    lambda _chance, text: text.upper(),
    lambda _chance, text: text.replace(".", ""),
    lambda _chance, text: text[::-1],
)
