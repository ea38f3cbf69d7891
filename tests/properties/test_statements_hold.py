"""What must hold of every contract and all data: T1 to T5 of the language's meaning."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from random import Random

from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from pbrlang.calendar.periods import Period
from pbrlang.interpret import THE_CONTRACT, Element, Line
from pbrlang.interpret.elements import PairElement
from pbrlang.interpret.paths import EVER, row_of
from pbrlang.ir.expressions import Constant
from pbrlang.ir.program import Cap
from pbrlang.names.homes import CalendarHome, GroupHome, part_of
from pbrlang.settle import Settlement, as_json
from pbrlang.settle.model import ClauseTotal
from tests.properties.contracts import DATA, SETTLES, Grown, grown, header, roundings, row_amounts, steps
from tests.properties.paying import compiled, pay

FEW = settings(max_examples=80)
OTHER_NAMES = {"clients.csv": "Client.csv", "visits.csv": "VISITS.csv", "stays.csv": "stay.csv"}


@FEW
@given(grown(), st.dates(date(2030, 4, 1), SETTLES), st.randoms(use_true_random=False))
def test_every_property_holds_of_any_contract_and_data(case: Grown, earlier: date, chance: Random) -> None:
    """One contract for all of them: to grow it and to pay by it is most of the work."""
    program = compiled(case.text)
    settlement = pay(program, case)

    a_statement_is_a_function_of_contract_and_data(settlement, case)
    the_order_of_rows_columns_and_files_never_matters(settlement, case, chance)
    statements_telescope(settlement, pay(program, case, as_at=earlier))
    payers_bear_each_total_and_what_is_beyond_their_limits_is_left_out_of_it(settlement)
    limits_net_of_sums_taken_back_hold_on_every_day(settlement)
    caps_hold_after_rounding(settlement)
    what_is_carried_forward_has_the_closed_forms_over_prefix_sums(settlement)
    every_amount_is_whole_coins_and_recoveries_stay_within_what_was_paid(settlement)


def a_statement_is_a_function_of_contract_and_data(settlement: Settlement, case: Grown) -> None:
    assert as_json(settlement) == as_json(pay(compiled(case.text), case))


def the_order_of_rows_columns_and_files_never_matters(settlement: Settlement, case: Grown, chance: Random) -> None:
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

    assert as_json(settlement) == as_json(pay(settlement.program, evolve(case, files=shuffled)))


def statements_telescope(at_end: Settlement, before: Settlement) -> None:
    issued = [(each.stretch.name, each.total) for each in before.statements]

    assert issued == [(each.stretch.name, each.total) for each in at_end.statements][: len(issued)]
    assert at_end.total == sum((each.total for each in at_end.statements), Fraction(0))
    assert borne(before) == borne(at_end)[: len(issued)]


def borne(settlement: Settlement) -> list[list[Fraction]]:
    """What each payer bears of each statement."""
    return [[part.amount for part in each.payers.parts] for each in settlement.statements if each.payers]


def payers_bear_each_total_and_what_is_beyond_their_limits_is_left_out_of_it(settlement: Settlement) -> None:
    for each in settlement.statements:
        if each.payers is not None:
            due = sum((clause.total for clause in each.clauses), Fraction(0))
            assert sum(part.amount for part in each.payers.parts) == each.total == due - each.payers.not_paid.amount


def limits_net_of_sums_taken_back_hold_on_every_day(settlement: Settlement) -> None:
    for cap in settlement.program.caps.values():
        if not cap.net or cap.carried or cap.loser != "latest first":
            continue
        assert isinstance(cap.most, Constant)
        assert isinstance(cap.most.value, Fraction)
        back = [line for name in cap.taken for line in settlement.interpreter.lines(name)]
        for key, lines in windows(settlement, cap).items():
            moves = [(line.date, settlement.settled[line].settled) for line in lines]
            for line in back:
                found = settlement.interpreter.walk(line, cap.taken[line.clause], EVER)
                if line.date <= cap.until and found is not None and parts_of(found) == key:
                    moves.append((line.date, -settlement.settled[line].settled))
            for day, _ in moves:
                assert sum(amount for other, amount in moves if other <= day) <= cap.most.value


def parts_of(element: Element) -> tuple[Element, ...]:
    """An element, or what it combines."""
    return element.parts if isinstance(element, PairElement) else (element,)


def caps_hold_after_rounding(settlement: Settlement) -> None:
    for cap in settlement.program.caps.values():
        for lines in windows(settlement, cap).values():
            assert_within(cap, [(line, settlement.settled[line].settled) for line in lines])


def assert_within(cap: Cap, paid: Sequence[tuple[Line, Fraction]]) -> None:
    """What is paid in one window of a cap is within it; where something is carried forward, see below."""
    assert isinstance(cap.most, Constant)
    assert isinstance(cap.most.value, Fraction)
    positive = [amount for _, amount in paid if amount > 0]
    if cap.limits == "alternatives":
        totals = [sum(amount for line, amount in paid if line.clause in names) for names in cap.alternatives]
        assert sum(total > 0 for total in totals) == (1 if positive else 0)
        assert all(total >= 0 for total in totals)
    elif cap.limits == "number" and not cap.carried:
        assert len(positive) - sum(amount < 0 for _, amount in paid) <= cap.most.value
    elif not cap.carried and not cap.net:
        assert sum(positive) <= cap.most.value


def what_is_carried_forward_has_the_closed_forms_over_prefix_sums(settlement: Settlement) -> None:
    program = settlement.program
    for cap in program.caps.values():
        step = part_of(cap.home, CalendarHome)
        if not cap.carried or cap.limits == "number" or cap.net or step is None:
            continue
        assert isinstance(cap.most, Constant)
        assert isinstance(cap.most.value, Fraction)
        periods = [each for each in program.calendars[step.step].periods if each.first <= cap.until]
        found = windows(settlement, cap)
        for others in {tuple(each for each in key if not isinstance(each, Period)) for key in found}:
            those = [
                [line for key, lines in found.items() if {*others, period} == set(key) for line in lines]
                for period in periods
            ]
            due = accumulate(sum((max(line.due, Fraction(0)) for line in lines), Fraction(0)) for lines in those)
            paid = accumulate(
                sum((max(settlement.settled[line].settled, Fraction(0)) for line in lines), Fraction(0))
                for lines in those
            )
            room = [cap.most.value * (number + 1) for number in range(len(periods))]
            assert list(paid) == closed_form(cap.carried, list(due), room)


def closed_form(carried: frozenset[str], due: Sequence[Fraction], room: Sequence[Fraction]) -> list[Fraction]:
    """What is paid by the end of each period in all, from what is due and what may be paid by then in all."""
    over = [r - c for r, c in zip(due, room, strict=True)]
    if carried == {"room", "cut"}:
        return [min(r, c) for r, c in zip(due, room, strict=True)]
    if carried == {"room"}:
        return [r - max(Fraction(0), *over[: k + 1]) for k, r in enumerate(due)]
    return [r - (over[k] - min(Fraction(0), *over[: k + 1])) for k, r in enumerate(due)]


def windows(settlement: Settlement, cap: Cap) -> dict[tuple[Element, ...], list[Line]]:
    """The lines that a cap limits, by what it is for each of; by its own day what is paid later."""
    found: dict[tuple[Element, ...], list[Line]] = {}
    step = part_of(cap.home, CalendarHome)
    for line in settlement.settled:
        if line.clause in cap.clauses and line.date <= cap.until:
            element = settlement.interpreter.walk(line, cap.each[line.clause], EVER) if cap.each else THE_CONTRACT
            members = part_of(cap.home, GroupHome)
            if members and element and not settlement.interpreter.in_group(members.group, row_of(element), line.date):
                continue
            parts = parts_of(element) if element is not None else ()
            at = settlement.program.calendars[step.step].at(line.date) if step else None
            if parts:
                key = tuple(at if isinstance(each, Period) and at else each for each in parts)
                found.setdefault(key, []).append(line)
    return found


def every_amount_is_whole_coins_and_recoveries_stay_within_what_was_paid(settlement: Settlement) -> None:
    for line in settlement.settled.values():
        assert (line.settled * 100).denominator == 1
    undone = (each for clause in ("Undone", "Undone Again") for each in _totals(settlement, clause))
    recovered = sum((-each.total for each in undone), Fraction(0))
    paid = sum((each.total for each in _totals(settlement, "First Payment")), Fraction(0))

    assert 0 <= recovered <= paid or not recovered


@settings(max_examples=40)
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


@settings(max_examples=40)
@given(grown(), row_amounts(), steps, roundings)
def test_reversing_an_amount_reverses_its_pence(case: Grown, amount: str, step: str, rounding: str) -> None:
    top = header(step, rounding) + DATA
    paid = pay(compiled(f"{top}\npayment Sum\n    for each Visit\n    pays {amount}\n"), case)
    taken = pay(compiled(f"{top}\ndeduction Sum\n    for each Visit\n    deducts {amount}\n"), case)

    assert paid.total == -taken.total


def test_the_generator_reaches_what_it_is_for() -> None:
    """A property over contracts that never have a cap, a clawback or a cut would say nothing."""
    words = {"advance", "cap", "clawback", "deduction", "fee", "floor", "payers", "payment"}
    seen: set[str] = set()

    @settings(max_examples=100, database=None)
    @given(grown())
    def look(case: Grown) -> None:
        seen.update(re.findall(rf"^({'|'.join(words)})\b", case.text, re.MULTILINE))
        settlement = pay(compiled(case.text), case)
        if any(line.cut for line in settlement.settled.values()):
            seen.add("cut")
        if any(each.recovered for statement in settlement.statements for each in statement.clauses):
            seen.add("recovered")

    look()

    assert seen == {*words, "cut", "recovered"}


def test_the_generator_reaches_limits_that_pay_or_take_back_something_later() -> None:
    once = settings(max_examples=1000, database=None, phases=[Phase.generate])

    find(grown(), lambda case: bool(pay(compiled(case.text), case).later), settings=once, random=Random(1))
