"""The checks of ``doctor`` that need no Kafka."""

from __future__ import annotations

import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from tests.support.tiny import FOLDER
from worker.cli import checks
from worker.cli.checks import Check
from worker.config import Settings
from worker.config.sections import Coder as CoderSettings


def found(settings: Settings) -> dict[str, Check]:
    """The checks of this machine by name."""
    return {check.name: check for check in checks.machine(settings)}


def settings(**http: object) -> Settings:
    """Settings of a worker for German, with its own port."""
    return Settings.model_validate({"languages": ["de"], "http": http or {"port": 0}})


def test_a_sound_machine_has_versions_and_models() -> None:
    """What a bug report needs, and the models really loaded."""
    checked = found(settings())

    assert "aiokafka 0.14" in checked["versions"].detail
    assert checked["model de"].status == "ok"
    assert checked["http"].status == "ok"


def test_a_taken_port_is_a_warning() -> None:
    """It may be a worker that runs already."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        check = found(settings(port=port))["http"]

    assert check.status == "warn"
    assert check.detail.startswith(f"127.0.0.1:{port}: ")
    assert "http.port" in check.remedy


def test_without_java_only_up_is_affected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A worker against a Kafka elsewhere needs neither Java nor Maven."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    checked = found(settings())

    assert (checked["java"].status, checked["kafka"].status) == ("warn", "warn")
    assert "`escalation-worker up` alone" in checked["java"].remedy


def test_the_tier_is_told() -> None:
    """Fast, or accurate with the weights that make the records."""
    assert found(settings())["tier"].detail.startswith("fast")
    accurate = settings().model_copy(
        update={"coder": CoderSettings(tier="accurate", weights=FOLDER)}
    )
    checked = found(accurate)
    assert "tiny-encoder-" in checked["tier"].detail
    assert checked["model de"].status == "ok"


def test_an_accurate_tier_without_weights_fails(tmp_path: Path) -> None:
    """With what there is to do; the models are not tried."""
    chosen = CoderSettings(tier="accurate", weights=tmp_path)
    checked = found(settings().model_copy(update={"coder": chosen}))
    assert checked["tier"].status == "fail"
    assert "make train-encoder" in checked["tier"].detail
    assert "model de" not in checked


def test_a_model_that_cannot_be_loaded_fails(tmp_path: Path) -> None:
    """The setting that names it is told."""
    broken = settings().model_copy(update={"models": {"de": tmp_path}})

    check = found(broken)["model de"]

    assert check.status == "fail"
    assert str(tmp_path) in check.detail
    assert "models.de" in check.remedy


def test_folders_that_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the temporary one no worker starts; the others are for ``up`` alone."""
    monkeypatch.setattr(tempfile, "tempdir", "/proc")
    monkeypatch.setenv("XDG_DATA_HOME", "/proc/1/none")
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/1/none")

    checked = found(settings())

    temporary, data, jars = (checked[f"folder {name}"] for name in ("temporary", "data", "jars"))
    assert (temporary.status, data.status, jars.status) == ("fail", "warn", "warn")
    assert "TMPDIR" in temporary.remedy
    assert "XDG_DATA_HOME" in data.remedy
    assert "XDG_CACHE_HOME" in jars.remedy


def test_a_full_temporary_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process of the pool unpacks a model there while it starts."""
    roomy = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: roomy._replace(free=64 * 2**20))

    check = found(settings())["folder temporary"]

    assert check.status == "fail"
    assert "has 64 MiB free" in check.detail
    assert "TMPDIR" in check.remedy
