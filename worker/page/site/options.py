"""Where the page is served and to whom."""

from __future__ import annotations

from dataclasses import dataclass

from worker.page.site.hosts import is_loopback


class CannotServe(RuntimeError):
    """The page cannot be served as it is set up; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """Where the page is served, the names it answers to, and the token it asks for.

    Without a ``token`` a page can be served to this machine alone.
    """

    host: str = "127.0.0.1"
    port: int = 0
    hosts: tuple[str, ...] = ()
    token: str | None = None

    def check(self) -> None:
        """Raise CannotServe when others could read the page without a token."""
        if self.token is None and not is_loopback(self.host):
            raise CannotServe(
                f"at {self.host} others can reach the page: set page.token "
                "(--token, ESCALATION_PAGE_TOKEN), or bind it to 127.0.0.1"
            )
