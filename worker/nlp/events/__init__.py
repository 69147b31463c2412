"""Political events over the dependency parse: who did what to whom, who says so, and did it happen."""
