"""The text as the models know language: what printing did to it undone, every offset led back."""
