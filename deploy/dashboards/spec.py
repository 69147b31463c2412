"""What a dashboard shows, as plain data: boards of rows of panels of queries.

``$instance``, ``$topic`` and the like are the board's variables; ``$__rate_interval`` and ``$__range`` are
Grafana's. A query of raw metrics is bounded to ``$instance``; a recording rule speaks of all workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How a panel shows its queries; ``heatmap`` takes the buckets of a histogram, ``matrix`` a table of two
#: labels, ``text`` none at all.
Kind = Literal["stat", "timeseries", "bars", "heatmap", "matrix", "text"]
#: A color from a value on; the first has none and holds from the beginning.
Step = tuple[str, float | None]

GOOD, WARN, BAD, CALM = "green", "orange", "red", "blue"


@dataclass(frozen=True, slots=True)
class Query:
    """A PromQL expression and what its series are called (``{{label}}``)."""

    expr: str
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: ``width`` of 24, ``height`` in Grafana's rows of 30 px.

    ``description`` says what it tells and when to worry; ``alert`` names the alert that watches it and so the
    section of the runbook. ``unit`` is one of Grafana's.
    """

    title: str
    description: str
    kind: Kind
    queries: tuple[Query, ...]
    unit: str = "short"
    width: int = 12
    height: int = 8
    steps: tuple[Step, ...] = ()
    stacked: bool = False
    decimals: int | None = None
    most: float | None = None
    alert: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading and the panels under it."""

    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A choice at the top of the board: the values of a label, all of them unless chosen."""

    name: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard; ``uid`` names its file and its address in Grafana."""

    uid: str
    title: str
    description: str
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Every panel, in order."""
        return tuple(panel for row in self.rows for panel in row.panels)


INSTANCE = Variable("instance", "Worker", 'label_values(up{job="escalation-worker"}, instance)')


def mine(metric: str, **labels: str) -> str:
    """A metric of the chosen workers: ``escalation_articles_total{instance=~"$instance"}``.

    ``labels`` are equal to a value, match a variable ("$topic") or are another value than "!one".
    """
    chosen = ", ".join(_matcher(*pair) for pair in {"instance": "$instance", **labels}.items())
    return f"escalation_{metric}{{{chosen}}}"


def _matcher(label: str, value: str) -> str:
    operator = {"$": "=~", "!": "!="}.get(value[0], "=")
    return f'{label}{operator}"{value.removeprefix("!")}"'


def rate(metric: str, by: str, **labels: str) -> str:
    """Its rise a second over an interval that fits the zoom, by labels."""
    return f"sum by ({by}) (rate({mine(metric, **labels)}[$__rate_interval]))"


def total(metric: str, by: str, **labels: str) -> str:
    """Its rise over the time shown, by labels."""
    return f"sum by ({by}) (increase({mine(metric, **labels)}[$__range]))"


def quantile(share: float, metric: str, by: str = "le") -> str:
    """A quantile of a histogram over an interval that fits the zoom."""
    return (
        f"histogram_quantile({share:g}, "
        f"sum by ({by}) (rate({mine(metric + '_bucket')}[$__rate_interval])))"
    )
