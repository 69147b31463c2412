"""The dashboards: current, complete, and readable by whoever is called at night."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from deploy.dashboards.__main__ import BOARDS, FOLDER
from deploy.dashboards.build import as_json
from deploy.dashboards.runbook import sections
from deploy.dashboards.spec import Board, Panel

_PANELS = [pytest.param(panel, id=f"{board.uid}/{panel.title}")
           for board in BOARDS for panel in board.panels]  # fmt: skip


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.uid)
def test_the_json_is_up_to_date(board: Board) -> None:
    """`make dashboards` writes it."""
    assert (FOLDER / f"{board.uid}.json").read_text(encoding="utf-8") == as_json(board)


def test_no_other_dashboard_is_provisioned() -> None:
    """Every file comes from a board."""
    assert {file.stem for file in FOLDER.glob("*.json")} == {board.uid for board in BOARDS}


@pytest.mark.parametrize("panel", _PANELS)
def test_every_panel_explains_itself(panel: Panel) -> None:
    """A sentence on what it shows; its alert is one that the runbook knows."""
    if panel.kind != "text":
        assert panel.description.endswith(".")
        assert panel.queries
    assert not panel.alert or panel.alert in sections()
    assert len(panel.queries) == 1 or all(query.legend for query in panel.queries)
    if panel.kind in ("timeseries", "bars"):
        assert all(query.legend for query in panel.queries)


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.uid)
def test_the_grid_is_full_and_nothing_overlaps(board: Board) -> None:
    """Every line of panels is 24 wide, and no panel hides another."""
    taken: set[tuple[int, int]] = set()
    for panel in json.loads(as_json(board))["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y)
                 for x in range(place["w"]) for y in range(place["h"])}  # fmt: skip
        assert not taken & cells, panel["title"]
        taken |= cells
    assert all(sum(y == line for _, y in taken) == 24 for line in {y for _, y in taken})


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.uid)
def test_ids_are_unique_and_the_source_is_a_choice(board: Board) -> None:
    """A board works in any Grafana, whatever its Prometheus is called there."""
    made = json.loads(as_json(board))
    numbers = [panel["id"] for panel in made["panels"]]

    assert len(set(numbers)) == len(numbers)
    assert "datasource" in {variable["name"] for variable in made["templating"]["list"]}
    sources = {panel["datasource"]["uid"] for panel in made["panels"] if "datasource" in panel}
    assert sources == {"${datasource}"}


def test_every_alert_is_seen_on_a_panel() -> None:
    """Whoever follows an alert finds the curve that set it off."""
    shown = {panel.alert for board in BOARDS for panel in board.panels}
    assert set(sections()) - shown <= {"WorkerRestarting"}


def test_grafana_finds_source_and_dashboards() -> None:
    """Both are provisioned; nobody has to click them together."""
    provisioning = FOLDER.parent / "provisioning"
    source = yaml.safe_load(next((provisioning / "datasources").glob("*.yml")).read_text("utf-8"))
    boards = yaml.safe_load(next((provisioning / "dashboards").glob("*.yml")).read_text("utf-8"))

    assert source["datasources"][0]["type"] == "prometheus"
    assert source["datasources"][0]["isDefault"] is True
    compose = yaml.safe_load((Path(__file__).parents[2] / "docker-compose.yml").read_text("utf-8"))
    mounted = " ".join(compose["services"]["grafana"]["volumes"])
    assert f"./deploy/grafana/dashboards:{boards['providers'][0]['options']['path']}" in mounted
