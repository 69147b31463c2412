"""Logging to stderr: for people on a terminal, JSON lines for machines everywhere else."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.types import Processor

if TYPE_CHECKING:
    from worker.config import Logging

#: Libraries that would log their inner life.
_LIBRARIES = ("aiohttp", "aiokafka", "asyncio", "faust", "mode", "trafilatura", "htmldate", "spacy")

#: Warnings of libraries about what is expected here.
_NOISE = re.compile(
    r"Heartbeat failed|Topic .* is not available|Timer .* woke up too|is not yet assigned"
    r"|Missing sensor state|Marking the coordinator dead|Failed fetch messages from"
    r"|Sending username and password in the clear"
)
#: Without local variables, which hold passwords and articles.
_TRACEBACK = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
_SHARED: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(options: Logging, *, quiet: bool = False, stream: TextIO | None = None) -> None:
    """Send structlog's and the standard library's records to ``stream`` (stderr), rendered alike.

    ``quiet`` leaves warnings alone, and of the Kafka client nothing: a command tells by itself what
    it could not do.
    """
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(human=_is_human(options, target), colors=target.isatty()))
    handler.addFilter(lambda record: not _NOISE.search(record.getMessage()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel("WARNING" if quiet else options.level)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.WARNING, root.level))
    if quiet:
        logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.processors.StackInfoRenderer(),
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _is_human(options: Logging, target: TextIO) -> bool:
    return options.format == "human" or (options.format == "auto" and target.isatty())


def _formatter(*, human: bool, colors: bool) -> ProcessorFormatter:
    renderers: list[Processor] = [ProcessorFormatter.remove_processors_meta]
    if human:
        renderers.append(
            structlog.dev.ConsoleRenderer(
                colors=colors, exception_formatter=structlog.dev.plain_traceback
            )
        )
    else:
        renderers.append(structlog.processors.ExceptionRenderer(_TRACEBACK))
        renderers.append(structlog.processors.JSONRenderer(ensure_ascii=False))
    return ProcessorFormatter(foreign_pre_chain=_SHARED, processors=renderers)
