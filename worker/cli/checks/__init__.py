"""The checks of ``doctor``: each looks at one thing and says what to do about it."""

from worker.cli.checks.check import Check, Status
from worker.cli.checks.kafka import kafka
from worker.cli.checks.machine import machine

__all__ = ["Check", "Status", "kafka", "machine"]
