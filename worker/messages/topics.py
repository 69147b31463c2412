"""The topics table: one row a topic, with what a cluster must be told to create it.

A new topic is a row here, a schema with examples under ``schemas/`` and one codec function. The rows stay in
one file: it is a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

_DAY_MS = 24 * 60 * 60 * 1000
_MIB = 1024 * 1024

#: Room left for what Kafka itself puts around a record, and for error headers.
_FRAME_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    ``base`` is its name in this project, ``name`` the one on the cluster (prefix + base). ``key`` and
    ``description`` are for people. ``config`` holds Kafka's own topic settings as strings.
    """

    base: str
    name: str
    partitions: int
    retention_ms: int
    max_message_bytes: int
    key: str
    description: str
    schema_version: int = 1
    cleanup_policy: str = "delete"

    @property
    def config(self) -> Mapping[str, str]:
        """Settings for the creation of the topic, by the names Kafka gives them."""
        return {
            "cleanup.policy": self.cleanup_policy,
            "retention.ms": str(self.retention_ms),
            "max.message.bytes": str(self.max_message_bytes),
        }

    @property
    def max_record_bytes(self) -> int:
        """What key, value and headers of a record may have together."""
        return self.max_message_bytes - _FRAME_BYTES

    @property
    def schema(self) -> str:
        """File name of its JSON Schema under ``schemas/``."""
        return f"{self.base}.v{self.schema_version}.schema.json"

    @property
    def schema_id(self) -> str:
        """The ``$id`` of its JSON Schema: what ``ce_dataschema`` names."""
        return f"urn:escalation-worker:schema:{self.base}:v{self.schema_version}"


_RAW = Topic(
    base="articles.raw",
    name="articles.raw",
    partitions=4,
    retention_ms=7 * _DAY_MS,
    # Twice the largest article that is decoded: a bigger one must be able to reach us to be named.
    max_message_bytes=8 * _MIB,
    key="any; the article's id keeps the versions of an article in order",
    description="News articles as they come in: JSON with text or HTML.",
)
_ENRICHED = Topic(
    base="articles.enriched",
    name="articles.enriched",
    partitions=4,
    retention_ms=30 * _DAY_MS,
    max_message_bytes=16 * _MIB,
    key="article id",
    description="One record an article: text, language, entities, keywords and the score's ledger.",
)
_EVENTS = Topic(
    base="events.coded",
    name="events.coded",
    partitions=4,
    retention_ms=90 * _DAY_MS,
    max_message_bytes=_MIB,
    key="dyad, such as RUS-NATO+USA",
    description="One record an event: who did what to whom, who says so, on what evidence.",
)
_DEAD = Topic(
    base="articles.dead",
    name="articles.dead",
    partitions=1,
    retention_ms=30 * _DAY_MS,
    # Room for the errors we add to a raw record that filled its own limit.
    max_message_bytes=_RAW.max_message_bytes + 64 * 1024,
    key="that of the original record",
    description="Articles that could not be processed: original bytes, the error in the headers.",
)
_RETRIED = Topic(
    base="articles.retried",
    name="articles.retried",
    partitions=1,
    # Until the dead letter itself is gone: a retry forgets by tombstone, never by age.
    retention_ms=-1,
    max_message_bytes=_MIB,
    key="partition/offset of the dead letter",
    description="Internal: which dead letters were sent back, so that none is sent twice.",
    cleanup_policy="compact",
)
_CHANGELOG = Topic(
    base="articles.changelog",
    name="articles.changelog",
    partitions=4,
    retention_ms=-1,
    max_message_bytes=4 * _MIB,
    key="article id",
    description="Internal: the last version of each article, a partition for each of articles.raw.",
    cleanup_policy="compact",
)
_SIGNATURES = Topic(
    base="articles.signatures",
    name="articles.signatures",
    partitions=1,
    retention_ms=7 * _DAY_MS,
    max_message_bytes=_MIB,
    key="article id",
    description="Internal: the fingerprint of an article and its events, for the stories stage.",
)
_STORIES = Topic(
    base="stories",
    name="stories",
    partitions=4,
    retention_ms=90 * _DAY_MS,
    max_message_bytes=_MIB,
    key="story id",
    description="A story as it stands: all that outlets print of one text, counted once.",
    cleanup_policy="compact,delete",
)
_STORIES_CHANGELOG = Topic(
    base="stories.changelog",
    name="stories.changelog",
    partitions=1,
    retention_ms=-1,
    max_message_bytes=_MIB,
    key="story/id, article/id, outlet/name or language/code",
    description="Internal: the state of the stories stage, from which it is restored.",
    cleanup_policy="compact",
)
_OBSERVATIONS = Topic(
    base="index.observations",
    name="index.observations",
    partitions=4,
    retention_ms=7 * _DAY_MS,
    max_message_bytes=_MIB,
    key="subject, such as RUS-USA or RUS; ~tick for the hours",
    description="Internal: what a story says of a subject, for the index stage.",
)
_INDEX = Topic(
    base="escalation.index",
    name="escalation.index",
    partitions=4,
    retention_ms=-1,
    max_message_bytes=_MIB,
    key="subject, such as RUS-USA or RUS",
    description="The rolling index of a dyad, country or alliance: 100 is its own usual day.",
    cleanup_policy="compact",
)
_INDEX_CHANGELOG = Topic(
    base="index.changelog",
    name="index.changelog",
    partitions=4,
    retention_ms=-1,
    max_message_bytes=4 * _MIB,
    key="clock; hour, names, said or shown, then kind/subject and what of it",
    description="Internal: the state of the index stage, a partition for each of index.observations.",
    cleanup_policy="compact",
)
_ALERTS = Topic(
    base="escalation.alerts",
    name="escalation.alerts",
    partitions=4,
    retention_ms=365 * _DAY_MS,
    max_message_bytes=_MIB,
    key="subject, such as RUS-USA or RUS",
    description="Rises out of the ordinary: why, on what evidence, and when they end.",
)


@dataclass(frozen=True, slots=True)
class Topics:
    """The table under the names of one cluster; iterating gives every row."""

    prefix: str = ""

    @property
    def raw(self) -> Topic:
        """Where articles come in."""
        return self._named(_RAW)

    @property
    def enriched(self) -> Topic:
        """Where analyzed articles go."""
        return self._named(_ENRICHED)

    @property
    def events(self) -> Topic:
        """Where coded events go."""
        return self._named(_EVENTS)

    @property
    def dead(self) -> Topic:
        """Where articles go that could not be processed."""
        return self._named(_DEAD)

    @property
    def retried(self) -> Topic:
        """Where it is written down which dead letters were sent back."""
        return self._named(_RETRIED)

    @property
    def changelog(self) -> Topic:
        """Where the corrections stage keeps its state."""
        return self._named(_CHANGELOG)

    @property
    def signatures(self) -> Topic:
        """Where the stories stage reads."""
        return self._named(_SIGNATURES)

    @property
    def stories(self) -> Topic:
        """Where stories go."""
        return self._named(_STORIES)

    @property
    def stories_changelog(self) -> Topic:
        """Where the stories stage keeps its state."""
        return self._named(_STORIES_CHANGELOG)

    @property
    def observations(self) -> Topic:
        """Where the index stage reads."""
        return self._named(_OBSERVATIONS)

    @property
    def index(self) -> Topic:
        """Where readings go."""
        return self._named(_INDEX)

    @property
    def index_changelog(self) -> Topic:
        """Where the index stage keeps its state."""
        return self._named(_INDEX_CHANGELOG)

    @property
    def alerts(self) -> Topic:
        """Where alerts go."""
        return self._named(_ALERTS)

    def __iter__(self) -> Iterator[Topic]:
        return iter(
            (
                self.raw, self.enriched, self.events, self.dead, self.retried, self.changelog,
                self.signatures,
                self.stories, self.stories_changelog, self.observations, self.index,
                self.index_changelog, self.alerts,
            )
        )  # fmt: skip

    def find(self, name: str) -> Topic:
        """The row of a topic by its name on the cluster or in this project; KeyError when unknown."""
        for topic in self:
            if name in (topic.name, topic.base):
                return topic
        raise KeyError(f"no topic {name!r}; there are {', '.join(topic.name for topic in self)}")

    def _named(self, topic: Topic) -> Topic:
        return replace(topic, name=self.prefix + topic.base)


#: The largest record of any topic in bytes: what producers must be allowed to send.
LARGEST_RECORD_BYTES = max(topic.max_message_bytes for topic in Topics())
