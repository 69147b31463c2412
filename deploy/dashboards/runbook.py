"""The runbook as the Worker dashboard shows it: each alert with what it means and what to do."""

from __future__ import annotations

import re
from pathlib import Path

_RUNBOOK = Path(__file__).parents[2] / "doc" / "runbook.md"
_SECTION = re.compile(r"^## (\w+)\n\n(.*?)(?=^## |\Z)", re.M | re.S)
_STEP = re.compile(r"^\*\*(What it means|How to look|What to do)\.\*\* (.*?)\n\n", re.M | re.S)


def sections() -> dict[str, dict[str, str]]:
    """The steps of each section by their heading, each as one line."""
    found = {}
    for name, body in _SECTION.findall(_RUNBOOK.read_text(encoding="utf-8")):
        steps = _STEP.findall(body.rstrip() + "\n\n")
        found[name] = {step: " ".join(text.split()) for step, text in steps}
    return found


def first_aid() -> str:
    """A table of the alerts in Markdown; links into the repository lose their address here."""
    rows = ["| alert | what it means | what to do |", "|---|---|---|"]
    for name, steps in sections().items():
        cells = (steps["What it means"], steps["What to do"])
        plain = (
            re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell).replace("|", "\\|") for cell in cells
        )
        rows.append(f"| **{name}** | {' | '.join(plain)} |")
    return "Also in doc/runbook.md, with how to look.\n\n" + "\n".join(rows)
