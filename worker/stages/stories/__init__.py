"""The stories stage: copies of one report collapse into one story, and the index hears of it once."""
