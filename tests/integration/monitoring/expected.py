"""What each panel and each recorded series must show of a watched run, computed from what was sent.

Keys are the label values of a series in the order of the labels' names, topics without their prefix.
All boards stay in one file: it is a table, a function a board.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tests.support.watched import Watched
from worker.stages.index.standing import Standing, standing

#: Every range of a query is five minutes: longer than the run, so that a rise is all there was.
RANGE_SECONDS = 300
Key = tuple[str, ...]
_Name = TypeVar("_Name", bound=str)


@dataclass(frozen=True, slots=True)
class Between:
    """Series that must be there with a value in a range: times, sizes, what no sender decides."""

    low: float
    high: float
    keys: frozenset[Key] = frozenset({()})


Expected = Mapping[Key, float] | Between


def keyed(counts: Mapping[_Name, float]) -> dict[Key, float]:
    """Counts by one label."""
    return {(name,): value for name, value in counts.items() if value}


def a_second(counts: Mapping[Key, float]) -> dict[Key, float]:
    """The same as a rate."""
    return {key: value / RANGE_SECONDS for key, value in counts.items()}


def between(low: float, high: float, *names: str) -> Between:
    """A range for the series of one label."""
    return Between(low, high, frozenset((name,) for name in names) or frozenset({()}))


@dataclass(frozen=True, slots=True)
class Facts:
    """What was sent, counted the ways that dashboards count."""

    seen: Watched

    def counted(self, name: str) -> Counter[Key]:
        """What the articles' results want counted under a name of the catalogue."""
        everything = (one for result in self.seen.results for one in result.counts)
        return Counter(tuple(labels) for counter, *labels in everything if counter == name)

    def column(self, name: str, place: int) -> dict[Key, float]:
        """The same by one label alone."""
        return by(self.counted(name), place)

    @property
    def dispositions(self) -> dict[Key, float]:
        """Articles by disposition."""
        return keyed(Counter(result.disposition for result in self.seen.results))

    def reasons(self, disposition: str) -> dict[Key, float]:
        """Articles of a disposition by reason."""
        found = (one.reason for one in self.seen.results if one.disposition == disposition)
        return keyed(Counter(found))

    @property
    def events(self) -> Counter[Key]:
        """Events by (type, modality)."""
        return Counter(event for result in self.seen.results for event in result.events)

    @property
    def output(self) -> dict[Key, float]:
        """Records the worker wrote by topic: not what the test sent itself."""
        published = sum(one.disposition == "published" for one in self.seen.results)
        own = self.seen.written | Counter()
        own["articles.signatures"] = published
        return keyed({topic: count for topic, count in own.items() if topic != "articles.raw"})

    def stage(self, name: str) -> dict[Key, float]:
        """Records of a stage by what became of them."""
        results = (result.reason for stage, result in self.seen.stages.results if stage == name)
        return keyed(Counter(results))

    @property
    def alerts(self) -> dict[Key, float]:
        """Alerts by (severity, status)."""
        everything = (one for _, result in self.seen.stages.results for one in result.counts)
        return dict(Counter(tuple(labels) for _, *labels in everything))

    @property
    def index(self) -> Standing:
        """Where the index stands at the end."""
        return standing((stage.index for stage in self.seen.stages.index), most=25)

    def subjects(self, *, kind: str = "", value: bool) -> dict[Key, float]:
        """Value or points by (kind, subject), or by subject alone for one ``kind``."""
        found: dict[Key, float] = {}
        for reading in self.index.readings:
            shown = reading.total.value if value else reading.total.points
            if shown is not None and kind in ("", reading.subject.kind):
                name = reading.subject.name
                found[(name,) if kind else (reading.subject.kind, name)] = shown
        return found

    @property
    def sizes(self) -> dict[Key, float]:
        """What is remembered by (kind, stage)."""
        found = Counter(
            {(kind, "stories"): n for kind, n in self.seen.stages.stories.sizes.items()}
        )
        found["articles", "corrections"] = int(self.dispositions["published",])
        for partition in self.seen.stages.index:
            found.update({(kind, "index"): n for kind, n in partition.sizes.items()})
        return {key: value for key, value in found.items() if value}


def by(counts: Iterable[Key] | Mapping[Key, float], *places: int) -> dict[Key, float]:
    """Counts by some of their labels."""
    found: Counter[Key] = Counter()
    for key, value in Counter(counts).items():
        found[tuple(key[place] for place in places)] += value
    return dict(found)


SOURCES = ("articles.raw", "articles.signatures", "index.observations")
STEPS = ("queue", "pool", "commit", "stories", "index")


def worker_board(facts: Facts) -> dict[str, Expected]:
    """The panels of dashboard Worker."""
    articles = sum(facts.dispositions.values())
    partitions = [("articles.signatures", 1), ("articles.raw", 4), ("index.observations", 4)]
    return {
        "Workers that answer": {(): 1},
        "Alerts firing": {},
        "Articles a minute": {(): articles * 60 / RANGE_SECONDS},
        "Records waiting": {},
        "Oldest waits": {},
        "Slowest in a hundred": between(0.05, 120),
        "Partitions owned": {(): sum(number for _, number in partitions)},
        "Versions": {(): 1},
        "Articles by disposition": a_second(facts.dispositions),
        "Records written by topic": a_second(facts.output),
        "End to end": between(0.05, 120),
        "End to end, all articles": {("+Inf",): articles, ("600.0",): articles},
        "Records waiting by topic": {},
        "Oldest record by topic": {},
        "Lag by partition": {},
        "Half of the batches take": between(0.0001, 60, *STEPS),
        "The slowest in a hundred take": between(0.001, 120, *STEPS),
        "Time spent a second": between(0.0001, 60, *STEPS),
        "Processes at work": {(): 2},
        "Processes replaced": {("crashed",): 1},
        "Memory": between(50e6, 4e9, "worker", "pool"),
        "Raw articles in flight": {},
        "Commits by topic": between(1 / RANGE_SECONDS, 20, *SOURCES),
        "Transactions lost": {},
        "Disk of the changelogs": between(
            1_000, 50e6, "articles.changelog", "stories.changelog", "index.changelog"
        ),
        "Restore of the state": between(0.001, 60, "corrections", "stories", "index"),
    }


def quality_board(facts: Facts) -> dict[str, Expected]:
    """The panels of dashboard Quality."""
    total = sum(facts.dispositions.values())
    published = facts.dispositions["published",]
    events = sum(facts.events.values())
    languages = facts.column("published_articles", 0)
    missing = facts.counted("event_slots_missing")
    return {
        "Published": {(): published},
        "Dropped": {(): facts.dispositions["dropped",]},
        "Dead-lettered": {(): facts.dispositions["dead_lettered",]},
        "Dead letters, ten minutes": {(): facts.dispositions["dead_lettered",] / total},
        "Events an article": {(): events / published},
        "Languages heard": {(): len(languages)},
        "Dispositions": a_second(facts.dispositions),
        "Drops by reason": facts.reasons("dropped"),
        "Dead letters by reason": facts.reasons("dead_lettered"),
        "Published by language": a_second(languages),
        "Silence of a language": between(0, RANGE_SECONDS, "de", "en"),
        "Domains": facts.column("published_articles", 1),
        "Events by type": a_second(by(facts.events, 0)),
        "Events by type and modality": by(facts.events, 1, 0),
        "Events with an empty slot": {
            key: number / events for key, number in by(missing, 0).items()
        },
        "Corrections": {},
        "Empty slots by reason": by(missing, 1, 0),
    }


def escalation_board(facts: Facts) -> dict[str, Expected]:
    """The panels of dashboard Escalation."""
    stories, points = facts.stage("stories"), facts.subjects(value=False)
    open_alerts = keyed(facts.index.alerts)
    return {
        "Open alerts, critical": by_name(open_alerts, "critical"),
        "Open alerts, warning": by_name(open_alerts, "warning"),
        "Subjects": {(): facts.index.coverage.total()},
        "Blind subjects": by_name(keyed(facts.index.coverage), "blind"),
        "Open stories": {(): facts.sizes["stories", "stories"]},
        "Articles a story": {(): sum(stories.values()) / stories["new",]},
        "Dyads": facts.subjects(kind="dyad", value=True),
        "Countries": facts.subjects(kind="country", value=True),
        "Highest now": facts.subjects(value=True),
        "Most points now": points,
        "Subjects by coverage": keyed(facts.index.coverage),
        "Articles by level": a_second(facts.column("published_articles", 2)),
        "Alerts in the time shown": facts.alerts,
        "Open alerts": open_alerts,
        "What articles are to their story": a_second(stories),
        "What the index hears": a_second(facts.stage("index")),
        "What is remembered": facts.sizes,
    }


def by_name(counts: Mapping[Key, float], name: str) -> dict[Key, float]:
    """One count without its label; nothing where it is 0."""
    return {(): counts[name,]} if (name,) in counts else {}


def recorded(facts: Facts) -> dict[str, Expected]:
    """The series that recording.yml makes."""
    worker, quality = worker_board(facts), quality_board(facts)
    escalation = escalation_board(facts)
    return {
        "disposition:escalation_articles:rate5m": worker["Articles by disposition"],
        "worker:escalation_dead_letters:ratio10m": quality["Dead letters, ten minutes"],
        "language:escalation_published_articles:rate5m": quality["Published by language"],
        "language:escalation_silence_seconds:min": quality["Silence of a language"],
        "type:escalation_events:rate5m": quality["Events by type"],
        "slot:escalation_event_slots_missing:ratio1h": quality["Events with an empty slot"],
        "worker:escalation_end_to_end_seconds:p50_5m": worker["End to end"],
        "worker:escalation_end_to_end_seconds:p99_5m": worker["Slowest in a hundred"],
        "stage:escalation_stage_seconds:p50_5m": worker["Half of the batches take"],
        "stage:escalation_stage_seconds:p99_5m": worker["The slowest in a hundred take"],
        "topic:escalation_lag_records:sum": worker["Records waiting by topic"],
        "topic:escalation_lag_seconds:max": worker["Oldest record by topic"],
        "topic_result:escalation_transactions:rate5m": Between(
            1 / RANGE_SECONDS, 20, frozenset(("committed", topic) for topic in SOURCES)
        ),
        "topic:escalation_output_records:rate5m": worker["Records written by topic"],
        "worker:escalation_pool_busy:ratio": {},
        "kind_subject:escalation_index_value:max": escalation["Highest now"],
        "kind_subject:escalation_index_points:max": escalation["Most points now"],
    }
