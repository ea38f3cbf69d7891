"""The kind and unit of every expression, by an algebra that is a table."""
