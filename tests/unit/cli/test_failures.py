"""What a person is told when a command fails."""

from __future__ import annotations

import pytest
from aiokafka.errors import KafkaTimeoutError

from worker.cli.failures import CommandError, explain
from worker.config import ConfigError
from worker.domain.errors import DataError


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (CommandError("no Kafka"), 1, "no Kafka"),
        (CommandError("no file", code=2), 2, "no file"),
        (ConfigError("no key"), 2, "no key\n`escalation-worker config` shows all settings."),
        (DataError("a.tsv:3: bad"), 1, "a.tsv:3: bad"),
        (FileNotFoundError(2, "No such file", "out.svg"), 1, "out.svg: No such file"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (KafkaTimeoutError(), 1, "KafkaTimeoutError"),
        (KeyError("x"), 1, "unexpected KeyError: 'x'\n--debug shows where."),
    ],
)
def test_an_error_becomes_a_message_and_an_exit_code(
    error: Exception, code: int, message: str
) -> None:
    """1 failed, 2 bad usage or configuration; never a traceback."""
    assert explain(error) == (code, message)
