"""From a board as data to Grafana's JSON, with Grafana's own SDK: it knows which fields there are."""

from __future__ import annotations

import json
from itertools import count

from grafana_foundation_sdk.builders import (
    bargauge,
    common,
    dashboard,
    heatmap,
    prometheus,
    stat,
    table,
    text,
    timeseries,
)  # fmt: skip
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common as c
from grafana_foundation_sdk.models import dashboard as d
from grafana_foundation_sdk.models import prometheus as p
from grafana_foundation_sdk.models.heatmap import HeatmapColorMode
from grafana_foundation_sdk.models.text import TextMode

from deploy.dashboards.spec import Board, Panel, Query, Variable

_SOURCE = d.DataSourceRef(type_val="prometheus", uid="${datasource}")
_RUNBOOK = "doc/runbook.md"

_Builder = stat.Panel | timeseries.Panel | bargauge.Panel | heatmap.Panel | table.Panel | text.Panel


def as_json(board: Board) -> str:
    """The dashboard as Grafana provisions it, the same bytes for the same board."""
    return json.dumps(_dashboard(board).build(), cls=JSONEncoder, indent=1, sort_keys=True) + "\n"


def _dashboard(board: Board) -> dashboard.Dashboard:
    made = (
        dashboard.Dashboard(board.title)
        .uid(board.uid)
        .description(board.description)
        .tags(["escalation-worker"])
        .refresh("10s")
        .time("now-1h", "now")
        .timezone("browser")
        .tooltip(d.DashboardCursorSync.CROSSHAIR)
        .with_variable(dashboard.DatasourceVariable("datasource").label("Source").type("prometheus"))
        .annotation(_deploys())
        .link(_others())
    )  # fmt: skip
    for variable in board.variables:
        made.with_variable(_variable(variable))
    numbers = count(1)
    for row in board.rows:
        made.with_row(dashboard.Row(row.title).id(next(numbers)))
        for panel in row.panels:
            made.with_panel(_panel(panel).id(next(numbers)))
    return made


def _others() -> dashboard.DashboardLink:
    """The other boards, with the same time."""
    link = dashboard.DashboardLink("Escalation worker").type(d.DashboardLinkType.DASHBOARDS)
    return link.tags(["escalation-worker"]).as_dropdown(False).keep_time(True).include_vars(True)


def _deploys() -> dashboard.AnnotationQuery:
    """A line where another version of the worker begins to run."""
    born = "count by (version) (escalation_build_info)"
    return (
        dashboard.AnnotationQuery()
        .name("Deploys")
        .datasource(_SOURCE)
        .enable(True)
        .icon_color("purple")
        .expr(f"{born} unless {born.replace('info', 'info offset 1m')}")
    )


def _variable(variable: Variable) -> dashboard.QueryVariable:
    everything = d.VariableOption(selected=True, text=["All"], value=["$__all"])
    return (
        dashboard.QueryVariable(variable.name)
        .label(variable.label)
        .query(variable.query)
        .datasource(_SOURCE)
        .refresh(d.VariableRefresh.ON_TIME_RANGE_CHANGED)
        .sort(d.VariableSort.ALPHABETICAL_ASC)
        .multi(True)
        .include_all(True)
        .all_value(".*")
        .current(everything)
    )


def _panel(panel: Panel) -> _Builder:
    made = _shown(panel)
    made.title(panel.title).span(panel.width).height(panel.height)
    if panel.kind == "text":
        return made
    runbook = f" Runbook: {panel.alert} in {_RUNBOOK}." if panel.alert else ""
    made.description(panel.description + runbook).datasource(_SOURCE).unit(panel.unit)
    if panel.unit != "percentunit" or panel.most is None:
        made.min(0)
    if panel.decimals is not None:
        made.decimals(panel.decimals)
    if panel.most is not None:
        made.min(0).max(panel.most)
    if panel.steps:
        steps = [d.Threshold(value=value, color=color) for color, value in panel.steps]
        made.thresholds(dashboard.ThresholdsConfig().mode(d.ThresholdsMode.ABSOLUTE).steps(steps))
    for number, query in enumerate(panel.queries):
        made.with_target(_target(panel, query, chr(ord("A") + number)))
    return made


def _target(panel: Panel, query: Query, name: str) -> prometheus.Dataquery:
    target = prometheus.Dataquery().expr(query.expr).ref_id(name).datasource(_SOURCE)
    if query.legend:
        target.legend_format(query.legend)
    if panel.kind in ("bars", "matrix"):
        target.instant()
    else:
        target.range()
    if panel.kind == "matrix":
        target.format(p.PromQueryFormat.TABLE)
    if panel.kind == "heatmap":
        target.format(p.PromQueryFormat.HEATMAP)
    return target


def _shown(panel: Panel) -> _Builder:
    """The panel's kind with what only this kind has."""
    match panel.kind:
        case "stat":
            return _stat(panel)
        case "timeseries":
            return _timeseries(panel)
        case "bars":
            return _bars()
        case "heatmap":
            return _heatmap(panel)
        case "matrix":
            return _matrix()
        case "text":
            return text.Panel().mode(TextMode.MARKDOWN).content(panel.text)


def _stat(panel: Panel) -> stat.Panel:
    return (
        stat.Panel()
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .color_mode(c.BigValueColorMode.VALUE)
        .graph_mode(c.BigValueGraphMode.AREA if panel.height > 3 else c.BigValueGraphMode.NONE)
        .color_scheme(dashboard.FieldColor().mode(d.FieldColorModeId.THRESHOLDS))
    )


def _timeseries(panel: Panel) -> timeseries.Panel:
    made = (
        timeseries.Panel()
        .line_width(1)
        .fill_opacity(40 if panel.stacked else 8)
        .show_points(c.VisibilityMode.NEVER)
        .color_scheme(dashboard.FieldColor().mode(d.FieldColorModeId.PALETTE_CLASSIC_BY_NAME))
        .tooltip(
            common.VizTooltipOptions().mode(c.TooltipDisplayMode.MULTI).sort(c.SortOrder.DESCENDING)
        )
        .legend(
            common.VizLegendOptions()
            .display_mode(c.LegendDisplayMode.TABLE)
            .placement(c.LegendPlacement.BOTTOM)
            .show_legend(True)
            .calcs(["lastNotNull", "max"])
        )
    )
    if panel.stacked:
        made.stacking(common.StackingConfig().mode(c.StackingMode.NORMAL).group("A"))
    if panel.steps:
        made.thresholds_style(
            common.GraphThresholdsStyleConfig().mode(c.GraphThresholdsStyleMode.DASHED)
        )
    return made


def _bars() -> bargauge.Panel:
    return (
        bargauge.Panel()
        .orientation(c.VizOrientation.HORIZONTAL)
        .display_mode(c.BarGaugeDisplayMode.BASIC)
        .value_mode(c.BarGaugeValueMode.TEXT)
        .show_unfilled(False)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .color_scheme(dashboard.FieldColor().mode(d.FieldColorModeId.THRESHOLDS))
    )


def _heatmap(panel: Panel) -> heatmap.Panel:
    color = heatmap.HeatmapColorOptions().mode(HeatmapColorMode.SCHEME).scheme("Oranges").steps(32)
    return (
        heatmap.Panel()
        .calculate(False)
        .color(color)
        .y_axis(heatmap.YAxisConfig().unit(panel.unit))
        .show_y_histogram()
    )


def _matrix() -> table.Panel:
    """One label down, the other across."""
    matrix = d.DataTransformerConfig(
        id_val="groupingToMatrix",
        options={
            "rowField": "type", "columnField": "modality", "valueField": "Value", "emptyValue": "empty"
        },
    )  # fmt: skip
    return table.Panel().with_transformation(matrix)
