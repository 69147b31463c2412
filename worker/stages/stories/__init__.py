"""The stories stage: copies of one report collapse into one story, and the index hears of it once."""

from worker.stages.stories.stage import Stories, StoriesOptions

__all__ = ["Stories", "StoriesOptions"]
