"""``make tiers``: both tiers side by side, on every labeled set and in speed, memory and size."""
