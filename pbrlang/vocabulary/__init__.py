"""The operations of the language, as data."""
