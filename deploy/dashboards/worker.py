"""Dashboard Worker: is it well, how much goes through, what holds it up."""

from __future__ import annotations

from deploy.dashboards.runbook import first_aid
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
    quantile,
    rate,
)  # fmt: skip

_NOW = Row(
    "Now",
    (
        Panel(
            "Workers that answer", "Answering Prometheus now. At 0 nothing is coded.", "stat",
            (Query('count(up{job="escalation-worker", instance=~"$instance"} == 1) or vector(0)'),),
            width=3, height=4, steps=((BAD, None), (GOOD, 1)), alert="WorkerAbsent",
        ),
        Panel(
            "Alerts firing", "Of the rules in alerts.yml; the runbook below says what to do.", "stat",
            (Query('sum(ALERTS{alertstate="firing"}) or vector(0)'),),
            width=3, height=4, steps=((GOOD, None), (BAD, 1)),
        ),
        Panel(
            "Articles a minute", "With a committed outcome, whatever it is.", "stat",
            (Query(f"60 * sum(rate({mine('articles_total')}[$__rate_interval]))"),),
            width=3, height=4, decimals=1, steps=((CALM, None),), alert="NothingArrives",
        ),
        Panel(
            "Records waiting", "Not committed yet, in all topics that the worker reads.", "stat",
            (Query(f"sum({mine('lag_records', topic='$topic')})"),),
            width=3, height=4, steps=((GOOD, None), (WARN, 1000), (BAD, 10000)), alert="LagGrowing",
        ),
        Panel(
            "Oldest waits", "Age of the oldest record taken in and not committed.", "stat",
            (Query(f"max({mine('lag_seconds', topic='$topic')})"),),
            unit="s", width=3, height=4, steps=((GOOD, None), (WARN, 60), (BAD, 300)),
            alert="LagGrowing",
        ),
        Panel(
            "Slowest in a hundred", "From Kafka's timestamp to the commit of an article's events.",
            "stat", (Query(quantile(0.99, "end_to_end_seconds")),),
            unit="s", width=3, height=4, steps=((GOOD, None), (WARN, 10), (BAD, 60)),
            alert="EndToEndSlow",
        ),
        Panel(
            "Partitions owned", "Source partitions with an open lane; at 0 for minutes all wait.",
            "stat", (Query(f"sum({mine('lanes_open')})"),),
            width=3, height=4, steps=((BAD, None), (GOOD, 1)),
        ),
        Panel(
            "Versions", "How many versions of the worker run; two while a deploy is under way.", "stat",
            (Query(f"count(count by (version) ({mine('build_info')}))"),),
            width=3, height=4, steps=((GOOD, None), (WARN, 2)),
        ),
    ),
)  # fmt: skip

_THROUGHPUT = Row(
    "Throughput",
    (
        Panel(
            "Articles by disposition", "Each article has exactly one: published, dropped or "
            "dead-lettered. A rise of dead letters is a broken feed or a bad deploy.", "timeseries",
            (Query(rate("articles_total", "disposition"), "{{disposition}}"),),
            unit="ops", stacked=True, alert="DeadLetterRatio",
        ),
        Panel(
            "Records written by topic", "Committed output, the changelogs among it.", "timeseries",
            (Query(rate("output_records_total", "topic"), "{{topic}}"),), unit="wps",
        ),
        Panel(
            "End to end", "Seconds from Kafka's timestamp to the commit: half of the articles, nine in "
            "ten, all but one in a hundred.", "timeseries",
            tuple(
                Query(quantile(share, "end_to_end_seconds"), f"{100 * share:g} %")
                for share in (0.5, 0.9, 0.99)
            ),
            unit="s", steps=((GOOD, None), (BAD, 60)), alert="EndToEndSlow",
        ),
        Panel(
            "End to end, all articles", "How many took how long: a second band is a second cause.",
            "heatmap",
            (Query(f"sum by (le) (increase({mine('end_to_end_seconds_bucket')}[$__rate_interval]))",
                   "{{le}}"),),
            unit="s",
        ),
    ),
)  # fmt: skip

_LAG = Row(
    "Lag",
    (
        Panel(
            "Records waiting by topic", "articles.raw is the pool's, the others are the stages'.",
            "timeseries", (Query(f"sum by (topic) ({mine('lag_records', topic='$topic')})", "{{topic}}"),),
            width=8, alert="LagGrowing",
        ),
        Panel(
            "Oldest record by topic", "Age of what was taken in and not committed.", "timeseries",
            (Query(f"max by (topic) ({mine('lag_seconds', topic='$topic')})", "{{topic}}"),),
            unit="s", width=8, steps=((GOOD, None), (BAD, 300)), alert="LagGrowing",
        ),
        Panel(
            "Lag by partition", "One partition far ahead of the others: an uneven key.", "bars",
            (Query(f"max by (topic, partition) ({mine('lag_records', topic='$topic')})",
                   "{{topic}}/{{partition}}"),),
            width=8, steps=((GOOD, None), (WARN, 1000), (BAD, 10000)), alert="LagGrowing",
        ),
    ),
)  # fmt: skip

_STAGES = Row(
    "Stages",
    (
        Panel(
            "Half of the batches take", "queue: waiting for a process; pool: in it; commit: the "
            "transaction; stories and index: those of the stages.", "timeseries",
            (Query(quantile(0.5, "stage_seconds", "le, stage"), "{{stage}}"),), unit="s", width=8,
        ),
        Panel(
            "The slowest in a hundred take", "queue rises: too few processes. commit: the brokers.",
            "timeseries", (Query(quantile(0.99, "stage_seconds", "le, stage"), "{{stage}}"),),
            unit="s", width=8, alert="EndToEndSlow",
        ),
        Panel(
            "Time spent a second", "Seconds of work in each step every second; pool at the number of "
            "processes is all they can.", "timeseries",
            (Query(rate("stage_seconds_sum", "stage"), "{{stage}}"),),
            unit="s", width=8, stacked=True,
        ),
    ),
)  # fmt: skip

_POOL = Row(
    "Pool",
    (
        Panel(
            "Processes at work", "At the pool's size throughout: add workers.", "timeseries",
            (Query(f"sum({mine('pool_busy')})", "at work"), Query(f"sum({mine('pool_size')})", "size")),
            width=6,
        ),
        Panel(
            "Processes replaced", "crashed is mostly memory, timeout an article that takes too long.",
            "timeseries",
            (Query(f"sum by (reason) (increase({mine('pool_restarts_total')}[$__rate_interval]))",
                   "{{reason}}"),),
            width=6, alert="PoolRestarts",
        ),
        Panel(
            "Memory", "Resident; a process of the pool takes about 250 MB.", "timeseries",
            (Query(f"sum by (process) ({mine('memory_bytes')})", "{{process}}"),),
            unit="bytes", width=6, stacked=True,
        ),
        Panel(
            "Raw articles in flight", "Taken in and not committed, bounded by limits.window_bytes.",
            "timeseries", (Query(f"sum({mine('window_bytes')})", "in flight"),), unit="bytes", width=6,
        ),
    ),
)  # fmt: skip

_TRANSACTIONS = Row(
    "Transactions and state",
    (
        Panel(
            "Commits by topic", "None while records wait: the pool or the brokers hang.", "timeseries",
            (Query(rate("transactions_total", "topic", result="committed", topic="$topic"), "{{topic}}"),),
            unit="ops", width=6, alert="NoCommits",
        ),
        Panel(
            "Transactions lost", "fenced: two workers at odds; aborted: the brokers refuse.",
            "timeseries",
            (Query("sum by (topic, result) (increase("
                   f"{mine('transactions_total', result='!committed', topic='$topic')}"
                   "[$__rate_interval]))", "{{topic}} {{result}}"),),
            width=6, alert="TransactionsLost",
        ),
        Panel(
            "Disk of the changelogs", "The largest replica of each partition; growing while the state "
            "does not means that the brokers do not compact it.", "timeseries",
            (Query(f"sum by (topic) (max by (topic, partition) ({mine('changelog_bytes')}))",
                   "{{topic}}"),),
            unit="bytes", width=6, alert="ChangelogLarge",
        ),
        Panel(
            "Restore of the state", "Seconds the last restore took, when a partition came in.", "bars",
            (Query(f"max by (stage) ({mine('state_restore_seconds')})", "{{stage}}"),),
            unit="s", width=6, steps=((GOOD, None), (WARN, 20), (BAD, 60)),
        ),
        Panel(
            "Runbook", "", "text", (), width=24, height=18, text=first_aid(),
        ),
    ),
)  # fmt: skip

BOARD = Board(
    "escalation-worker",
    "Escalation worker: Worker",
    "Is the worker well, how much goes through it, and what holds it up.",
    (INSTANCE, Variable("topic", "Topic", "label_values(escalation_lag_records, topic)")),
    (_NOW, _THROUGHPUT, _LAG, _STAGES, _POOL, _TRANSACTIONS),
)
