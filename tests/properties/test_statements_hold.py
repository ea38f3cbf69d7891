"""What must hold of every contract and all data: T1 to T5 of the language's meaning."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from random import Random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.ir.expressions import Constant
from pbrlang.settle import Settlement, as_json
from pbrlang.settle.model import ClauseTotal
from tests.properties.contracts import DATA, SETTLES, Grown, grown, header, roundings, row_amounts, steps
from tests.properties.paying import compiled, pay

FEW = settings(max_examples=80)
OTHER_NAMES = {"clients.csv": "Client.csv", "visits.csv": "VISITS.csv", "stays.csv": "stay.csv"}


@FEW
@given(grown())
def test_a_statement_is_a_function_of_contract_and_data(case: Grown) -> None:
    first = as_json(pay(compiled(case.text), case))

    assert first == as_json(pay(compiled(case.text), case))


@FEW
@given(grown(), st.randoms(use_true_random=False))
def test_the_order_of_rows_columns_and_files_never_matters(case: Grown, chance: Random) -> None:
    shuffled = {}
    names = list(case.files)
    chance.shuffle(names)
    for name in names:
        heading, rows = case.files[name]
        order = list(range(len(heading)))
        chance.shuffle(order)
        mixed = [tuple(row[index] for index in order) for row in rows]
        chance.shuffle(mixed)
        spelt = tuple(chance.choice([cell, cell.upper(), cell.replace(" ", "_")]) for cell in heading)
        shuffled[OTHER_NAMES[name]] = (tuple(spelt[index] for index in order), tuple(mixed))
    program = compiled(case.text)

    assert as_json(pay(program, case)) == as_json(pay(program, evolve(case, files=shuffled)))


@FEW
@given(grown(), st.dates(date(2030, 4, 1), SETTLES))
def test_statements_telescope(case: Grown, earlier: date) -> None:
    program = compiled(case.text)
    at_end, before = pay(program, case), pay(program, case, as_at=earlier)
    issued = [(each.stretch.name, each.total) for each in before.statements]

    assert issued == [(each.stretch.name, each.total) for each in at_end.statements][: len(issued)]
    assert at_end.total == sum((each.total for each in at_end.statements), Fraction(0))


@FEW
@given(grown())
def test_caps_hold_after_rounding(case: Grown) -> None:
    program = compiled(case.text)
    settlement = pay(program, case)
    for cap in program.caps.values():
        assert isinstance(cap.most, Constant)
        assert isinstance(cap.most.value, Fraction)
        paid: dict[object, Fraction] = {}
        for line, settled in settlement.settled.items():
            if line.clause in cap.each and line.date <= cap.until:
                window = settlement.interpreter.walk(line, cap.each[line.clause], line.date)
                paid[window] = paid.get(window, Fraction(0)) + settled.settled
        for amount in paid.values():
            assert amount <= cap.most.value


@FEW
@given(grown())
def test_every_amount_is_whole_coins_and_recoveries_stay_within_what_was_paid(case: Grown) -> None:
    settlement = pay(compiled(case.text), case)
    for line in settlement.settled.values():
        assert (line.settled * 100).denominator == 1
    undone = (each for clause in ("Undone", "Undone Again") for each in _totals(settlement, clause))
    recovered = sum((-each.total for each in undone), Fraction(0))
    paid = sum((each.total for each in _totals(settlement, "First Payment")), Fraction(0))

    assert 0 <= recovered <= paid or not recovered


@FEW
@given(grown().filter(lambda case: "advance " in case.text))
def test_an_advance_changes_when_money_is_paid_and_not_how_much(case: Grown) -> None:
    blocks = case.text.split("\n\n")
    without = "\n\n".join(block for block in blocks if not block.startswith("advance ")) + "\n"
    settlement = pay(compiled(case.text), case)

    assert settlement.total == pay(compiled(without), case).total
    assert sum((each.total for each in _totals(settlement, "Early Money")), Fraction(0)) == 0
    assert all(each.to_date >= 0 for each in _totals(settlement, "Early Money"))


def _totals(settlement: Settlement, clause: str) -> Iterator[ClauseTotal]:
    return (each for statement in settlement.statements for each in statement.clauses if each.clause == clause)


@FEW
@given(grown(), row_amounts(), steps, roundings)
def test_reversing_an_amount_reverses_its_pence(case: Grown, amount: str, step: str, rounding: str) -> None:
    top = header(step, rounding) + DATA
    paid = pay(compiled(f"{top}\npayment Sum\n    for each Visit\n    pays {amount}\n"), case)
    taken = pay(compiled(f"{top}\ndeduction Sum\n    for each Visit\n    deducts {amount}\n"), case)

    assert paid.total == -taken.total


def test_the_generator_reaches_what_it_is_for() -> None:
    """A property over contracts that never have a cap, a clawback or a cut would say nothing."""
    seen: set[str] = set()

    @settings(max_examples=100, database=None)
    @given(grown())
    def look(case: Grown) -> None:
        seen.update(re.findall(r"^(advance|cap|clawback|deduction|fee|payment)\b", case.text, re.MULTILINE))
        settlement = pay(compiled(case.text), case)
        if any(line.cut for line in settlement.settled.values()):
            seen.add("cut")
        if any(each.recovered for statement in settlement.statements for each in statement.clauses):
            seen.add("recovered")

    look()

    assert seen == {"advance", "cap", "clawback", "deduction", "fee", "payment", "cut", "recovered"}
