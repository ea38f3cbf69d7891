from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics import DataPlace
from pbrlang.diagnostics.draw import draw_all
from pbrlang.interpret import Interpreter
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement, settle
from pbrlang.values.rounding import round_to
from tests.frame import above

PENNY = Fraction(1, 100)
YEARS = 4

RETURN = """\
Saving for each year means total of Cost of Visits in the year

account Still To Return
    steps each year
    opens at £1,000
    grows by {rate}%
    increased by £10
    reduced by Return paid
    increased by £1

payment Return
    for each year to the end of run-off
    pays (the lesser of {share}% of Saving and Still To Return outstanding)
    not less than £0

In The End for each year means Still To Return
"""


def compiled(text: str) -> Program:
    found = compile_text("contract.pbr", above(text))
    assert found.program is not None, draw_all(found.diagnostics)
    return found.program


def settled(program: Program, costs: list[int]) -> Settlement:
    """With one visit in the middle of each year."""
    table = program.tables["Visit"]
    client = program.tables["Client"]
    one = Row(client, {"Client": "C1", "Joined On": date(2030, 4, 1)}, DataPlace("clients.csv", 2))
    visits = []
    for year, pence in enumerate(costs):
        values: dict[str, Value] = {"Visit": f"V{year}", "Client": "C1", "Kind": "Long", "Length": Fraction(1)}
        row = Row(
            table,
            values | {"Cost": pence * PENNY, "Visited On": date(2030 + year, 9, 1)},
            DataPlace("visits.csv", 2 + year),
        )
        row.links["Client"] = one
        visits.append(row)
    return settle(program, {"Client": [one], "Visit": visits}, as_at=program.terms.settles_until)


@settings(max_examples=60)
@given(st.integers(0, 30), st.integers(0, 100), st.lists(st.integers(0, 90_000), min_size=YEARS, max_size=YEARS))
def test_a_balance_is_what_stepping_it_by_hand_gives(rate: int, share: int, costs: list[int]) -> None:
    program = compiled(RETURN.format(rate=rate, share=share))
    settlement = settled(program, costs)
    balance = Fraction(1000)
    for line, pence in zip(settlement.interpreter.lines("Return"), costs, strict=True):
        balance = balance * (1 + Fraction(rate, 100)) + 10
        due = round_to(max(Fraction(0), min(Fraction(share, 100) * pence * PENNY, balance)), PENNY, "half up")
        assert line.due == settlement.settled[line].settled == due
        balance = balance - due + 1
        assert settlement.interpreter.value("In The End", line.element, program.terms.settles_until) == balance


def test_who_reads_the_balance_first_does_not_matter() -> None:
    program = compiled(RETURN.format(rate=7, share=60))
    costs = [30_000, 20_000, 90_000, 10_000]
    first = settled(program, costs)
    years = program.calendars["year"].periods
    other = Interpreter(program, first.interpreter.rows)
    other.settled = lambda clause: {line: line.due for line in other.lines(clause)}
    backwards = [other.value("In The End", year, program.terms.settles_until) for year in reversed(years)]
    forwards = [first.interpreter.value("In The End", year, program.terms.settles_until) for year in years]
    assert backwards[::-1] == forwards


def test_a_balance_of_many_steps_is_worked_out() -> None:
    text = above("account Sum Owed\n    steps each month\n    opens at £1\n    grows by 1%\n")
    text += "\npayment Last\n    for each month\n    pays Sum Owed\n    may be negative\n"
    text = text.replace("31 March 2033", "31 March 2099").replace("31 March 2034", "31 March 2109")
    program = compile_text("contract.pbr", text).program
    assert program is not None
    settlement = settled(program, [])
    assert settlement.interpreter.lines("Last")[-1].due == round_to(Fraction(101, 100) ** (69 * 12), PENNY, "half up")
