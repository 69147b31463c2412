"""The package as it is installed elsewhere: it has every file it reads, and runs without this folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ("languages", "local", "models", "page/static", "schemas", "seeds")


def build(source: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist of ``source``; its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def names(wheel: Path) -> set[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def shipped(part: str) -> set[str]:
    """The files of a folder of this checkout, as they must lie in the package."""
    folder = next(base / part for base in (ROOT / "worker", ROOT) if (base / part).is_dir())
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {f"worker/{part}/{path.relative_to(folder).as_posix()}" for path in files}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has the wheel and nothing of this checkout; libraries are this Python's."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--target", str(folder))
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    return folder


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The installed command, in ``folder``."""
    return subprocess.run(
        [sys.executable, str(installed / "bin" / "escalation-worker"), *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("part", DATA)
def test_the_wheel_has_every_file_that_is_read(wheel: Path, part: str) -> None:
    """Tables, models, schemas and seeds, not the Python alone."""
    files = shipped(part)

    assert files
    assert files - names(wheel) == set()


def test_the_wheel_has_its_licenses_and_no_tests(wheel: Path) -> None:
    """What is used under a license names it; what is not run stays here."""
    (info,) = {name.split("/")[0] for name in names(wheel)} - {"worker"}

    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= names(wheel)
    assert "worker/py.typed" in names(wheel)


def test_it_codes_an_article_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """Models and tables come out of the package."""
    seed = installed / "worker" / "seeds" / "01-ausgleichsmassnahmen.json"

    coded = run(installed, tmp_path, "code", str(seed))

    assert coded.returncode == 0, coded.stderr
    (event, *_) = json.loads(coded.stdout)["events"]
    assert (event["type"], event["sources"][0]["code"]) == ("THREATEN", "RUS")


def test_its_command_explains_itself(installed: Path, tmp_path: Path) -> None:
    """And is not the one of this checkout."""
    where = "import worker; print(worker.__file__)"
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-c", where]

    told = run(installed, tmp_path, "--help")
    found = subprocess.check_output(command, cwd=tmp_path, env=environment, text=True)

    assert (told.returncode, "Usage: escalation-worker" in told.stdout) == (0, True)
    assert Path(found.strip()).is_relative_to(installed)


def test_the_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """It has all that is needed for that."""
    archive = build(ROOT, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as files:
        files.extractall(tmp_path, filter="data")
    unpacked = tmp_path / archive.name.removesuffix(".tar.gz")

    again = build(unpacked, "wheel", tmp_path / "wheel")

    assert names(again) == names(wheel)
