"""Who did it and to whom, read with the whole article: a small ranker over the codes that it names."""
