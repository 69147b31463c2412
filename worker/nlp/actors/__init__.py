"""Actor linking: who is meant by a name, a nationality, a capital, an office or a pronoun."""
