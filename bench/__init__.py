"""Benchmarks of the worker and their last results: ``make bench`` and ``make scorecard``."""

import os

# One thread a process, in the workers too: read by OpenBLAS when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
