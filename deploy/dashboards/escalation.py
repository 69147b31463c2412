"""Dashboard Escalation: the index by subject, alerts, and the stories behind them."""

from __future__ import annotations

from deploy.dashboards.spec import (
    BAD,
    CALM,
    GOOD,
    INSTANCE,
    WARN,
    Board,
    Panel,
    Query,
    Row,
    Variable,
    mine,
    rate,
    total,
)  # fmt: skip

_HEAT = ((GOOD, None), ("yellow", 150), (WARN, 200), (BAD, 300))


def _index(title: str, kind: str, why: str) -> Panel:
    """The index of the subjects of a kind over time."""
    chosen = mine("index_value", kind=kind, subject="$subject")
    return Panel(
        title, f"{why} 100 is the subject's own usual day; the 25 with most points are told.",
        "timeseries", (Query(f"max by (subject) ({chosen})", "{{subject}}"),), steps=_HEAT,
    )  # fmt: skip


_NOW = Row(
    "Now",
    (
        *(
            Panel(
                f"Open alerts, {severity}", "Rises that are neither resolved nor forgotten.", "stat",
                (Query(f"sum({mine('alerts_open', severity=severity)})"),),
                width=4, height=4, steps=((GOOD, None), (color, 1)),
            )
            for severity, color in (("critical", BAD), ("warning", WARN))
        ),
        Panel(
            "Subjects", "Dyads, countries and alliances that the index knows.", "stat",
            (Query(f"sum({mine('index_subjects')})"),), width=4, height=4, steps=((CALM, None),),
        ),
        Panel(
            "Blind subjects", "Those who used to report on them deliver nothing: calm for no reason.",
            "stat", (Query(f"sum({mine('index_subjects', coverage='blind')})"),),
            width=4, height=4, steps=((GOOD, None), (WARN, 1)), alert="LanguageSilent",
        ),
        Panel(
            "Open stories", "Remembered for 72 hours after their last copy.", "stat",
            (Query(f"sum({mine('state_entries', stage='stories', kind='stories')})"),),
            width=4, height=4, steps=((CALM, None),),
        ),
        Panel(
            "Articles a story", "Copies of one text count once; far above its usual, one report floods.",
            "stat",
            (Query(f"sum({mine('stage_records_total', stage='stories', outcome='!repeat')}) / "
                   f"sum({mine('stage_records_total', stage='stories', outcome='new')})"),),
            width=4, height=4, decimals=2, steps=((CALM, None),),
        ),
    ),
)  # fmt: skip

_INDEX = Row(
    "Index",
    (
        _index("Dyads", "dyad", "Who threatens, attacks or talks to whom."),
        _index("Countries", "country", "All that a country does and suffers."),
        Panel(
            "Highest now", "The index of the subjects that stand highest.", "bars",
            (Query(f"topk(15, max by (kind, subject) ({mine('index_value', subject='$subject')}))",
                   "{{subject}} ({{kind}})"),),
            steps=_HEAT, decimals=0,
        ),
        Panel(
            "Most points now", "Points of the present window: much news, usual or not. Read it beside "
            "the index.", "bars",
            (Query(f"topk(15, max by (kind, subject) ({mine('index_points', subject='$subject')}))",
                   "{{subject}} ({{kind}})"),),
            steps=((CALM, None),), decimals=1,
        ),
        Panel(
            "Subjects by coverage", "thin: few outlets report; blind: those who did are silent.",
            "timeseries", (Query(f"sum by (coverage) ({mine('index_subjects')})", "{{coverage}}"),),
            stacked=True,
        ),
        Panel(
            "Articles by level", "0 no conflict, 1 tension, 2 coercion or threat, 3 limited force, 4 war.",
            "timeseries", (Query(rate("published_articles_total", "level"), "level {{level}}"),),
            unit="ops", stacked=True,
        ),
    ),
)  # fmt: skip

_ALERTS = Row(
    "Alerts",
    (
        Panel(
            "Alerts in the time shown", "raised, grown graver, resolved; each is a record on "
            "escalation.alerts with its evidence.", "bars",
            (Query(total("alerts_total", "severity, status"), "{{severity}}: {{status}}"),),
            decimals=0, steps=((CALM, None),),
        ),
        Panel(
            "Open alerts", "By severity.", "timeseries",
            (Query(f"sum by (severity) ({mine('alerts_open')})", "{{severity}}"),), stacked=True,
        ),
    ),
)  # fmt: skip

_STORIES = Row(
    "Stories",
    (
        Panel(
            "What articles are to their story", "new begins one; copy says nothing else; information says "
            "more; correction takes back; late and repeat change nothing.", "timeseries",
            (Query(rate("stage_records_total", "outcome", stage="stories"), "{{outcome}}"),),
            unit="ops", width=8, stacked=True,
        ),
        Panel(
            "What the index hears", "counted; ticked with each hour of event time; late changes nothing: "
            "many of them mean that time jumped ahead, perhaps by a wrong date.", "timeseries",
            (Query(rate("stage_records_total", "outcome", stage="index"), "{{outcome}}"),),
            unit="ops", width=8, stacked=True,
        ),
        Panel(
            "What is remembered", "Articles and their corrections, stories, sources, subjects and hours.",
            "timeseries",
            (Query(f"sum by (stage, kind) ({mine('state_entries')})", "{{stage}}: {{kind}}"),), width=8,
        ),
    ),
)  # fmt: skip

BOARD = Board(
    "escalation-index",
    "Escalation worker: Escalation",
    "The index by subject, alerts, and the stories behind them.",
    (INSTANCE, Variable("subject", "Subject", "label_values(escalation_index_points, subject)")),
    (_NOW, _INDEX, _ALERTS, _STORIES),
)
