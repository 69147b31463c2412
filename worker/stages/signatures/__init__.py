"""The signatures stage: an analyzed article in, what the stories stage needs of it out."""

from worker.stages.signatures.sign import sign

__all__ = ["sign"]
