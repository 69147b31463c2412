"""What ends a benchmark."""


class BenchError(Exception):
    """A measurement that is none; the message says why."""
