"""Trees put right where the small parsers err in ways that the grammar of a language rules out."""
