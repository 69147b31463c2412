"""The files of an encoder: whole ones load, others say what to do."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.tiny import FOLDER
from worker.domain.errors import DataError
from worker.nlp.analyzer import Analyzer
from worker.nlp.encoder import files
from worker.nlp.encoder.files import GRAPH, META, TOKENIZER
from worker.nlp.encoder.session import Encoder


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with the files of the tiny encoder, to be broken."""
    return Path(shutil.copytree(FOLDER, tmp_path / "encoder"))


def test_a_whole_encoder_has_a_version() -> None:
    """Its name and the beginning of its hash."""
    found = files.files(FOLDER)
    assert found.version == f"tiny-encoder-{found.sha256[:8]}"


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER, META])
def test_a_missing_file_says_what_to_do(copied: Path, name: str) -> None:
    """Train, name a folder, or take the other tier."""
    (copied / name).unlink()
    with pytest.raises(DataError, match=f"{name}.*make train-encoder.*coder.tier to fast"):
        Encoder(copied)


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_a_changed_file_is_noticed(copied: Path, name: str) -> None:
    """Records would name weights that did not make them."""
    (copied / name).write_bytes((copied / name).read_bytes() + b" ")
    with pytest.raises(DataError, match=r"not those of meta\.json"):
        Encoder(copied)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": 1'])
def test_broken_descriptions_are_noticed(copied: Path, content: str) -> None:
    """Whatever stands in the file."""
    (copied / META).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"meta\.json cannot be read"):
        Encoder(copied)


def test_an_encoder_of_other_types_is_refused(copied: Path) -> None:
    """Its outputs would be taken for something else."""
    meta = json.loads((copied / META).read_text(encoding="utf-8"))
    meta["types"] = meta["types"][::-1]
    (copied / META).write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(DataError, match="its types are not those of this program"):
        Encoder(copied)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs them."""
    monkeypatch.setattr(files, "_PACKAGES", ("onnxruntime", "no_such_package"))
    with pytest.raises(DataError, match=r"needs no_such_package: pip install 'escalation-worker\["):
        files.files(FOLDER)


def test_the_accurate_tier_fails_before_the_first_article(tmp_path: Path) -> None:
    """Loading the pipelines tells that there are no weights."""
    with pytest.raises(DataError, match="no weights for the accurate tier"):
        Analyzer(("de",), tier="accurate", encoder=tmp_path).warm()


def test_versions_name_the_tier() -> None:
    """Behind the weights of the language; the fast tier's are as ever."""
    fast = Analyzer(("de",)).versions("de").model
    accurate = Analyzer(("de",), tier="accurate", encoder=FOLDER).versions("de").model
    assert accurate == f"{fast}+accurate:{files.files(FOLDER).version}"


def test_the_fast_tier_does_without_the_packages() -> None:
    """It neither needs nor loads them."""
    script = (
        "import sys; from worker.nlp.analyzer import Analyzer; Analyzer(('de',)).warm(); "
        "assert not {'onnxruntime', 'tokenizers', 'torch'} & set(sys.modules)"
    )
    environment = {"PYTHONPATH": ":".join(sys.path), "PATH": ""}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
