"""A parser that runs on ready tables: LALR(1), with a lexer that knows what may come next.

It says only whether a text can be read. Why it cannot is for Lark to say, which nobody waits for who makes no mistake.
"""

import re
from typing import Any, Union

Child = Union["Tree", "Token", None]


class CannotRead(Exception):
    """The text is no instance of the rule at which reading was to start."""


class Token(str):
    """A word as it was written, with its terminal and its place: the characters before its start and its end."""

    __slots__ = ("end", "start", "type")

    type: str
    start: int
    end: int


class Tree:
    """One rule as it was written: its name, and what it keeps of its parts.

    `start` and `end` are its place, as a token's, and nothing where nothing was written. The outer ones also span
    words that it does not keep in rules that it stands for.
    """

    __slots__ = ("children", "data", "end", "outer_end", "outer_start", "start")

    def __init__(self, data: str, children: list[Any]) -> None:
        self.data = data
        self.children = children
        self.start: int | None = None
        self.end: int | None = None
        self.outer_start: int | None = None
        self.outer_end: int | None = None


class Reader:
    """Reads texts by tables that `compact_tables.compact` made."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._patterns = {name: re.compile(pattern).match for name, pattern in tables["patterns"].items()}
        self._ignored = frozenset(tables["ignored"])
        self._scanners = tables["scanners"]
        self._states = tables["states"]
        self._rules = tables["rules"]
        self._starts = tables["starts"]

    def parse(self, text: str, start: str) -> Any:
        """The tree of a text, as Lark would build it; the child itself, where a rule is its single child.

        Raises CannotRead.
        """
        state, last = self._starts[start]
        states = [state]
        values: list[Any] = []
        at = 0
        while (token := self._next(text, at, states[-1])) is not None:
            at = token.end
            states.append(self._reduced(token.type, states, values))
            values.append(token)
        self._reduced("$END", states, values, last)
        return values[-1]

    def _reduced(self, terminal: str, states: list[int], values: list[Any], last: int | None = None) -> int:
        """The state to which a terminal leads, once every rule that ends before it is made a tree."""
        while True:
            action = self._states[states[-1]][1].get(terminal)
            if action is None:
                raise CannotRead
            if action >= 0:
                return action  # type: ignore[no-any-return]
            rule = self._rules[-1 - action]
            parts = []
            if rule[1]:
                parts = values[-rule[1] :]
                del values[-rule[1] :], states[-rule[1] :]
            values.append(_made(rule, parts))
            states.append(self._states[states[-1]][1][rule[0]])
            if states[-1] == last:
                return last

    def _next(self, text: str, at: int, state: int) -> Token | None:
        """The next word at a place, in a state; nothing at the end of the text."""
        steps, own = self._scanners[self._states[state][0]]
        while at < len(text):
            name, end = self._scanned(text, at, steps)
            if name not in self._ignored:
                token = Token(text[at:end])
                token.start, token.end = at, end
                token.type = own[name].get(token, name) if name in own else name
                return token
            at = end
        return None

    def _scanned(self, text: str, at: int, steps: list[Any]) -> tuple[str, int]:
        """The first terminal that matches at a place, and where it ends."""
        for step in steps:
            if isinstance(step, str):
                found = self._patterns[step](text, at)
                if found is not None:
                    return step, found.end()
            else:
                for word, name in step:
                    if text.startswith(word, at):
                        return name, at + len(word)
        raise CannotRead


def _made(rule: Any, parts: list[Any]) -> Any:
    """What stands for a rule whose parts are there: a tree, or its single child."""
    _, _, data, single, kept, blank = rule
    children = parts if kept is None else _children(parts, kept, blank)
    made = children[0] if single and len(children) == 1 else Tree(data, children)
    if isinstance(made, Tree):
        _place(made, parts)
    return made


def _children(parts: list[Any], kept: list[tuple[int, bool, int]], blank: int) -> list[Any]:
    children: list[Any] = []
    for number, inner, before in kept:
        children += [None] * before
        if inner:
            children += parts[number].children
        else:
            children.append(parts[number])
    return children + [None] * blank


def _place(made: Tree, parts: list[Any]) -> None:
    """Set where a tree starts and ends: with the first and the last of its parts that were written."""
    first = next((place for each in parts if (place := _first(each)) is not None), None)
    if first is None:
        return
    last = next(place for each in reversed(parts) if (place := _last(each)) is not None)
    if made.start is None:
        made.start, made.end = first, last
    made.outer_start, made.outer_end = first, last


def _first(part: Child) -> int | None:
    return part.start if isinstance(part, Token) else part.outer_start if isinstance(part, Tree) else None


def _last(part: Child) -> int | None:
    return part.end if isinstance(part, Token) else part.outer_end if isinstance(part, Tree) else None
