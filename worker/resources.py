"""Where the files that ship with the package lie: inside the wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``name`` ("schemas", "seeds", "models", "languages").

    Raises FileNotFoundError when the installation lacks it.
    """
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(
        f"the folder {name!r} is missing from {_PACKAGE}: reinstall the package"
    )
