"""Measures of the language part on labeled sets, and the readers of these sets."""
