"""An authority of the test's own and what it signs, made by the ``openssl`` command in PEM files.

Java's packages bring the command along (ca-certificates), so where a broker runs, it is there.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_NEW = (
    "openssl", "req", "-x509", "-days", "2", "-newkey", "ec",
    "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
)  # fmt: skip
_LEAF = (
    "-addext", "basicConstraints=critical,CA:FALSE",
    "-addext", "subjectAltName=IP:127.0.0.1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key."""

    certificate: Path
    key: Path

    @property
    def both(self) -> Path:
        """One file with the key in front of the certificate, as a Java key store wants it."""
        path = self.key.with_suffix(".both.pem")
        path.write_bytes(self.key.read_bytes() + self.certificate.read_bytes())
        return path


def authority(folder: Path) -> Pair:
    """A new authority, in ``folder``."""
    return _make(folder, "authority")


def signed(name: str, by: Pair) -> Pair:
    """A certificate of 127.0.0.1 beside its authority's, good for a server and for a client."""
    signature = ("-CA", str(by.certificate), "-CAkey", str(by.key))
    return _make(by.key.parent, name, *signature, *_LEAF)


def _make(folder: Path, name: str, *options: str) -> Pair:
    pair = Pair(folder / f"{name}.pem", folder / f"{name}.key.pem")
    files = ("-subj", f"/CN={name}", "-keyout", str(pair.key), "-out", str(pair.certificate))
    subprocess.run([*_NEW, *files, *options], check=True, capture_output=True)
    return pair
