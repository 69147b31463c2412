"""What a person is told when a command fails: one clear message and an exit code."""

from __future__ import annotations

from worker.domain.errors import DataError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130

#: Where errors come from whose message is for people.
_TELLING = ("aiokafka.", "worker.local.", "worker.page.", "worker.streams.")


class CommandError(Exception):
    """A command cannot go on; the message says what happened, where, and what to do."""

    def __init__(self, message: str, *, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def explain(error: Exception) -> tuple[int, str]:
    """Exit code and message for an error that left a command."""
    from worker.config import ConfigError  # slow to import, and `--help` does not need it

    match error:
        case CommandError(code=code):
            return code, str(error)
        case ConfigError():
            return MISUSED, f"{error}\n`escalation-worker config` shows all settings."
        case DataError():
            return FAILED, str(error)
        case OSError(filename=None) if error.strerror:
            return FAILED, error.strerror
        case OSError() if error.strerror:
            return FAILED, f"{error.filename}: {error.strerror}"
    if type(error).__module__.startswith(_TELLING):
        return FAILED, str(error) or type(error).__name__
    return FAILED, f"unexpected {type(error).__name__}: {error}\n--debug shows where."
