"""How long an article takes through a worker, and what an idle worker takes."""
