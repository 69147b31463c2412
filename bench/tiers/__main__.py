"""``python -m bench.tiers``: measure both tiers and write the tables of README.md and doc/accuracy.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from bench import machine, sets
from bench.articles import sample
from bench.paths import RESULTS, ROOT, SHARED
from bench.tiers import page
from bench.tiers.accuracy import Figure, figures
from bench.tiers.speed import Speed, earlier, speeds
from worker import __version__

SETS = Path(__file__).with_name("sets.toml")
_MISUSED = 2


def main(
    shared: Annotated[Path, typer.Option(help="The folder with eval/ and corpora/.")] = SHARED,
    encoder: Annotated[
        Path | None, typer.Option(help="Weights instead of those that ship.")
    ] = None,
    articles: Annotated[int, typer.Option(min=1, help="Articles a round.")] = 120,
    rounds: Annotated[int, typer.Option(min=1, help="Rounds; medians are told.")] = 3,
    results: Annotated[Path, typer.Option(help="Gets tiers.json.")] = RESULTS,
    write: Annotated[bool, typer.Option("--write/--no-write", help="Fill the two pages.")] = True,
    speed: Annotated[
        bool, typer.Option("--speed/--no-speed", help="Or keep the speeds of tiers.json.")
    ] = True,
) -> None:
    """Compare the tiers: accuracy first, then speed, in turns."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    contents = sets.read(SETS)
    if lacking := ", ".join(one.file for one in contents.set if not (shared / one.file).is_file()):
        console.print(
            f"tiers: {shared} lacks {lacking}: name the folder with --shared", style="red"
        )
        raise typer.Exit(_MISUSED)
    folders = [ROOT / one.models for one in contents.set if one.models]
    folders.append(encoder or ROOT / "worker" / "models" / "encoder")
    if unfit := ", ".join(str(folder) for folder in folders if not folder.is_dir()):
        console.print(
            f"tiers: {unfit} is missing: `make held-out`, `make train-encoder` or --encoder",
            style="red",
        )
        raise typer.Exit(_MISUSED)
    file = results / "tiers.json"
    before = None if speed else earlier(file)
    more = {} if encoder is None else {"coder.weights": str(encoder.resolve())}
    found = _figures(contents, shared, [f"{key}={value}" for key, value in more.items()], console)
    sizes = _sizes(encoder)
    results.mkdir(parents=True, exist_ok=True)
    if before is None:
        console.print("measuring speed")
        load = [machine.load_average()]
        fast = speeds(sample(shared), articles=articles, rounds=rounds, more=dict(more))
        load.append(machine.load_average())
        described: object = machine.describe(load, "shipped")
    else:
        fast, described = before
    kept = _kept(found, fast, sizes, described)
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    file.write_bytes(orjson.dumps(kept, option=options))
    if write:
        page.fill(ROOT / "README.md", page.render(found, fast, sizes, whole=False))
        page.fill(ROOT / "doc/accuracy.md", page.render(found, fast, sizes, whole=True))


def _figures(
    contents: sets.Contents, shared: Path, more: Sequence[str], console: Console
) -> list[Figure]:
    found: list[Figure] = []
    with TemporaryDirectory(prefix="escalation-tiers-") as scratch:
        for one in contents.set:
            found += figures(one, shared, Path(scratch), more=more)
            console.print(f"{one.title}: {found[-1].measure} {dict(found[-1].values)}")
    return found


def _sizes(encoder: Path | None) -> dict[str, float]:
    """MB of all weights that a tier reads; the accurate one needs the fast one's parses."""
    models = ROOT / "worker" / "models"
    fast = sum(_mb(models / language) for language in ("de", "en"))
    return {"fast": fast, "accurate": fast + _mb(encoder or models / "encoder")}


def _mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _kept(
    found: Sequence[Figure], fast: Sequence[Speed], sizes: Mapping[str, float], described: object
) -> dict[str, Any]:
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "machine": described,
        "figures": found,
        "speeds": fast,
        "sizes_mb": sizes,
    }


if __name__ == "__main__":
    typer.run(main)
