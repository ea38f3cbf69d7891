"""Queries in which what has a name in the contract is worked out once, in a step, and read by that name.

The steps stand one after another as common table expressions, which databases put together again. What a query reads
of relations comes first, then what can be told of that alone, and so on. A text is worked out in a step where the
conditions of a clause do not hold too, so that none may be a step that divides by what may be nought.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import digits

from attrs import define, field

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import Called

_SHORTEST = 16
_READ = re.compile(
    r"(?P<skip>'(?:[^'\\]|''|\\.)*')|\b(?P<alias>[a-z]+[0-9]+)\.(?P<column>\"[^\"]+\"|`[^`]+`|[a-z_]\w*)"
)

_BRACKETS = re.compile(r"'(?:[^'\\]|''|\\.)*'|[()]")
_COUNTED = {"_count": "number", "_sum": "total"}

Columns = Sequence[tuple[str, str]]


@define(eq=False)
class Naming:
    """Names of the columns of one query, none given twice."""

    dialect: Dialect
    taken: set[str]
    given: dict[object, str] = field(factory=dict)

    def of(self, what: object, words: str) -> str:
        """The name of something, made of words; as it stands in SQL."""
        if what not in self.given:
            name = plain = relation(re.sub(r"[^\w ]", " ", words).strip()) or "value"
            number = 1
            while name in self.taken:
                number += 1
                name = f"{plain}_{number}"
            self.taken.add(name)
            self.given[what] = self.dialect.named(name)
        return self.given[what]


@define(eq=False)
class NamedSteps:
    """Writes the query of some columns over a source.

    `called` has the texts that may be steps, and what columns stand for; `counted` what queries aside count, in words,
    by their aliases.
    """

    dialect: Dialect
    called: Mapping[str, Called]
    counted: Mapping[str, str]

    def select(self, columns: Columns, source: Source, where: str) -> str | None:
        """The query, with a step for each text that has a name and is read in it; nothing where there is none."""
        finals = [text for text, _ in columns] + [where]
        texts = self._steps(finals, source.own)
        if not texts:
            return None
        naming = Naming(self.dialect, {name for _, name in columns})
        read = dict.fromkeys(each for text in finals for each in _read(text))
        flat = self._flat(read, naming)
        names = {text: naming.of(text, self.called[text].words) for text in texts}
        worked_out = {text: _put(text, names, text) for text in texts}
        made = [(_put(text, names), name) for text, name in columns]
        condition = _put(where, names)
        used = _used([condition, *(text for text, _ in made)], worked_out, names)
        levels = _levels(used, worked_out, names)
        first = [f"{alias}.{column} AS {flat[alias, column]}" for alias, column in flat]
        parts = [self._with("read_in", f"SELECT\n    {_joined(first)}\n  {_set_in(source.text())}")]
        before = "read_in"
        for number, level in enumerate(levels, start=1):
            told = [self._told(text, worked_out[text], names[text], flat) for text in level]
            parts.append(self._with(f"step_{number}", f"SELECT\n    *,\n    {_joined(told)}\n  FROM {before}"))
            before = f"step_{number}"
        shown = [f"{_without_brackets(_flattened(text, flat))} AS {self.dialect.named(name)}" for text, name in made]
        listed = ",\n  ".join(shown)
        last = f"SELECT\n  {listed}\nFROM {before}\nWHERE {_without_brackets(_flattened(condition, flat))}"
        return f"WITH {', '.join(parts)}\n{last}"

    def _steps(self, finals: Sequence[str], own: set[str]) -> list[str]:
        """The texts that are steps, the longest first."""
        found = [
            text
            for text in self.called
            if len(text) >= _SHORTEST
            and _is_whole(text)
            and any(text in each for each in finals)
            and {alias for alias, _ in _read(text)} <= own
            and _read(text)
        ]
        return sorted(found, key=len, reverse=True)

    def _flat(self, read: Iterable[tuple[str, str]], naming: Naming) -> dict[tuple[str, str], str]:
        """The columns that are read by what they are called in steps; one of several of a name says whose it is."""
        read = list(read)
        times = Counter(column for _, column in read)
        return {each: naming.of(each, self._words(*each, times[each[1]] > 1)) for each in read}

    def _words(self, alias: str, column: str, shared: bool) -> str:
        known, bare = self.called.get(f"{alias}.{column}"), column.strip('"`')
        if known is not None:
            return known.words
        if alias in self.counted:
            return f"{_COUNTED.get(bare, bare.strip('_'))} of {self.counted[alias]}"
        return f"{alias.rstrip(digits)} {bare.strip('_')}" if shared or bare.startswith("_") else bare

    def _told(self, text: str, worked_out: str, name: str, flat: Mapping[tuple[str, str], str]) -> str:
        called = self.called[text]
        clause = f" ({called.clause})" if called.clause else ""
        body = _flattened(worked_out, flat)
        return f"-- {called.words}{clause}\n    {_without_brackets(body)} AS {name}"

    def _with(self, name: str, query: str) -> str:
        return f"{name} AS (\n  {query}\n)"


def _read(text: str) -> list[tuple[str, str]]:
    """The columns that a text reads: alias and column."""
    return [(each["alias"], each["column"]) for each in _READ.finditer(text) if each["alias"]]


def _is_whole(text: str) -> bool:
    """Whether a text stands by itself wherever it is put: in brackets, or as what a function gives."""
    begin = re.match(r"[A-Z_]*\(", text)
    if begin is None:
        return False
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(text)
    return False


def _put(text: str, names: Mapping[str, str], but: str = "") -> str:
    """A text in which steps are read by their names, the longest first."""
    for step, name in names.items():
        if step != but and len(step) <= len(but or text):
            text = re.sub(r"(?<![A-Za-z0-9_])" + re.escape(step), name, text)  # names are letters and figures alone
    return text


def _used(finals: Iterable[str], worked_out: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """The steps that are read, by the query or by steps that are."""
    found: dict[str, None] = {}
    waiting = list(finals)
    while waiting:
        text = waiting.pop()
        for step, name in names.items():
            if step not in found and name in text:
                found[step] = None
                waiting.append(worked_out[step])
    return list(reversed([each for each in names if each in found]))


def _levels(used: Sequence[str], worked_out: Mapping[str, str], names: Mapping[str, str]) -> list[list[str]]:
    """Steps by how many others come before them; the shortest come first in `used`, and none reads a longer one."""
    level: dict[str, int] = {}
    for step in used:
        level[step] = 1 + max((level[each] for each in level if names[each] in worked_out[step]), default=0)
    return [[step for step in used if level[step] == number] for number in range(1, max(level.values()) + 1)]


def _flattened(text: str, flat: Mapping[tuple[str, str], str]) -> str:
    """A text in which what is read of relations is read of the steps instead."""
    return _READ.sub(lambda each: each[0] if each["skip"] else flat[each["alias"], each["column"]], text)


def _without_brackets(text: str) -> str:
    return text[1:-1] if text.startswith("(") and _is_whole(text) else text


def _joined(parts: Iterable[str]) -> str:
    return ",\n    ".join(parts)


def _set_in(source: str) -> str:
    """What stands after FROM, each line set in by the brackets that it stands in."""
    lines, depth = [], 1
    for line in source.split("\n"):
        lines.append(f"{'  ' * depth}{line.lstrip()}")
        depth += sum({"(": 1, ")": -1}.get(each[0], 0) for each in _BRACKETS.finditer(line))
    return "FROM " + "\n".join(lines).lstrip()
