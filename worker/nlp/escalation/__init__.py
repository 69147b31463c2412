"""Finding the words of escalation in a Doc, and the words around them that take them back."""
