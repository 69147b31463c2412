"""Reports of deaths: from twenty dead on the keyword stands for war."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bei dem Luftangriff kamen 32 Menschen ums Leben.", 4),
        ("Bei dem Anschlag starben mindestens 65 Zivilisten.", 4),
        ("Der Angriff forderte 1.200 Tote.", 4),
        ("Bei den Kämpfen wurden Dutzende Zivilisten getötet.", 4),
        ("Bei dem Luftangriff kamen drei Menschen ums Leben.", 3),
        ("Bei dem Angriff starben 12 Soldaten.", 3),
        ("Bei dem Anschlag wurden 40 Menschen verletzt.", 3),
        ("Nach dem Angriff am 24. August starben zwei Soldaten.", 3),
    ],
)
def test_many_dead_are_a_war(german: Read, text: str, level: int) -> None:
    """The number must count the dead: not the wounded, not a date."""
    assert max(keyword.level for keyword in german(text)) == level
