"""Where the benchmarks read and write."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
#: Articles and labeled sets whose licenses keep them out of the repository.
SHARED = ROOT.parent / "shared"
