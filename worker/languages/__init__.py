"""The language data: one folder a language, tables a linguist can edit, and the one reader of them."""
