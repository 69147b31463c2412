"""Names side by side, which the parser likes to join: where one actor's name ends and the next begins.

German puts subject and object next to each other ("hat Finnland Russland kritisiert"), and names show no
case; the parser then takes the second for a part of the first, or both for subjects.
"""

from __future__ import annotations

from collections.abc import Iterator

from worker.nlp.tokens import Doc, Token

_KEY = "ew_names"
_MENTIONS = "ew_named"
_SOMEBODY = "ew_somebody"
_JOINED = frozenset({"flat", "appos", "nmod"})
#: Articles that no subject has; "der" is one before a feminine noun.
_OBLIQUE = frozenset({"den", "dem", "des", "einen", "einem", "eines", "einer"})
_NAMES = frozenset({"name", "capital", "seat", "organization"})


def actor_id(token: Token) -> str | None:
    """The id of the country or organization that a token names by itself, None for other words."""
    return _ids(token.doc).get(token.i)


def is_named(token: Token) -> bool:
    """Whether a token belongs to somebody whose country or organization is known, or to a country itself."""
    return token.i in _mentions(token.doc)


def is_mention(token: Token) -> bool:
    """Whether a token is part of a name, or of a word for the people of a country."""
    return token.pos_ == "PROPN" or token.i in _mentions(token.doc)


def is_somebody(token: Token) -> bool:
    """Whether a token is a word for people in an office, an army, a crowd, with a country or without."""
    known: frozenset[int] | None = token.doc.user_data.get(_SOMEBODY)
    if known is None:
        tokens = (i for m in token.doc.mentions for i in range(m.start, m.end))
        known = token.doc.user_data[_SOMEBODY] = frozenset(tokens)
    return token.i in known


def _mentions(doc: Doc) -> frozenset[int]:
    """The tokens that name somebody, worked out once a Doc."""
    if _MENTIONS not in doc.user_data:
        named = (m for m in doc.mentions if m.link is not None)
        doc.user_data[_MENTIONS] = frozenset(i for m in named for i in range(m.start, m.end))
    found: frozenset[int] = doc.user_data[_MENTIONS]
    return found


def _ids(doc: Doc) -> dict[int, str]:
    """The actors named in a Doc by token, worked out once."""
    if _KEY not in doc.user_data:
        named = (m for m in doc.mentions if m.link is not None and m.kind in _NAMES)
        doc.user_data[_KEY] = {i: m.link.id for m in named if m.link for i in range(m.start, m.end)}
    found: dict[int, str] = doc.user_data[_KEY]
    return found


def is_stray(token: Token) -> bool:
    """Whether a name was joined to the name of somebody else, who stands right before it."""
    if token.dep_ not in _JOINED or token.doc.lang_ != "de" or token.left_edge.i == 0:
        return False
    own, other = actor_id(token), actor_id(token.head)
    own = own or _place(token)
    if own is None or other is None or own == other or _is_genitive(token):
        return False
    return token.head.i < token.i and actor_id(token.nbor(-1 - _articles(token))) == other


def _place(token: Token) -> str | None:
    """A name of a place that stands for no actor, which the sides of an event may still be."""
    return "place" if token.ent_type_ in ("LOC", "GPE") else None


def _articles(token: Token) -> int:
    """How many words lead from the name before to this one: its article or nothing."""
    return sum(child.dep_ == "det" and child.i == token.i - 1 for child in token.lefts)


def _is_genitive(token: Token) -> bool:
    """Whether a name bears the ending of the genitive and so belongs to what stands before it."""
    bare = not any(child.dep_ in ("det", "case") for child in token.children)
    return bare and token.lower_.endswith(("s", "'", "’")) and token.text != token.text.upper()


def owner_names(noun: Token) -> Iterator[Token]:
    """Names right behind a noun that the parser takes for appositions: genitives, or what it is called."""
    for child in noun.children:
        if child.dep_ in ("appos", "flat") and child.i == noun.i + 1 and actor_id(child):
            yield child


def strays(verb: Token) -> list[Token]:
    """The names of a clause that hang on another actor's name, left to right."""
    return [
        token
        for phrase in verb.children
        if actor_id(phrase) is not None
        for token in phrase.children
        if is_stray(token)
    ]


def is_oblique(token: Token) -> bool:
    """Whether an article says that a noun is no subject ("dem Iran", "den USA", "der Ukraine")."""
    article = next((c for c in token.children if c.dep_ == "det" and c.i < token.i), None)
    if article is None or token.doc.lang_ != "de":
        return False
    if article.lower_ == "der":
        return actor_id(token) is not None and "Fem" in token.morph.get("Gender", [])
    return article.lower_ in _OBLIQUE
