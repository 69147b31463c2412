"""Files of tests run side by side; what shares a costly fixture stays together."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

#: Folders whose tests share a browser, a worker or a server that lives as long as the session.
_TOGETHER = ("tests/integration/browser/", "tests/integration/page/")


class _Scheduling(LoadFileScheduling):  # type: ignore[misc]  # xdist has no types
    """A file, or one of those folders, is run by one process."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return next((folder for folder in _TOGETHER if file.startswith(folder)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """Asked by xdist when there is more than one process."""
    return _Scheduling(config, log)
