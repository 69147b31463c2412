"""The index stage: what stories say of a subject becomes a reading against its own baseline."""

from worker.stages.index.stage import Index

__all__ = ["Index"]
