"""The names a page answers to."""

from __future__ import annotations

import pytest

from worker.page.site.hosts import Hosts, is_loopback


@pytest.mark.parametrize(
    ("header", "admitted"),
    [
        ("127.0.0.1:8098", True),
        ("localhost", True),
        ("LOCALHOST:9000", True),
        ("[::1]:8098", True),
        ("news.example.org", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("192.168.1.7:8098", False),
        ("", False),
        ("[", False),
    ],
)
def test_on_loopback_only_this_machine_and_the_names_it_was_given(
    header: str, admitted: bool
) -> None:
    """A name that a stranger points at 127.0.0.1 is still the stranger's."""
    assert Hosts("127.0.0.1", ["News.example.org"]).admits(header) is admitted


@pytest.mark.parametrize(
    ("header", "admitted"),
    [("192.168.1.7:8098", True), ("[fe80::1]", True), ("0.0.0.0", True), ("evil.example", False)],  # noqa: S104
)
def test_elsewhere_any_address_but_no_name(header: str, admitted: bool) -> None:
    """An address cannot be pointed at another machine."""
    assert Hosts("0.0.0.0").admits(header) is admitted  # noqa: S104


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("", False),
        ("192.168.1.7", False),
        ("localhost.example", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, loopback: bool) -> None:
    """Everything else needs a token."""
    assert is_loopback(host) is loopback
