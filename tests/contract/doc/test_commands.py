"""Every command line that a page shows is one that the program understands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.deploy.conftest import ROOT, parses

PAGES = [ROOT / "README.md", *sorted((ROOT / "doc").glob("*.md")), ROOT / "examples/README.md"]
#: The program at the beginning of a line or a pipe, with or without prompt, variables and a path.
_SHELL = re.compile(
    r"(?:^|[|(;] ?)(?:\$ )?(?:[A-Z_]+=\S* )*(?:\S*/)?escalation-worker( [^|>&;`]*)?"
)
_QUOTED = re.compile(r"`escalation-worker( [^`]*)`")


def lines(page: Path) -> Iterator[str]:
    """What stands behind the program's name, in blocks of shell and between backticks."""
    fenced = False
    for line in page.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        found = _SHELL.findall(line.split(" #")[0]) if fenced else _QUOTED.findall(line)
        yield from (arguments for arguments in found if arguments.strip())


def shown() -> Iterator[tuple[str, str]]:
    """All of them, with the page they stand on; "TOPIC" and "a|b" stand for something else."""
    for page in PAGES:
        for line in dict.fromkeys(lines(page)):
            for one in alternatives(line):
                yield str(page.relative_to(ROOT)), one


def alternatives(line: str) -> list[str]:
    """The lines that "dead list|show|retry" stands for."""
    words = line.split()
    several = next((word for word in words if "|" in word), None)
    return [line.replace(several, one) for one in several.split("|")] if several else [line]


@pytest.mark.parametrize(("page", "line"), list(shown()))
def test_the_program_understands_it(page: str, line: str) -> None:
    """Its commands and options; files and brokers need not be there."""
    assert parses(shlex.split(line)) == "", page


def test_the_pages_show_something() -> None:
    """The operator's pages above all."""
    pages = [page for page, _ in shown()]
    assert pages.count("doc/operations.md") > 20
    assert {"README.md", "doc/page.md", "doc/runbook.md"} <= set(pages)


@pytest.mark.parametrize("wrong", ["dead retry --everything", "undead", "--no-such-flag run"])
def test_a_wrong_line_is_seen(wrong: str) -> None:
    """An option or a command that there is not."""
    assert parses(wrong.split()) != ""
