"""``dead list`` and ``dead show``: what died, why, and its bytes without their effect."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.integration.cli.conftest import Invoke
from tests.integration.cli.dead.conftest import POISON
from worker.messages.record import SourceRecord

pytestmark = [pytest.mark.broker, pytest.mark.usefixtures("poison")]


def names(text: str) -> list[str]:
    """The names of the letters that were listed as JSON."""
    return [json.loads(line)["letter"] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["0/0", "0/1", "0/2"]),
        (("--stage", "decode"), ["0/0", "0/1"]),
        (("--code", "nlp/failed"), ["0/2"]),
        (("--outlet", "Der Bote"), ["0/0", "0/2"]),
        (("--outlet", "bote.example"), ["0/1"]),
        (("--limit", "1"), ["0/2"]),
        (("--since", "1h"), ["0/0", "0/1", "0/2"]),
        (("--since", "2100-01-01"), []),
        (("--stage", "decode", "--outlet", "Der Bote"), ["0/0"]),
    ],
)
async def test_letters_are_narrowed_down(
    invoke: Invoke, options: tuple[str, ...], expected: list[str]
) -> None:
    """By stage, code, outlet and time; the newest last."""
    listed = await asyncio.to_thread(invoke, "dead", "list", "--json", *options)

    assert (listed.exit_code, names(listed.stdout)) == (0, expected), listed.stderr


async def test_a_table_shows_what_waits(invoke: Invoke) -> None:
    """A row a letter, and no byte of a letter reaches the terminal as it is."""
    listed = await asyncio.to_thread(invoke, "dead", "list")

    assert "decode/bad_encoding" in listed.stdout
    assert "bote.example" in listed.stdout
    assert listed.stdout.count("waits") == len(POISON)
    assert "\x1b" not in listed.stdout
    assert "3 of 3 dead letters" in listed.stderr


async def test_a_letter_is_shown_without_its_orders(invoke: Invoke) -> None:
    """Escape sequences and marks of direction are spelled out, bytes that are no text too."""
    shown = await asyncio.to_thread(invoke, "dead", "show", "0/1")
    turned = await asyncio.to_thread(invoke, "dead", "show", "2")

    assert r"f\xfcr \x1b[2J" in shown.stdout
    assert r"why decode/bad_encoding\x1b[31m" in shown.stdout
    assert r"header  trace: \xff\x00" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert r"\u202eDrohung" in turned.stdout


async def test_raw_bytes_are_those_that_came_in(invoke: Invoke, poison: list[SourceRecord]) -> None:
    """For `escalation-worker code -`, or any other program."""
    for number, source in enumerate(poison):
        shown = await asyncio.to_thread(invoke, "dead", "show", f"0/{number}", "--raw")
        assert shown.stdout_bytes == source.value


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "0/99"), 1, "no dead letter 0/99"),
        (("show", "x"), 2, "names no dead letter"),
        (("list", "--stage", "brain"), 2, "there are decode, normalize, nlp, encode"),
        (("list", "--code", "nlp/fail"), 2, "there are decode/not_json"),
        (("list", "--since", "gestern"), 2, "neither a time"),
        (("list", "--since", "17"), 2, "or an age (90m, 12h, 3d)"),
        (("retry",), 2, "say --all"),
    ],
)
async def test_bad_usage_is_named(
    invoke: Invoke, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """Before anything is read or sent."""
    failed = await asyncio.to_thread(invoke, "dead", *arguments)

    assert (failed.exit_code, said in failed.stderr) == (code, True), failed.stderr
