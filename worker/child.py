"""The entry point of a pool process: ``python -m worker.child``, started by the worker alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from worker.stages.building import CoderOptions, build_coder
from worker.streams.processed import Process, Processed, processed
from worker.streams.serve import serve


def build(options: CoderOptions) -> Process:
    """The real processing: the coder stage with its models loaded, its outcomes as bytes."""
    coder = build_coder(options, warm=True)

    def process(values: Sequence[bytes | None]) -> list[Processed]:
        return [processed(outcome, topics=options.topics) for outcome in coder.code(values)]

    return process


if __name__ == "__main__":
    sys.exit(serve(build))
