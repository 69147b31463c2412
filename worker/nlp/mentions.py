"""What the actor linker leaves on a Doc for the components after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from worker.domain.actor import Link, Sector
from worker.domain.gate import UNDECIDED

Kind = Literal[
    "name", "adjective", "inhabitant", "capital", "seat", "place", "person", "organization", "role"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``start`` to ``end`` (exclusive) that stand for an actor or say what kind of actor it is.

    A place is a region or town that stands for no actor but tells the country ("Aleppo", "Krim").
    A role noun ("Vize-Außenminister", "troops") has a ``sector`` and no ``link``; every other kind has
    a ``link``, whose sector is repeated in ``sector``.
    """

    start: int
    end: int
    kind: Kind
    sector: Sector
    link: Link | None = None


def register() -> None:
    """Declare the Doc extensions: ``article`` (domain Article or None) and tuples of what was found.

    ``entities``, ``keywords`` and ``events`` hold domain objects, ``mentions`` holds Mention, ``domain``
    an ArticleDomain, ``answers`` what the encoder said (None without one).
    """
    for name, default in (
        ("article", None), ("entities", ()), ("mentions", ()), ("keywords", ()), ("events", ()),
        ("domain", UNDECIDED), ("answers", None),
    ):  # fmt: skip
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
