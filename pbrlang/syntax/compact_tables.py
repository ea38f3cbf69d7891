"""The tables of a Lark parser as plain lists and dictionaries, all that reading an item without a mistake needs.

Lark itself takes longer to import and to load than a contract takes to read. What is written down here is exactly
what Lark would do: for each state the terminals that may follow, in the order in which Lark tries them, what each leads
to, and for each rule the children that it keeps. `quick.Reader` reads by it.
"""

import re
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef


def compact(built: "Lark") -> dict[str, Any]:
    """The tables of a parser that is LALR(1), has a contextual lexer, and propagates positions."""
    front: Any = built.parser
    table = front.parser._parse_table
    numbers = {rule: number for number, rule in enumerate(built.rules)}
    scanners: dict[frozenset[str], int] = {}
    written: list[Any] = []
    states: dict[int, tuple[int, dict[str, int]]] = {}
    for state, actions in table.states.items():
        terminals = front.lexer.lexers[state].terminals
        key = frozenset(each.name for each in terminals)
        if key not in scanners:
            scanners[key] = len(written)
            written.append(_scanner(terminals))
        states[state] = scanners[key], {_text(name): _action(each, numbers) for name, each in actions.items()}
    return {
        "patterns": {
            _text(each.name): each.pattern.to_regexp() for each in built.terminals if each.pattern.type == "re"
        },
        "ignored": tuple(_text(each) for each in front.lexer.root_lexer.ignore_types),
        "scanners": written,
        "states": states,
        "rules": [_rule(each) for each in built.rules],
        "starts": {_text(name): (first, table.end_states[name]) for name, first in table.start_states.items()},
    }


def _action(action: tuple[Any, Any], numbers: "dict[Rule, int]") -> int:
    """The state to go to; or, below nothing, the rule that ends: -1 for the first, -2 for the second."""
    what, argument = action
    return argument if what.name == "Shift" else -1 - numbers[argument]


def _scanner(terminals: "list[TerminalDef]") -> tuple[list[Any], dict[str, dict[str, str]]]:
    """What to try one after the other, and which words are terminals of their own although a pattern matches them.

    A pattern is tried by its name; words that follow one another are kept together, as pairs of word and name.
    """
    own: dict[str, dict[str, str]] = {}
    words = [each for each in terminals if each.pattern.type == "str"]
    if any(each.pattern.flags for each in terminals):
        raise ValueError("a terminal with flags is not provided for")
    taken = set()
    for pattern in terminals:
        for word in words:
            if pattern.pattern.type == "re" and word.priority == pattern.priority and _begins(pattern, word):
                own.setdefault(_text(pattern.name), {})[word.pattern.value] = _text(word.name)
                taken.add(word.name)
    steps: list[Any] = []
    for each in terminals:
        if each.pattern.type == "re":
            steps.append(_text(each.name))
        elif each.name not in taken:
            if not steps or isinstance(steps[-1], str):
                steps.append([])
            steps[-1].append((each.pattern.value, _text(each.name)))
    return steps, own


def _begins(pattern: "TerminalDef", word: "TerminalDef") -> bool:
    found = re.match(pattern.pattern.to_regexp(), word.pattern.value)
    return found is not None and found[0] == word.pattern.value


def _rule(rule: "Rule") -> tuple[str, int, str, bool, list[tuple[int, bool, int]] | None, int]:
    """Its name, how many parts it has, its node's name, whether a single child stands for it, and its children.

    A child is the number of its part, whether the part's own children stand in its place, and how many parts that
    were not written stand before it; the last number is of those that stand at the end. Nothing: each part is one.
    """
    name, options = rule.origin.name, rule.options
    gaps = [len(each) for each in "".join(str(int(each)) for each in options.empty_indices or ()).split("0")]
    if not options.empty_indices:
        gaps = [0] * (len(rule.expansion) + 1)
    children: list[tuple[int, bool, int]] = []
    blank = 0
    for number, symbol in enumerate(rule.expansion):
        blank += gaps[number]
        if options.keep_all_tokens or not (symbol.is_term and getattr(symbol, "filter_out", False)):
            children.append((number, not symbol.is_term and symbol.name.startswith("_"), blank))
            blank = 0
    blank += gaps[-1]
    plain = not blank and len(children) == len(rule.expansion) and not any(each[1] or each[2] for each in children)
    single = options.expand1 and not rule.alias
    return _text(name), len(rule.expansion), _text(rule.alias or name), single, None if plain else children, blank


def _text(name: str) -> str:
    """A name of Lark's, which may be a token, as a plain text that is written down once."""
    return intern(str(name))
