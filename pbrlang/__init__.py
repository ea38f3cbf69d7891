"""A language for contracts that pay by results, and its compiler."""

__version__ = "0.1.0"
