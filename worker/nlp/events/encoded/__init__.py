"""The event coder's judge and ranker of sides in the accurate tier: the answers of the encoder decide."""
