"""The spaCy edge: pipelines built from config, and the components this project adds to them."""
