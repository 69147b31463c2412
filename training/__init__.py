"""How the shipped pipelines in worker/models were made, and how to make them again."""
