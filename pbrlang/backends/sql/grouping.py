"""Queries aside that are joined: worked out once for all that differs between those that ask, and met with each."""

import re
from collections.abc import Callable, Iterable, Sequence

from attrs import define

from pbrlang.backends.sql.reading import Frame
from pbrlang.backends.sql.sources import ALIAS, Source
from pbrlang.backends.sql.values import ALWAYS, Joined, both

TOKEN = re.compile(r'\b([a-z]+[0-9]+)\.("(?:[^"]|"")*"|`(?:[^`]|``)*`|[A-Za-z_]\w*)')
"""Finds columns, each with the alias of its relation."""
_TAKES_BLANKS = re.compile(r"\b(IS|COALESCE|CASE|LEAST|GREATEST|OR|NOT)\b")

Rename = Callable[[str], str]


@define(eq=False)
class Grouped:
    """What members come to for each of what asks: `columns` of those that meet a condition.

    `frames` have the relations that ask, the outermost first; `each` is the alias of what differs between those.
    `is_filled` says of a relation and a column of it, as they stand in SQL, whether that is never blank.
    """

    alias: str
    each: str
    columns: str
    members: Source
    condition: str
    frames: Sequence[Frame]
    is_filled: Callable[[str, str], bool]

    def asked(self) -> list[str]:
        """The columns of what asks that are read."""
        own = self.members.own
        texts = (self._read, *self.members.hanging(self._read))
        found = (match for text in texts for match in TOKEN.finditer(text))
        return list(dict.fromkeys(each.group(0) for each in found if each.group(1) not in own))

    def joined(self, rename: Rename) -> str:
        """The join; `rename` says how a column that is asked for is told where it stands."""
        tokens = self.asked()
        on = both(*(self._met(each, rename(each), f"{self.alias}.k{n}") for n, each in enumerate(tokens, start=1)))
        return f"LEFT JOIN (\n{self._query(tokens)}) AS {self.alias} ON {on}"

    @property
    def _read(self) -> str:
        return f"{self.columns} {self.condition}"

    def _query(self, tokens: Sequence[str]) -> str:
        names = {token: f"{self.each}.k{number}" for number, token in enumerate(tokens, start=1)}

        def rename(text: str) -> str:
            return TOKEN.sub(lambda found: names.get(found.group(0), found.group(0)), text)

        columns, condition = rename(self.columns), rename(self.condition)
        if not tokens:
            return f"SELECT {columns}\nFROM {self.members.text(read=self._read)}\nWHERE {condition}"
        keys = ", ".join(names.values())
        listed = ", ".join(f"{each} AS k{number}" for number, each in enumerate(tokens, start=1))
        asking = f"(SELECT DISTINCT {listed}\n  {self._asking(tokens)}) AS {self.each}"
        members = self.members.text(on="TRUE", read=self._read, rename=rename)
        return f"SELECT {keys}, {columns}\nFROM {asking}\nJOIN {members}\nWHERE {condition}\nGROUP BY {keys}"

    def _asking(self, tokens: Sequence[str]) -> str:
        """The relations that have the columns of what asks, the rows of each met with those of the next."""
        read = " ".join(tokens)
        needed: list[Frame] = []
        for frame in reversed(self.frames):
            if set(ALIAS.findall(read)) & frame.source.own:
                needed.insert(0, frame)
                read = " ".join((read, *frame.source.hanging(read)))
        known: set[str] = set().union(*(each.source.standing for each in needed))
        conditions = [each.condition for each in needed if set(ALIAS.findall(each.condition)) <= known]
        read = " ".join((read, *conditions))
        first, *others = needed
        texts = [first.source.text(read=read), *(f"JOIN {each.source.text(on='TRUE', read=read)}" for each in others)]
        where = both(*conditions)
        return "FROM " + "\n".join(texts) + (f"\nWHERE {where}" if where != ALWAYS else "")

    def _met(self, token: str, told: str, key: str) -> str:
        """What meets: a blank is met with a blank, unless no member counts for one anyhow."""
        if self._is_filled(token) or token in _counts_for_none(self.condition):
            return f"({told} = {key})"
        return f"({told} IS NOT DISTINCT FROM {key})"

    def _is_filled(self, token: str) -> bool:
        alias, _, column = token.partition(".")
        found = (each.source.relation_of(alias) for each in self.frames)
        return any(relation is not None and self.is_filled(relation, column) for relation in found)


def _counts_for_none(condition: str) -> set[str]:
    """The columns where a blank makes a condition not hold."""
    parts: Iterable[str] = (condition,)
    if isinstance(condition, Joined) and condition.word == "AND":
        parts = condition.parts
    return {each.group(0) for part in parts if not _TAKES_BLANKS.search(part) for each in TOKEN.finditer(part)}
