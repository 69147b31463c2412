"""The files of the page: whole in both languages, of one mind with the schemas, and without holes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from worker import resources

STATIC = Path(resources.__file__).parent / "page" / "static"
SOURCES = sorted((STATIC / "app").rglob("*.js"))
TEXTS = {
    code: json.loads((STATIC / "i18n" / f"{code}.json").read_text(encoding="utf-8"))
    for code in ("en", "de")
}
#: Where a closed list of a schema is shown, and the keys of its texts.
SHOWN = {
    "events.coded": {
        "type": "type.", "modality": "modality.", "quotation": "quotation.", "no_code": "nocode.",
        "rule": "implied.", "date": "missing.",
    },
    "articles.enriched": {"why": "why.", "category": "category.", "direction": "direction.",
                          "name": "domain.", "no_domain": "domain."},
    "stories": {"novelty": "novelty."},
    "escalation.index": {"kind": "kind.", "coverage": "coverage."},
    "escalation.alerts": {"status": "status.", "severity": "severity."},
}  # fmt: skip


def closed_lists(schema: Any, name: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Fields with a closed list of texts, by their names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("enum"), list):
            yield name, schema["enum"]
        for key, value in schema.items():
            inner = name if key in ("anyOf", "oneOf", "items", "properties", "$defs") else key
            yield from closed_lists(value, inner)
    elif isinstance(schema, list):
        for one in schema:
            yield from closed_lists(one, name)


def test_both_languages_have_the_same_texts_with_the_same_gaps() -> None:
    """No key is missing in one of them, no {name} is lost."""
    gaps = {
        code: {key: sorted(set(re.findall(r"\{\w+\}", text))) for key, text in texts.items()}
        for code, texts in TEXTS.items()
    }
    assert gaps["en"] == gaps["de"]


def test_every_text_that_is_asked_for_is_there() -> None:
    """Every key that stands in the code as a whole."""
    asked = {
        key
        for source in SOURCES
        for key in re.findall(r'\bt\("([\w.]+)"', source.read_text(encoding="utf-8"))
    }
    assert len(asked) > 80
    assert asked - TEXTS["en"].keys() == set()


@pytest.mark.parametrize("topic", SHOWN)
def test_every_value_of_a_closed_list_has_a_text(topic: str) -> None:
    """A value that a schema gains is missed here, not on the page."""
    schema = json.loads((resources.folder("schemas") / f"{topic}.v1.schema.json").read_bytes())
    found = [
        prefix + value
        for name, values in closed_lists(schema)
        if (prefix := SHOWN[topic].get(name))
        for value in values
        if isinstance(value, str)
    ]
    assert found
    assert [key for key in found if key not in TEXTS["en"]] == []


def test_every_organization_has_a_name() -> None:
    """Codes that are no country's are named by a table of the page."""
    languages = Path(resources.__file__).parent / "languages"
    countries = json.loads((STATIC / "vendor/cldr-core/countries.json").read_bytes())
    named = json.loads((STATIC / "data/organizations.json").read_bytes())
    rows = (languages / "organizations.tsv").read_text(encoding="utf-8").splitlines()
    codes = {row.split("\t")[1] for row in rows if not row.startswith("#")}
    table = (languages / "countries.tsv").read_text(encoding="utf-8").splitlines()
    known = {row.split("\t")[0] for row in table if not row.startswith("#")}
    assert codes - known - named.keys() == set()
    assert len(known - countries.keys()) < 12, "overseas parts that the map does not tell apart"


def test_no_source_turns_text_into_markup_or_code() -> None:
    """What parses HTML, sets inline handlers or evaluates strings is nowhere."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc"
    )
    assert [source.name for source in SOURCES if forbidden.search(source.read_text("utf-8"))] == []


def test_the_document_keeps_to_its_policy() -> None:
    """No inline script, style or handler, nothing from elsewhere."""
    document = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\ssrc=)", document) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|https?://", document) == []


def test_everything_vendored_has_its_license() -> None:
    """Each folder has the text of the license beside the files."""
    for folder in (STATIC / "vendor").iterdir():
        assert (folder / "LICENSE").is_file(), folder.name
