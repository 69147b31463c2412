"""``python -m deploy.dashboards`` writes the JSON of every board to deploy/grafana/dashboards."""

from __future__ import annotations

from pathlib import Path

from deploy.dashboards import escalation, quality, worker
from deploy.dashboards.build import as_json

BOARDS = (worker.BOARD, quality.BOARD, escalation.BOARD)
FOLDER = Path(__file__).parents[1] / "grafana" / "dashboards"


def main() -> None:
    """Write them all."""
    for board in BOARDS:
        (FOLDER / f"{board.uid}.json").write_text(as_json(board), encoding="utf-8")


if __name__ == "__main__":
    main()
