"""Canonical URLs: two links to one article must give one id. Pure string handling, no network."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}

#: Query parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"utm_\w*|mtm_\w*|pk_\w*|fbclid|gclid|gclsrc|dclid|msclkid|twclid|igshid|yclid|wt_\w*|"
    r"at_medium|at_campaign|mc_cid|mc_eid|cmpid|ocid|ref|ref_src|ref_url|_ga|xtor",
    re.ASCII | re.IGNORECASE,
)


def canonical_url(url: str) -> str | None:
    """The URL with lower-case scheme and host, sorted query, no fragment, tracking or default port.

    None when it is not an absolute http or https URL: such a value names no article.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return None
    # Without its fragment the rest may end in a blank.
    return _joined(parts, None if port == _DEFAULT_PORTS[parts.scheme] else port).strip()


def _joined(parts: SplitResult, port: int | None) -> str:
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    netloc = host if port is None else f"{host}:{port}"
    query = "&".join(sorted(pair for pair in parts.query.split("&") if _matters(pair)))
    return f"{parts.scheme}://{netloc}{parts.path or '/'}{'?' if query else ''}{query}"


def _matters(pair: str) -> bool:
    return bool(pair) and not _TRACKING.fullmatch(pair.partition("=")[0])
