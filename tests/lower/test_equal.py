"""The lowered meaning of a contract is the meaning that it had, and lies within the bounds that were found for it."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.interpret import Element, Interpreter, Undefined, Unreadable
from pbrlang.ir.program import Program
from pbrlang.lower import Lowered, lower
from pbrlang.lower.forms import NUMBER, RATIO
from pbrlang.lower.nodes import Node
from tests.agreement.both import files_of, folder_of, reading_of
from tests.lower.buildable import SETTLES, STARTS, Grown
from tests.lower.growing import contracts
from tests.lower.reading import Blank, NoQuotient, Reader, meaning
from tests.properties.paying import compiled

days = st.dates(STARTS, SETTLES) | st.just(SETTLES)


def lowered_of(program: Program) -> Lowered:
    found = lower(program)
    assert isinstance(found, Lowered), [each.message() for each in found]
    return found


def interpreter_of(program: Program, case: Grown) -> Interpreter:
    with folder_of(program, files_of(case)) as folder:
        return Interpreter(program, reading_of(program, folder, SETTLES).rows)


def meant(interpreter: Interpreter, name: str, element: Element, day: date) -> Any:
    try:
        if name in interpreter.program.groups:
            return interpreter.in_group(name, element, day)  # type: ignore[arg-type]
        return interpreter.value(name, element, day)
    except (Undefined, Unreadable) as failure:
        return type(failure)


def found(reader: Reader, node: Node, element: Element, day: date) -> Any:
    try:
        return meaning(node, reader.read(node, element, day))
    except NoQuotient:
        return Undefined
    except (Blank, Unreadable):
        return Unreadable


@settings(max_examples=40)
@given(contracts(), days)
def test_every_name_and_sum_is_what_it_was_and_every_number_lies_within_its_bounds(case: Grown, day: date) -> None:
    program = compiled(case.text)
    interpreter = interpreter_of(program, case)
    reader = Reader(lowered_of(program), interpreter, [])
    for name, value in reader.lowered.values.items():
        for element in interpreter.elements(value.home):
            one, other = meant(interpreter, name, element, day), found(reader, value.body, element, day)
            assert one == other, (name, element, day, case.text)
    check_sums(reader)
    check_bounds(reader)


def check_sums(reader: Reader) -> None:
    """What is due is the same to the coin."""
    for name, due in reader.lowered.clauses.items():
        for line in reader.interpreter.lines(name):
            if line.part:
                continue  # an instalment of what is due
            assert reader.read(due.amount, line.element, line.date) == line.due * 100
            assert due.when is None or reader.read(due.when, line.element, line.date)


def check_bounds(reader: Reader) -> None:
    """Every number is whole and within its bounds, and what is not said to be blank is not."""
    assert reader.found
    for node, whole in reader.found:
        if node.form.what == NUMBER and whole is not None:
            assert type(whole) is int
            assert node.form.least is None or node.form.least <= whole
            assert node.form.most is None or whole <= node.form.most
        if node.form.what == RATIO and whole is not None:
            assert whole[1] > 0
        assert whole is not None or node.form.blank
