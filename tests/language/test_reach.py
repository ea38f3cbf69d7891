"""The pages and the examples together reach every rule, every operation and every row of the algebra."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Token, Tree

from pbrlang.ir.expressions import Apply, Expr
from pbrlang.ir.program import Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.kinds.algebra import TABLE
from pbrlang.kinds.model import Kind
from pbrlang.pipeline import compile_text
from pbrlang.syntax import cells
from pbrlang.syntax.parser_tables import parser
from pbrlang.vocabulary.operations import OPERATIONS
from tests.frame import above
from tests.language.pages import PAGES, cases


def texts(repository: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every contract of the pages and the examples, with the files that lie beside it."""
    for page in PAGES:
        for case in cases(page):
            yield above(case.contract.text), case.files()
    for contract in sorted((repository / "examples").glob("*/contract.pbr")):
        beside = {f"worked/{each.name}": each.read_text("utf-8") for each in contract.parent.glob("worked/*.csv")}
        yield contract.read_text("utf-8"), beside


@pytest.fixture(scope="module")
def programs(repository: Path) -> list[Program]:
    compiled = [compile_text("contract.pbr", text, files.get).program for text, files in texts(repository)]
    return [each for each in compiled if each is not None]


def expressions(program: Program) -> Iterator[Expr]:
    """Every expression of a contract."""
    roots = [each.body for each in program.definitions.values()]
    roots += [each.where for each in program.groups.values()]
    roots += [each.most for each in program.caps.values()]
    roots += [each.condition for each in program.always if each.condition is not None]
    for clause in program.clauses.values():
        roots += clause_parts(clause)
    for root in roots:
        yield from walk(root)


def applied(programs: list[Program]) -> Iterator[Apply]:
    for program in programs:
        for each in expressions(program):
            if isinstance(each, Apply):
                yield each


# --- the grammar


def all_rules() -> set[str]:
    """What the parts of a parse tree can be called, and the words that rules of words can hold."""
    found = set()
    for rule in parser().rules:
        name = str(rule.alias or rule.origin.name)
        if name.startswith("_") or (rule.options.expand1 and not rule.alias):
            continue
        found.add(name)
        if rule.options.keep_all_tokens and all(each.is_term for each in rule.expansion):
            found.add(f"{name}: {words_of([each.name for each in rule.expansion])}")
    return found


def words_of(terminals: list[str]) -> str:
    return " ".join(str(parser().get_terminal(each).pattern.value) for each in terminals)


def rules_in(tree: Tree[Token]) -> Iterator[str]:
    for part in tree.iter_subtrees():
        yield str(part.data)
        if part.children and all(isinstance(each, Token) for each in part.children):
            yield f"{part.data}: {' '.join(str(each) for each in part.children)}"


def test_every_rule_of_the_grammar_is_reached(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: set[str] = set()
    really = parser().parse

    def parse(text: str, start: str) -> Tree[Token]:
        tree = really(text, start=start)
        reached.update(rules_in(tree))
        return tree

    monkeypatch.setattr(parser(), "parse", parse)
    cells.forget()
    for text, files in texts(repository):
        compile_text("contract.pbr", text, files.get)
    assert len(reached) > len(OPERATIONS)
    unreached = sorted(all_rules() - reached)
    assert not unreached, ", ".join(unreached)


# --- the vocabulary


def test_every_operation_is_used(programs: list[Program]) -> None:
    assert sorted(set(OPERATIONS) - {each.operation for each in applied(programs)}) == []


def row_of(operation: str, left: Kind, right: Kind) -> int | None:
    """Which row of its table makes an operation possible."""
    for number, row in enumerate(TABLE[operation]):
        if row.left(left) and row.right(right) and row.gives(left, right) is not None:
            return number
    return None


def test_every_row_of_the_algebra_is_used(programs: list[Program]) -> None:
    used = {
        (each.operation, row_of(each.operation, *(argument.kind for argument in each.arguments[:2])))
        for each in applied(programs)
        if each.operation in TABLE
    }
    every = {(name, number): row.rule for name, rows in TABLE.items() for number, row in enumerate(rows)}
    assert {place: rule for place, rule in every.items() if place not in used} == {}
