"""One statement of a program in SQL, with what it is for."""

from pbrlang.source.late import Late


class Step(metaclass=Late):
    """A statement; `title` says in words what it gives, with the numbers of clauses, and `makes` names its relation."""

    title: str
    sql: str
    makes: str = ""

    def text(self) -> str:
        """The statement with its title as a comment."""
        return "\n".join([*(f"-- {line}" for line in self.title.splitlines()), f"{self.sql};"])
