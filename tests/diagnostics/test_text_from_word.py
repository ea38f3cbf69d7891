"""Text that has been through Word is read as it is meant: no message, and the same contract."""

from collections.abc import Callable
from itertools import cycle

import pytest

from pbrlang.ir.program import Program
from tests.diagnostics.variants import compiled, contract, drawn

EXAMPLES = ("work-programme", "west-yorkshire-custody", "care-review")


def curly_quotes_and_fixed_spaces(text: str) -> str:
    marks = cycle("“”")
    text = "".join(next(marks) if char == '"' else char for char in text)
    return text.replace("'", "’").replace(" weeks", "\u00a0weeks").replace(" per ", "\u202fper\u00a0")


def long_dashes_and_tabs(text: str) -> str:
    lines = text.replace("-", "–").splitlines()
    return "\n".join("\t" * ((len(line) - len(line.lstrip())) // 4) + line.lstrip() for line in lines) + "\n"


def signs_of_arithmetic_and_line_ends(text: str) -> str:
    prose = cycle((False, True))
    parts = [part if next(prose) else part.replace(" * ", " × ").replace(" / ", " ÷ ") for part in text.split('"')]
    return "\ufeff" + '"'.join(parts).replace("\n", "\r\n")


PASTED = (curly_quotes_and_fixed_spaces, long_dashes_and_tabs, signs_of_arithmetic_and_line_ends)


def says(program: Program) -> object:
    """What a contract comes to, without the places where it is written."""
    clauses = {name: (each.home, each.amount.kind, each.until) for name, each in program.clauses.items()}
    prices = {name: each.cells for name, each in program.tariffs.items()}
    expected = [(each.title, [one.value for one in each.expects]) for each in program.examples]
    caps = {name: (each.home, each.until, tuple(each.each)) for name, each in program.caps.items()}
    return program.order, clauses, prices, expected, caps, program.terms.ends, program.terms.rounding.way


@pytest.mark.parametrize("paste", PASTED, ids=lambda each: each.__name__)
@pytest.mark.parametrize("example", EXAMPLES)
def test_pasted_text_is_read_as_meant(example: str, paste: Callable[[str], str]) -> None:
    plain, pasted = contract(example), paste(contract(example))
    assert pasted != plain
    found = compiled(example, pasted)
    assert drawn(found) == drawn(compiled(example, plain))
    program, meant = found.program, compiled(example, plain).program
    assert program is not None
    assert meant is not None
    assert says(program) == says(meant)
