"""Lessons about events: annotated articles in windows, with triggers, modality, and who is on which side.

A side is told twice: by the phrase that the sentence prints for it, and by every mention of its code in the
window. So the encoder learns what fills a slot, and, where the sentence names nobody, whom it implies, from
the very mentions that it chooses among later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from training.encoder.lessons import Lesson, Told
from training.events.gold import Annotated, anchor, read
from training.events.plan import Source
from worker.evaluation.gold import UNKNOWN, GoldArticle, GoldEvent
from worker.evaluation.lines import objects
from worker.nlp.encoder.heads import NOBODY
from worker.nlp.encoder.pieces import Words, sizes, text_of
from worker.nlp.encoder.windows import Window, windows
from worker.nlp.events.sides.cast import cast
from worker.nlp.tokens import Doc

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Slot = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """An article in words: tokens that are not blank, by sentence, with the words of each code.

    ``tokens`` has the token of each word; ``bounds`` the words of each sentence, the headline first where
    there is one; ``first`` is the number of the first annotated sentence (1 behind a headline).
    """

    gold: GoldArticle
    doc: Doc
    tokens: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    codes: Mapping[str, frozenset[int]]
    first: int

    def phrase(self, sentence: int, surface: str) -> frozenset[int]:
        """The words of a sentence that a phrase covers, empty where it is not printed there."""
        begin, end = self._characters(sentence)
        at = self.doc.text.find(surface, begin, end) if surface else -1
        if at < 0:
            return frozenset()
        words = range(*self.bounds[sentence])
        return frozenset(w for w in words if at <= self._start(w) < at + len(surface))

    def text(self, words: Iterable[int]) -> Words:
        """The texts of words, and whether a space is behind each."""
        tokens = [self.doc[self.tokens[word]] for word in words]
        ends = (token.idx + len(token.text) for token in tokens)
        spaces = [self.doc.text[end : end + 1].isspace() for end in ends]
        return [token.text for token in tokens], spaces

    def word(self, token: int) -> int | None:
        """The word that a token is."""
        return next((w for w, own in enumerate(self.tokens) if own == token), None)

    def _start(self, word: int) -> int:
        return self.doc[self.tokens[word]].idx

    def _characters(self, sentence: int) -> tuple[int, int]:
        start, end = self.bounds[sentence]
        last = self.doc[self.tokens[end - 1]]
        return self._start(start), last.idx + len(last.text)


def pages(
    nlp: Language, folder: Path, source: Source
) -> Iterator[tuple[Page, list[dict[str, Any]]]]:
    """The articles of a file below ``folder`` with their events as annotated; raises DataError."""
    values = objects(folder / source.file)
    for one, value in zip(read(nlp, folder, source), values, strict=True):
        yield page(one), value["events"]


def page(one: Annotated) -> Page:
    """An annotated article in words."""
    tokens = tuple(token.i for token in one.doc if token.text.strip())
    places = [one.gold.sentence_at(one.doc[i].idx) for i in tokens]
    numbers = list(dict.fromkeys(places))
    bounds = tuple((places.index(n), places.index(n) + places.count(n)) for n in numbers)
    words = {token: word for word, token in enumerate(tokens)}
    codes = {
        code: frozenset(
            words[i] for part in parts for i in range(part.start, part.end) if i in words
        )
        for code, parts in cast(one.doc).by_code.items()
    }
    return Page(one.gold, one.doc, tokens, bounds, codes, first=int(-1 in numbers))


def lessons(
    article: Page, events: Sequence[Mapping[str, Any]], tokenizer: Tokenizer, *, source: str
) -> Iterator[Lesson]:
    """The windows of an article as lessons."""
    told = list(_told(article, events))
    for window in article_windows(article, tokenizer):
        yield _lesson(article, window, told, source)


def article_windows(article: Page, tokenizer: Tokenizer) -> list[Window]:
    """The windows in which an article is read."""
    texts = [text_of(article.text(range(*bounds))) for bounds in article.bounds]
    return list(windows(sizes(tokenizer, texts)))


def words_of(article: Page, window: Window) -> list[int]:
    """The words of a window, by their numbers in the article."""
    return [word for number in window.sentences for word in range(*article.bounds[number])]


def _told(
    article: Page, events: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, GoldEvent, Mapping[str, Any]]]:
    """The annotated events with the words that name them; one word names one event."""
    seen: set[int] = set()
    for gold, event in zip(article.gold.events, events, strict=True):
        token = anchor(article.doc, article.gold, gold)
        word = None if token is None else article.word(token.i)
        if word is not None and word not in seen:
            seen.add(word)
            yield word, gold, event


def _lesson(
    article: Page,
    window: Window,
    told: Sequence[tuple[int, GoldEvent, Mapping[str, Any]]],
    source: str,
) -> Lesson:
    words = words_of(article, window)
    places = {word: place for place, word in enumerate(words)}
    texts, spaces = article.text(words)
    # Nobody annotated headlines: they are context even where they are the first sentence.
    annotated = max(window.start, article.first)
    last = article.bounds[window.end - 1][1]
    own = article.bounds[annotated][0] if annotated < window.end else last
    events = (_event(article, *one, places) for one in told if own <= one[0] < last)
    begin = places[own] if own in places else len(words)
    return Lesson(
        source=source,
        article=article.gold.article.id,
        words=tuple(texts),
        spaces=tuple(spaces),
        own=(begin, len(words)),
        events=tuple(events),
    )


def _event(
    article: Page,
    word: int,
    gold: GoldEvent,
    event: Mapping[str, Any],
    places: Mapping[int, int],
) -> Told:
    number = gold.sentence + article.first
    speaker = [[gold.speaker, UNKNOWN]] if gold.speaker else []
    sides = (event["source"], event["target"])
    words = (
        *(phrases(article, number, slot) for slot in (*sides, speaker)),
        *(mentions(article, slot) for slot in sides),
    )
    roles = tuple(_here(some, places) for some in words)
    return Told(places[word], gold.type, gold.modality, roles)


def phrases(article: Page, number: int, slot: Slot) -> frozenset[int | None]:
    """The words of a sentence that are printed for a side, None where it names nobody."""
    words = {word for surface, _ in slot for word in article.phrase(number, surface)}
    return frozenset(words) or frozenset({None})


def mentions(article: Page, slot: Slot) -> frozenset[int | None]:
    """The words of an article that stand for the codes of a side, None where it has no code.

    Empty where it has one that the linker finds nowhere: then nobody can be chosen, rightly or wrongly.
    """
    codes = [code for _, code in slot if code != UNKNOWN]
    if not codes:
        return frozenset({None})
    return frozenset(word for code in codes for word in article.codes.get(code, ()))


def _here(words: frozenset[int | None], places: Mapping[int, int]) -> frozenset[int]:
    """Words of an article as places of a window that count from 1, nobody as 0."""
    return frozenset(
        NOBODY if word is None else places[word] + 1
        for word in words
        if word is None or word in places
    )
