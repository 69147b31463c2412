"""What the worker measures of itself: the catalogue, the live collectors, the page about them.

``live`` is the only module that knows prometheus_client.
"""

from worker.metrics.catalogue import CATALOGUE, PREFIX
from worker.metrics.definition import Definition, Label
from worker.metrics.live import CONTENT_TYPE, Metrics

__all__ = ["CATALOGUE", "CONTENT_TYPE", "PREFIX", "Definition", "Label", "Metrics"]
