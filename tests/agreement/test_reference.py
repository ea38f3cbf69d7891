"""Every contract of the language reference with its data: what is built from it gives what the interpreter gives."""

from datetime import date, timedelta
from functools import cache

import pytest

from pbrlang.backends import PROGRAMS, build
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from tests.agreement.both import built, by_python, folder_of, meant, module_of, reading_of
from tests.agreement.node import Node, data_for, source_of
from tests.frame import CLIENTS, above, is_whole
from tests.language.pages import PAGES, Case, cases

CASES = [case for page in PAGES for case in cases(page) if not case.is_mistaken]


@cache
def program_of(case: Case) -> Program | None:
    return compile_text("contract.pbr", above(case.contract.text), case.files().get).program


def declined(program: Program, target: str) -> bool:
    """Whether a case holds what cannot be built yet; it is then told with its clause and the reason, and not built."""
    found = build(program, target)
    if isinstance(found, dict):
        return False
    assert found
    assert all(each.code == "PBR601" and "cannot be built: " in each.message() for each in found)
    return True


def data_of(case: Case) -> list[dict[str, str]]:
    """The data of a case as it stands before each of its expectations."""
    frame = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    found = [{**frame, **case.files(each)} for each in case.expected] or [frame]
    return [{name: text for name, text in each.items() if "/" not in name} for each in found]


def days_of(program: Program) -> list[date]:
    """A day in the middle of a period, and the end of all."""
    first = program.calendars[program.terms.step].periods[0]
    return [first.last + timedelta(40), program.terms.settles_until]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_javascript_gives_what_the_interpreter_gives(node: Node, case: Case) -> None:
    program = program_of(case)
    if program is None or declined(program, "javascript"):
        return
    source = source_of(built(program, "javascript"))
    last = program.terms.settles_until
    for files in data_of(case):
        with folder_of(program, files) as folder:
            reading = reading_of(program, folder, last)
            if reading.errors or reading.bad:
                continue
            for day in days_of(program):
                data = data_for(program, reading, last)
                assert node.settled(source, data, day) == meant(program, folder, last, day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_module_gives_what_the_interpreter_gives(case: Case) -> None:
    program = program_of(case)
    if program is None or declined(program, "python"):
        return
    module = module_of(program)
    for files in data_of(case):
        with folder_of(program, files) as folder:
            for day in days_of(program):
                last = program.terms.settles_until
                assert by_python(module, folder, last, day) == meant(program, folder, last, day)


@pytest.mark.parametrize("target", PROGRAMS)
def test_most_of_the_reference_can_be_built(target: str) -> None:
    programs = [program for case in CASES if (program := program_of(case)) is not None]
    built_of_them = [each for each in programs if not declined(each, target)]
    assert len(built_of_them) >= 200
