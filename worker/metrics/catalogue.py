"""The Prometheus catalogue: every metric the worker has, what it tells and when to worry.

A row here is all that a new metric needs: doc/metrics.md is made from it (``make contract``), and the
tests hold the closed lists to those of the domain, the rules and the dashboards to the names. The rows
stay in one file: it is a table.
"""

from __future__ import annotations

from typing import get_args

from worker.domain.event import EventType, Modality
from worker.domain.gate import Domain, NoDomain
from worker.domain.index import Coverage, Severity, Status
from worker.domain.outcome import DEAD_CODES, DROP_REASONS
from worker.domain.score import Level
from worker.domain.signature import SubjectKind
from worker.domain.story import NOVELTIES, Unchanged
from worker.languages.tables import LANGUAGES
from worker.metrics.definition import Definition, Label

PREFIX = "escalation_"

#: How many subjects of a kind a worker tells the index of: those with most points in their window.
MOST_SUBJECTS = 25

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SLOW = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)

_TOPIC = Label("topic", bound="the topics table, under the names of the cluster")
_PARTITION = Label("partition", bound="the partitions of the topic that this worker owns")
_LANGUAGE = Label("language", LANGUAGES)
_STAGE = Label("stage", ("stories", "index"))
_STATEFUL = Label("stage", ("corrections", "stories", "index"))
_SEVERITY = Label("severity", get_args(Severity))
_SUBJECT = (
    Label("kind", get_args(SubjectKind)),
    Label("subject", bound=f"the {MOST_SUBJECTS} of a kind with most points, a worker"),
)
_REASON = Label("reason", ("", *DROP_REASONS, *DEAD_CODES))

#: What becomes of a record in the stories and the index stage, by stage.
STAGE_OUTCOMES: tuple[tuple[str, str], ...] = (
    *(("stories", outcome) for outcome in (*NOVELTIES, *get_args(Unchanged), "decode/schema")),
    *(("index", outcome) for outcome in ("counted", "ticked", "late", "decode/schema")),
)
#: The slots of an event and why each may be empty.
MISSING: tuple[tuple[str, str], ...] = (
    *((side, reason) for side in ("source", "target")
      for reason in ("not_mentioned", "implied", "not_an_actor", "reciprocal")),
    ("speaker", "unattributed"), ("date", "no_time_expression"), ("date", "no_publication_date"),
    ("place", "not_mentioned"), ("modality_cue", "unmarked"),
)  # fmt: skip
#: What each stage remembers.
STATE_KINDS: tuple[tuple[str, str], ...] = (
    ("corrections", "articles"),
    ("stories", "stories"), ("stories", "articles"), ("stories", "sources"),
    ("index", "subjects"), ("index", "hours"),
)  # fmt: skip


def _column(pairs: tuple[tuple[str, str], ...], number: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair[number] for pair in pairs))


_ARTICLES = (
    Definition(
        "articles", "counter", "articles",
        "Articles whose outcome is committed; `reason` is empty for published ones.",
        "Nothing in half an hour, or more dead letters than one article in twenty.",
        (Label("disposition", ("published", "dropped", "dead_lettered")), _REASON),
        pairs=(
            ("published", ""),
            *(("dropped", reason) for reason in DROP_REASONS),
            *(("dead_lettered", code) for code in DEAD_CODES),
        ),
    ),
    Definition(
        "dead_letters", "counter", "articles",
        "Articles sent to articles.dead, by the step that failed and its code.",
        "One code rises alone: a broken feed (`decode/…`), a bad deploy (`nlp/…`).",
        (Label("stage", ("decode", "normalize", "nlp", "encode")), Label("code", DEAD_CODES)),
        pairs=tuple((code.partition("/")[0], code) for code in DEAD_CODES),
    ),
    Definition(
        "published_articles", "counter", "articles",
        "Published articles by language, by what they are about and by escalation level "
        "(0 no conflict to 4 war).",
        "A language's share moves by more than its feeds do, or all levels become 0.",
        (
            _LANGUAGE,
            Label("domain", (*get_args(Domain), *get_args(NoDomain))),
            Label("level", tuple(map(str, get_args(Level)))),
        ),
    ),
    Definition(
        "events", "counter", "events",
        "Coded events committed to events.coded, by PLOVER type and modality.",
        "None although articles are published, or the mix of types changes with a deploy.",
        (Label("type", get_args(EventType)), Label("modality", get_args(Modality))),
    ),
    Definition(
        "event_slots_missing", "counter", "slots",
        "Slots of committed events that stay empty, by the reason that the event states.",
        "The share of events without source or target changes with a deploy.",
        (Label("slot", _column(MISSING, 0)), Label("reason", _column(MISSING, 1))),
        pairs=MISSING,
    ),
    Definition(
        "corrections", "counter", "articles and events",
        "Articles that came again with another text, and events that new versions took back.",
        "Many at once: a feed changes something in all its articles each time it sends them.",
        (Label("replaced", ("article", "event")),),
    ),
    Definition(
        "last_article_timestamp_seconds", "gauge", "seconds since 1970",
        "Kafka's time of the last published article in a language; one gone silent stands still.",
        "More than six hours ago: a feed is dead, or its articles are taken for another language.",
        (_LANGUAGE,),
    ),
)  # fmt: skip

_WAY = (
    Definition(
        "stage_seconds", "histogram", "seconds",
        "Time in a step: `queue` waiting for a process, `pool` a batch in one, `commit` the "
        "transaction of the articles, `stories` and `index` those of the stages.",
        "`queue` grows: add workers. `commit` over a second: look at the brokers.",
        (Label("stage", ("queue", "pool", "commit", "stories", "index")),),
        buckets=_FAST,
    ),
    Definition(
        "end_to_end_seconds", "histogram", "seconds",
        "From Kafka's timestamp of a raw article to the commit of its outcome.",
        "The 99th percentile is over a minute.",
        buckets=_SLOW,
    ),
    Definition(
        "lag_records", "gauge", "records",
        "Records of an owned partition that are not committed yet.",
        "It grows for ten minutes.",
        (_TOPIC, _PARTITION),
    ),
    Definition(
        "lag_seconds", "gauge", "seconds",
        "Age of the oldest record taken in and not committed yet, 0 when there is none.",
        "Over five minutes.",
        (_TOPIC, _PARTITION),
    ),
    Definition(
        "transactions", "counter", "transactions",
        "Kafka transactions by the topic that was read: committed; aborted by an error of the "
        "broker; fenced by another worker.",
        "None committed while records wait; more than two lost in a quarter of an hour.",
        (_TOPIC, Label("result", ("committed", "aborted", "fenced"))),
    ),
    Definition(
        "output_records", "counter", "records",
        "Records committed, by the topic they went to; the changelogs too.",
        "A changelog grows out of proportion to what comes in.",
        (_TOPIC,),
    ),
    Definition(
        "lanes_open", "gauge", "partitions",
        "Source partitions this worker owns and may write for.",
        "0 in all workers for some minutes: they wait for a rebalance or for the cluster.",
    ),
    Definition(
        "window_bytes", "gauge", "bytes",
        "Raw articles taken in and not committed yet.",
        "Always at `limits.window_bytes`: huge articles hold the others up.",
    ),
)  # fmt: skip

_POOL = (
    Definition(
        "pool_size", "gauge", "processes",
        "Processes of the pool that are meant to run.",
        "It differs between workers that should be alike.",
    ),
    Definition(
        "pool_busy", "gauge", "processes",
        "Processes of the pool that are at work on a batch.",
        "Equal to `pool_size` for long: the pool is the bottleneck, add workers.",
    ),
    Definition(
        "pool_restarts", "counter", "processes",
        "Processes of the pool replaced, because they crashed or gave no answer in time.",
        "More than three in a quarter of an hour.",
        (Label("reason", ("crashed", "timeout")),),
    ),
    Definition(
        "memory_bytes", "gauge", "bytes",
        "Resident memory of the worker's own process and of all processes of its pool.",
        "It comes near the container's limit, or grows for days.",
        (Label("process", ("worker", "pool")),),
    ),
)  # fmt: skip

_STATE = (
    Definition(
        "stage_records", "counter", "records",
        "Records that the stories and the index stage took in, by what became of them.",
        "`late` rises: event time jumped ahead, perhaps by a wrong date.",
        (_STAGE, Label("outcome", _column(STAGE_OUTCOMES, 1))),
        pairs=STAGE_OUTCOMES,
    ),
    Definition(
        "state_entries", "gauge", "entries",
        "What a stage remembers: articles that may be corrected; open stories, articles and sources; "
        "subjects and their hours.",
        "It grows without end although articles come in evenly.",
        (_STATEFUL, Label("kind", _column(STATE_KINDS, 1))),
        pairs=STATE_KINDS,
    ),
    Definition(
        "state_restore_seconds", "gauge", "seconds",
        "How long the last restore of a stage's state from its changelog took.",
        "It comes near a minute: a restart holds the stage up for so long.",
        (_STATEFUL,),
    ),
    Definition(
        "changelog_bytes", "gauge", "bytes",
        "Disk that the largest replica of an owned partition of a changelog takes; absent where "
        "the cluster does not let the worker ask (DESCRIBE on CLUSTER).",
        "Over 4 GiB: the brokers do not compact it.",
        (_TOPIC, _PARTITION),
    ),
)  # fmt: skip

_ESCALATION = (
    Definition(
        "alerts", "counter", "alerts",
        "Escalation alerts written to escalation.alerts: raised, grown graver, resolved.",
        "Many at once: a crisis, or one report counted as many stories.",
        (_SEVERITY, Label("status", get_args(Status))),
    ),
    Definition(
        "alerts_open", "gauge", "alerts",
        "Escalation alerts that are neither resolved nor forgotten.",
        "It never falls: a subject reads blind, see `index_subjects`.",
        (_SEVERITY,),
    ),
    Definition(
        "index_subjects", "gauge", "subjects",
        "Subjects of the index by the coverage of their reading.",
        "`blind` rises: those who used to report deliver nothing.",
        (Label("coverage", get_args(Coverage)),),
    ),
    Definition(
        "index_points", "gauge", "points",
        "Points of a subject in the present window, of the subjects with most of them.",
        "Read it beside `index_value`: a usual day of one subject is a crisis of another.",
        _SUBJECT,
    ),
    Definition(
        "index_value", "gauge", "percent of a usual day",
        "The index of those subjects: 100 is their own usual day; absent while too few days are known.",
        "It is what the users of the worker worry about, not its operator.",
        _SUBJECT,
    ),
)  # fmt: skip

CATALOGUE: tuple[Definition, ...] = (
    *_ARTICLES,
    *_WAY,
    *_POOL,
    *_STATE,
    *_ESCALATION,
    Definition(
        "build_info", "gauge", "always 1",
        "What runs; the labels say it.",
        "Two versions for longer than a deploy takes.",
        (Label("version", bound="one a worker"),),
    ),
)  # fmt: skip
