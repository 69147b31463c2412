"""What the heads of the encoder tell apart, in the order of their outputs."""

from __future__ import annotations

from typing import Literal, get_args

from worker.domain.event import EventType, Modality

#: The labels of names; what begins one and what goes on with it.
LABELS = ("PER", "LOC", "ORG", "NORP", "MISC")
TAGS = ("O", *(f"{side}-{label}" for label in LABELS for side in "BI"))
OUTSIDE = 0

#: The class of a word that names no event.
NONE = "none"
TYPES: tuple[str, ...] = (NONE, *get_args(EventType))
MODALITIES: tuple[Modality, ...] = get_args(Modality)

Role = Literal["source", "target", "speaker", "source_code", "target_code"]
#: The first three are phrases of the trigger's own sentence; the last two whose code is told by a dyad,
#: named there or only implied by the article.
ROLES: tuple[Role, ...] = get_args(Role)
#: Where a role is asked for, words count from 1: this is nobody.
NOBODY = 0

#: The outputs of the graph: tags, types and modalities a word, roles (roles, words, 1 + words), and what
#: one marked side does to the other, a row each.
OUTPUTS = (
    "tags", "types", "modalities", "roles", "link_roots", "link_types", "link_modalities",
)  # fmt: skip
