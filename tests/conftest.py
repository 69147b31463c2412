"""Files of tests run side by side; what shares a costly fixture stays together."""

from __future__ import annotations

import pytest

#: Folders whose tests share a browser, a worker or a server that lives as long as the session.
_TOGETHER = ("integration/browser", "integration/page")


@pytest.hookimpl(tryfirst=True)  # before xdist looks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Name the group of each test, for ``--dist loadgroup``."""
    for item in items:
        file = item.nodeid.partition("::")[0]
        group = next((name for name in _TOGETHER if f"tests/{name}/" in file), file)
        item.add_marker(pytest.mark.xdist_group(group))
