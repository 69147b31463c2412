"""The nouns of the project: frozen dataclasses and enumerations that know no library and no wire format."""
