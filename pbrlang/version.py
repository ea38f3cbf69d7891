"""The version of pbrlang, for what must not import the whole of it."""

__version__ = "0.1.0"
