"""What the tables of a contract and their fields are called in a database: the names that SQL is written with."""

from pbrlang.backends.sql.naming import FILE, ROW, clashes, column, quoted, relation

__all__ = ["FILE", "ROW", "clashes", "column", "quoted", "relation"]
