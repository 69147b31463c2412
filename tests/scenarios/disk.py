"""A small disk that can be filled: a tmpfs of its own, which root alone may mount."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_PIECE = 64 * 1024


class NoDisk(RuntimeError):
    """A disk of its own cannot be had here; the message says why."""


@dataclass(frozen=True, slots=True)
class Small:
    """A context manager: ``folder`` is a disk of ``mib`` MiB."""

    folder: Path
    mib: int = 96

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={self.mib}m", "tmpfs", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if os.geteuid() or done.returncode:
            raise NoDisk(f"root has to mount it: {done.stderr.strip()}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    def fill(self) -> None:
        """Leave no room at all."""
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            while ballast.write(bytes(_PIECE)):
                pass

    def empty(self) -> None:
        """Give the room back."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"
