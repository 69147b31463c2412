"""``python -m tests.scenarios.guided -runs=1000000``: the decoder under a fuzzer that follows its branches.

Atheris is no dependency of ours: ``pip install atheris`` into an environment of your own first. What
the decoder raises beside its two errors ends the run, with the input in a file.
"""

from __future__ import annotations

import importlib
import sys

from worker.domain.errors import ArticleError, DropError

# It counts the branches of what is imported from here on.
atheris = importlib.import_module("atheris")
with atheris.instrument_imports(include=["worker.messages"]):
    from worker.messages.raw import decode


def one_input(value: bytes) -> None:
    """An article, or one of the errors that dead-letter or drop it."""
    try:
        decode(value)
    except (ArticleError, DropError):
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
