"""Row 13: workers of a former build and of this one in the same group, as in a rolling upgrade."""

from __future__ import annotations

import asyncio
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from tests.scenarios.ground import Ground
from tests.scenarios.play import playing
from tests.scenarios.table import Result, Sizes, scenario

_PROJECT = Path(__file__).parents[2]
#: All that a worker with the echo needs.
_PARTS = ("worker", "schemas", "tests/support", ":(exclude)worker/models")


class NoHistory(RuntimeError):
    """There is no former build here; the message says why."""


@scenario(
    13,
    "upgrade",
    does="two workers of the build {back} commits ago are replaced by this one's, taken back, replaced again",
    passes="exit 0, 0 lost, 0 duplicates, no restart",
    full={"articles": 10_000, "back": 50},
    small={"articles": 300, "back": 50},
)
async def upgrade(ground: Ground, sizes: Sizes) -> Result:
    """One after the other under traffic, so that both builds share the group in between."""
    former = ground.folder / "former"
    try:
        await asyncio.to_thread(_unpack, former, sizes["back"])
    except NoHistory as error:
        return Result({"upgrade": f"not tried: {error}"})
    steps = (("one", _PROJECT), ("two", _PROJECT), ("one", former), ("one", _PROJECT))
    homes = {"one": former, "two": former}
    async with playing(ground, sizes["articles"], homes=homes) as play:
        for number, (name, home) in enumerate(steps):
            await play.reached(0.9 * (number + 1) / (len(steps) + 1))
            code, _ = await play.fleet.stop(name)
            play.result.hold(code == 0, f"{name} leaves with 0, not {code}")
            play.fleet.homes[name] = home
            await play.fleet.start(name)
        result = await play.finish()
    result.hold(play.fleet.restarts == 0, f"no restart, not {play.fleet.restarts}")
    result.figures["changes"] = len(steps)
    return result


def _unpack(home: Path, back: int) -> None:
    """Put the code of ``back`` commits ago into ``home``."""
    command = ["git", "archive", f"HEAD~{back}", *_PARTS]
    done = subprocess.run(command, cwd=_PROJECT, capture_output=True, check=False)
    if done.returncode:
        raise NoHistory(done.stderr.decode(errors="replace").strip())
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(home, filter="data")
