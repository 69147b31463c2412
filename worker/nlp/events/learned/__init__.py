"""Trained judgment over the rules' proposals: which are events, of which type, and whether they happened."""
