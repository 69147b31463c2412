"""A real worker process around the echo pool: ``python -m tests.support.worker_main JSON``.

It prints "ready" and logs JSON lines to stderr, down to each article's disposition.
"""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

import structlog

from tests.support.children import ECHO
from worker.messages.topics import Topics
from worker.metrics import Metrics
from worker.stages.building import CoderOptions
from worker.streams.app import GroupOptions
from worker.streams.connection import Connection
from worker.streams.ending import leave, run
from worker.streams.pool import PoolOptions
from worker.streams.runtime import Worker, WorkerOptions


async def main(config: dict[str, str]) -> None:
    """Run until a signal."""
    structlog.configure(
        [structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    prefix = config["prefix"]
    options = WorkerOptions(
        connection=_connection(config),
        group=GroupOptions(
            f"{prefix}group",
            instance_id=config.get("instance"),
            session_timeout=float(config.get("session_timeout", "6")),
            commit_timeout=float(config.get("commit_timeout", "60")),
        ),
        topics=Topics(prefix),
        pool=PoolOptions(
            size=int(config.get("processes", "2")),
            article_timeout=float(config.get("article_timeout", "30")),
            memory_bytes=int(config.get("memory", "0")),
        ),
        **_pool(config),
    )
    worker = Worker(options, Metrics(version="test"))
    await worker.run(on_ready=lambda: print("ready", flush=True))  # noqa: T201 - the harness reads it


def _pool(config: dict[str, str]) -> dict[str, Any]:
    """The real coder or the echo, as ``child`` says."""
    if config.get("child") == "real":
        options = CoderOptions(topics=Topics(config["prefix"]))
        return {"pool_command": (sys.executable, "-m", "worker.child"), "pool_hello": options}
    echo = (*ECHO, *config.get("child", "").split())
    return {"pool_command": echo, "pool_hello": config["prefix"]}


def _connection(config: dict[str, str]) -> Connection:
    if "user" not in config:
        return Connection(config["bootstrap"])
    return Connection(
        config["bootstrap"],
        security_protocol="SASL_PLAINTEXT",
        sasl_username=config["user"],
        sasl_password=config["password"],
    )


if __name__ == "__main__":
    try:
        run(main(json.loads(sys.argv[1])))
    except Exception:  # noqa: BLE001 - whatever it was, the supervisor starts another worker
        traceback.print_exc()
        leave(1)
    leave(0)
