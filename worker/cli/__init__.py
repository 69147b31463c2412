"""The commands: one file each, results to stdout, logs and progress to stderr.

Exit codes: 0 done, 1 failed, 2 bad usage or configuration, 130 interrupted.
"""


def main() -> None:
    """Entry point of ``escalation-worker``."""
    from worker.cli.app import app
    from worker.streams.ending import leave

    try:
        app(prog_name="escalation-worker")
    except SystemExit as end:
        leave(end.code if isinstance(end.code, int) else 0)
