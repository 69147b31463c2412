"""The cache of Kafka's jars: complete and checked, or repaired.

``kafka.sha256`` lists every jar with its SHA-256, in the format of ``sha256sum``. A jar that is
missing, cut short or changed is fetched again; a complete cache needs neither Maven nor network.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path

from worker.local import maven
from worker.local.errors import LocalKafkaError
from worker.local.folders import KAFKA_VERSION

_LIST = Path(__file__).with_name("kafka.sha256")
_log = logging.getLogger(__name__)


def class_path(cache: Path, *, listed: Path = _LIST) -> str:
    """The Java class path of the jars ``listed``, checked in ``cache`` and fetched where bad.

    Raises LocalKafkaError when a jar can be had neither from the cache nor from Maven.
    """
    checksums = _checksums(listed)
    bad = _bad(cache, checksums)
    if bad:
        _log.info("Fetching Apache Kafka %s (%d jars) into %s", KAFKA_VERSION, len(bad), cache)
        _fetch(cache, {name: checksums[name] for name in bad})
    return ":".join(str(cache / name) for name in checksums)


def _checksums(listed: Path) -> dict[str, str]:
    """File name to SHA-256, in the order of the list, which is the order of the class path."""
    rows = (line.split() for line in listed.read_text(encoding="ascii").splitlines())
    return {name: checksum for checksum, name in rows}


def _bad(folder: Path, checksums: Mapping[str, str]) -> list[str]:
    return [name for name, checksum in checksums.items() if _sha256(folder / name) != checksum]


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _fetch(cache: Path, wanted: Mapping[str, str]) -> None:
    """Fetch into a folder beside the cache, check, then move: nobody sees half a jar."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache.parent, prefix="fetching-") as name:
        fetched = Path(name)
        maven.copy_jars(fetched)
        wrong = _bad(fetched, wanted)
        if wrong:
            raise LocalKafkaError(
                f"Maven gave other files than kafka.sha256 lists: {', '.join(wrong)}; "
                "delete them from ~/.m2/repository, or ask whoever runs your Maven mirror"
            )
        for jar in wanted:
            (fetched / jar).replace(cache / jar)
