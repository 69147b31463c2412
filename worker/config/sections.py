"""The settings by section, with their defaults; durations in seconds, sizes in bytes.

All sections stay in one file: people look here for what can be set.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from worker.domain.outcome import Tier
from worker.languages.tables import LANGUAGES
from worker.messages import topics
from worker.page.limits import Bound
from worker.page.limits import Limits as PageLimits
from worker.page.site.options import SiteOptions
from worker.stages.stories.options import StoriesOptions
from worker.streams.connection import Connection, SaslMechanism, SecurityProtocol
from worker.streams.guard import WINDOW

_MIB = 1024 * 1024
_ADDRESS = re.compile(r"[^\s,:/]+:\d{1,5}")
_NAME = r"^[A-Za-z0-9._-]*$"

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0)]


def _addresses(value: str) -> str:
    """Check "host:port[,host:port]" now: a client would only tell after it has tried for a while."""
    if not all(_ADDRESS.fullmatch(part) for part in value.split(",")):
        raise ValueError("expected host:port, several with commas")
    return value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _listed(value: object) -> object:
    """A list as the environment writes it: "de,en"."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class _Section(BaseModel):
    """A table of the settings file; ``NAME__KEY`` or ``NAME_KEY`` in the environment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Kafka(_Section):
    """The cluster, how to reach it and how the worker joins its consumer group.

    A transaction that the cluster has not taken after ``commit_timeout`` ends the worker.
    """

    bootstrap: Annotated[str, AfterValidator(_addresses)] = "localhost:9092"
    security_protocol: SecurityProtocol = "PLAINTEXT"
    sasl_mechanism: SaslMechanism = "PLAIN"
    sasl_username: str | None = None
    sasl_password: SecretStr | None = None
    ssl_cafile: Path | None = None
    ssl_certfile: Path | None = None
    ssl_keyfile: Path | None = None
    group: Annotated[str, Field(pattern=_NAME, min_length=1)] = "escalation-worker"
    instance_id: Annotated[str, Field(pattern=_NAME, min_length=1)] | None = None
    session_timeout: Seconds = 20.0
    commit_timeout: Seconds = 60.0
    topic_prefix: Annotated[str, Field(pattern=_NAME)] = ""
    partitions: Positive = 4
    replication: Positive = 1

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.security_protocol.startswith("SASL") and not (
            self.sasl_username and self.sasl_password
        ):
            raise ValueError(
                f"{self.security_protocol} needs kafka.sasl_username and kafka.sasl_password"
            )
        if self.ssl_keyfile and not self.ssl_certfile:
            raise ValueError("kafka.ssl_keyfile needs kafka.ssl_certfile")
        return self

    def connection(self) -> Connection:
        """What every Kafka client is built from, the password in the clear."""
        password = self.sasl_password
        return Connection(
            bootstrap=self.bootstrap,
            security_protocol=self.security_protocol,
            sasl_mechanism=self.sasl_mechanism,
            sasl_username=self.sasl_username,
            sasl_password=password.get_secret_value() if password else None,
            ssl_cafile=self.ssl_cafile,
            ssl_certfile=self.ssl_certfile,
            ssl_keyfile=self.ssl_keyfile,
        )

    def topics(self) -> topics.Topics:
        """The topics under their names on this cluster."""
        return topics.Topics(prefix=self.topic_prefix)


class Pool(_Section):
    """The processes that run the language models, and how articles are batched for them.

    ``memory_bytes`` bounds the data of each process; an article that needs more is dead-lettered as
    one that ends its process. 0 sets no bound.
    """

    size: Positive = Field(default_factory=lambda: min(2, os.cpu_count() or 1))
    article_timeout: Seconds = 30.0
    start_timeout: Seconds = 120.0
    batch_records: Positive = 16
    batch_bytes: Positive = 6 * 1024
    memory_bytes: Annotated[int, Field(ge=0)] = 2048 * _MIB


class Limits(_Section):
    """What an article may be at most, and how much may be in flight at once.

    When more than ``dead_letters`` of the last 200 articles of a partition fail in the same way, the
    worker stops; 200 lets it go on whatever happens.
    """

    value_bytes: Positive = 4 * _MIB
    text_characters: Positive = _MIB
    depth: Positive = 32
    window_records: Positive = 500
    window_bytes: Positive = 32 * _MIB
    dead_letters: Annotated[int, Field(gt=0, le=WINDOW)] = WINDOW // 2


class Coder(_Section):
    """How thoroughly articles are read: "fast", or "accurate" with an encoder, which takes more time.

    ``weights`` is a folder of the encoder's, instead of the shipped one.
    """

    tier: Tier = "fast"
    weights: Path | None = None


class Stories(_Section):
    """What is one story, and who counts as silent; worker/stages/stories says more.

    Articles more than ``hours`` of event time apart are no copies. An outlet or language is silent after
    more than ``silent_hours`` in which it should have delivered ``missed`` times.
    """

    hours: Annotated[int, Field(gt=0, le=24 * 28)] = 72
    silent_hours: Positive = 24
    missed: Annotated[float, Field(gt=0)] = 6.0

    def options(self) -> StoriesOptions:
        """What the stories stage is built from."""
        return StoriesOptions(self.hours, self.silent_hours, self.missed)


class Alerts(_Section):
    """When alerts are raised: ``rules`` is a file in the form of worker/languages/alerts.toml."""

    rules: Path | None = None


class Http(_Section):
    """Where /metrics, /livez and /readyz are served; ``port`` 0 takes a free one.

    /livez turns to 503 when the event loop has not come round for ``stale`` seconds.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8099
    stale: Seconds = 15.0


class Page(_Section):
    """Where the live page is served, to whom, and how much of each kind it holds; the newest win.

    Others than this machine need the ``token``: anywhere but on a loopback address the page is not
    served without. ``hosts`` are names that a proxy or a name server gives it. ``texts_bytes`` bounds
    the memory for whole articles; ``clients`` are browsers at once.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8098
    token: Annotated[SecretStr, Field(min_length=16)] | None = None
    hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    events: Positive = 2_000
    articles: Positive = 1_000
    stories: Positive = 1_000
    subjects: Positive = 1_000
    alerts: Positive = 300
    texts_bytes: Positive = 64 * _MIB
    clients: Positive = 64

    def options(self) -> SiteOptions:
        """Where it is served, the token in the clear."""
        token = self.token.get_secret_value() if self.token else None
        return SiteOptions(self.host, self.port, self.hosts, token)

    def limits(self) -> PageLimits:
        """What it holds."""
        default = PageLimits()
        return replace(
            default,
            events=replace(default.events, count=self.events),
            articles=replace(default.articles, count=self.articles),
            stories=replace(default.stories, count=self.stories),
            index=replace(default.index, count=self.subjects),
            alerts=replace(default.alerts, count=self.alerts),
            texts=Bound(self.articles, self.texts_bytes),
            clients=self.clients,
        )


class Logging(_Section):
    """What is logged to stderr; "auto" is human on a terminal and JSON otherwise."""

    level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    format: Literal["auto", "json", "human"] = "auto"


class Settings(BaseSettings):
    """Everything that can be set; ``models`` names a pipeline a language, by its code.

    A pipeline is a folder of weights or an installed package ("de_news_ud").
    """

    model_config = SettingsConfigDict(
        env_prefix="ESCALATION_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
    )

    kafka: Kafka = Kafka()
    pool: Pool = Field(default_factory=Pool)
    limits: Limits = Limits()
    coder: Coder = Coder()
    stories: Stories = Stories()
    alerts: Alerts = Alerts()
    http: Http = Http()
    page: Page = Page()
    logging: Logging = Logging()
    languages: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = LANGUAGES
    models: Mapping[str, Path] = {}

    @model_validator(mode="after")
    def _known_languages(self) -> Self:
        known = ", ".join(LANGUAGES)
        if not self.languages:
            raise ValueError(f"languages is empty; there are {known}")
        for code in (*self.languages, *self.models):
            if code not in LANGUAGES:
                raise ValueError(f"there is no language {code!r}; there are {known}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is handed in: ``worker.config.load`` merges the sources, to know the origins."""
        return (init_settings,)
