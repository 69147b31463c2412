"""/metrics, /livez and /readyz as a supervisor and Prometheus see them."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping

import pytest

from worker.page.health import HealthServer, PortTaken


def serving(
    *,
    age: float = 0.2,
    ready: bool = True,
    parts: Mapping[str, object] | None = None,
    port: int = 0,
) -> HealthServer:
    """A server about a worker in that state."""
    return HealthServer(
        metrics=lambda: b"escalation_articles_total 3.0\n",
        live=lambda: age,
        ready=lambda: (ready, parts or {}),
        stale=15.0,
        port=port,
    )


def get(url: str) -> tuple[int, str]:
    """Status and body of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_metrics_are_served_as_prometheus_wants_them() -> None:
    """The text and its content type."""
    with serving() as server, urllib.request.urlopen(f"{server.url}/metrics") as answer:  # noqa: S310
        assert answer.read() == b"escalation_articles_total 3.0\n"
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.parametrize(("age", "status", "live"), [(0.2, 200, True), (15.1, 503, False)])
def test_livez_follows_the_heartbeat(age: float, status: int, live: bool) -> None:
    """A loop that has not come round for 15 s is taken for dead."""
    with serving(age=age) as server:
        code, body = get(f"{server.url}/livez")

    assert code == status
    assert json.loads(body) == {"live": live, "heartbeat_age_seconds": age}


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
def test_readyz_tells_what_it_waits_for(ready: bool, status: int) -> None:
    """The parts of the answer are in its body."""
    with serving(ready=ready, parts={"pool_warm": True, "lanes_open": ready}) as server:
        code, body = get(f"{server.url}/readyz")

    assert code == status
    assert json.loads(body) == {"ready": ready, "pool_warm": True, "lanes_open": ready}


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    """Two workers on one machine need two ports, or port 0."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"127.0.0.1:{port}: .*set http.port to another"):
            serving(port=port).start()


def test_the_port_is_free_again_after_stop() -> None:
    """Stopping twice does no harm."""
    server = serving()
    server.start()
    port = int(server.url.rpartition(":")[2])
    server.stop()
    server.stop()

    with serving(port=port) as again:
        assert again.url == server.url
