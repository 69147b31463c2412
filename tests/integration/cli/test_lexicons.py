"""``diff`` of two versions of the tables: it names what one changed line changes, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from worker import resources

ROOT = resources.folder("seeds").parent
FILES = sorted(str(file) for file in (ROOT / "seeds").glob("0[1-5]-*.json"))


def installed(folder: Path) -> Path:
    """A copy of the worker that may be changed; weights and schemas are those of the original."""
    shutil.copytree(
        ROOT / "worker", folder / "worker", ignore=shutil.ignore_patterns("models", "__pycache__")
    )
    (folder / "worker" / "models").symlink_to(resources.folder("models"))
    (folder / "schemas").symlink_to(resources.folder("schemas"))
    (folder / "seeds").symlink_to(resources.folder("seeds"))
    return folder


def run(folder: Path, *command: str) -> str:
    """What a command of that copy prints."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    called = [sys.executable, "-m", "worker", *command]
    return subprocess.run(
        called, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout


def replaced(folder: Path, table: str, old: str, new: str) -> None:
    """Change one line of a table, which must be there once."""
    file = folder / "worker" / "languages" / table
    lines = file.read_text(encoding="utf-8").split("\n")
    assert lines.count(old) == 1
    file.write_text("\n".join(new if line == old else line for line in lines), encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, and its result before anything was changed in ``before.jsonl``."""
    folder = installed(tmp_path_factory.mktemp("copy"))
    (folder / "before.jsonl").write_text(run(folder, "code", *FILES), encoding="utf-8")
    return folder


def changes(copy: Path, table: str, term: str, column: int, cell: str) -> Any:
    """What ``diff`` tells when one cell of the line of ``term`` is another; the line is put back after."""
    text = (copy / "worker" / "languages" / table).read_text(encoding="utf-8")
    line = next(one for one in text.split("\n") if one.startswith(f"{term}\t"))
    cells = line.split("\t")
    cells[column] = cell
    replaced(copy, table, line, "\t".join(cells))
    (copy / "after.jsonl").write_text(run(copy, "code", *FILES), encoding="utf-8")
    replaced(copy, table, "\t".join(cells), line)
    return json.loads(run(copy, "diff", "before.jsonl", "after.jsonl", "--json"))["changes"]


def result(copy: Path, name: str) -> dict[str, Any]:
    """A result by article, without the versions, which differ by the changed table in every record."""
    lines = [json.loads(line) for line in (copy / name).read_text("utf-8").splitlines()]
    return {line["article"]["id"]: unversioned(line) for line in lines}


def unversioned(node: Any) -> Any:
    """A part of a result without versions."""
    match node:
        case dict():
            return {key: unversioned(part) for key, part in node.items() if key != "versions"}
        case list():
            return [unversioned(part) for part in node]
    return node


def test_a_weight_changes_the_score_of_its_articles_and_nothing_else(copy: Path) -> None:
    """With the sentence of the word; terms that count less beside a heavier one are named, too."""
    found = {
        change["id"]: change for change in changes(copy, "de/lexicon.tsv", "Luftangriff", 3, "3")
    }
    before, after = result(copy, "before.jsonl"), result(copy, "after.jsonl")
    terms = [term for change in found.values() for term in change["terms"]]

    assert set(found) == {name for name in before if before[name] != after[name]}
    assert "Luftangriff" in {term["term"] for term in terms}
    assert all("uftangriff" in term["sentence"] for term in terms if term["term"] == "Luftangriff")
    for name in found:
        for line in (before[name], after[name]):
            del line["article"]["score"], line["article"]["keywords"]
        assert (before[name], found[name]["events"]) == (after[name], [])


def test_a_trigger_changes_its_events_in_the_slots_that_follow(copy: Path) -> None:
    """Only where that verb is the trigger; whatever else stands in these sentences stays."""
    told = {
        (name, event["trigger"]["start"])
        for name, line in result(copy, "before.jsonl").items()
        for event in line["events"]
        if event["trigger"]["lemma"] == "drohen"
    }
    found = changes(copy, "de/triggers.tsv", "verb\tdrohen", 3, "ACCUSE")
    changed = {
        (change["id"], (event["before"] or event["after"])["trigger"]["start"]): event
        for change in found
        for event in change["events"]
    }

    assert told
    assert set(changed) <= told
    assert changed
    assert all("type" in event["slots"] for event in changed.values())
    assert all("droh" in event["sentence"] for event in changed.values())
