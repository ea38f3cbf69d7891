"""What an engine needs of a database."""

from typing import Any, Protocol


class Database(Protocol):
    """Runs statements one after the other; what is made by one is there for the next."""

    def execute(self, query: str, /) -> Any:
        """Run a statement; what it gives has `fetchone` and `fetchall`, rows as tuples."""
