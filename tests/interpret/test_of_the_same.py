"""What a row counts beside itself, and combinations, over rows given as text."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations

import pytest

from pbrlang.data.rows import Row
from pbrlang.diagnostics import DataPlace
from pbrlang.interpret import Fate, Interpreter, PairElement, key_in_words
from pbrlang.ir.program import Program
from pbrlang.names.homes import CalendarHome, ListHome, PairHome
from pbrlang.pipeline import compile_text
from pbrlang.settle import settle
from tests.frame import above

UNTIL = date(2034, 3, 31)
Visit = tuple[str, str | None, str, int, date]
MAY = date(2030, 5, 1)


def program(fragment: str) -> Program:
    compilation = compile_text("contract.pbr", above(fragment))
    assert compilation.program is not None, [each.message() for each in compilation.diagnostics]
    return compilation.program


def rows(contract: Program, visits: list[Visit]) -> dict[str, list[Row]]:
    clients = {
        name: Row(contract.tables["Client"], {"Client": name, "Joined On": date(2030, 4, 1)}, _place("clients", number))
        for number, name in enumerate(sorted({client for _, client, *_ in visits if client}))
    }
    made = []
    for number, (key, client, kind, length, day) in enumerate(visits):
        values = {
            "Visit": key,
            "Client": client,
            "Kind": kind,
            "Length": Fraction(length),
            "Cost": Fraction(0),
            "Visited On": day,
        }
        row = Row(contract.tables["Visit"], values, _place("visits", number))  # type: ignore[arg-type]
        if client:
            row.links["Client"] = clients[client]
        made.append(row)
    return {"Client": list(clients.values()), "Visit": made}


def _place(table: str, number: int) -> DataPlace:
    return DataPlace(f"{table}.csv", number + 2)


def earned(contract: Program, visits: list[Visit], clause: str) -> list[str]:
    settlement = settle(contract, rows(contract, visits), as_at=UNTIL)
    assert not settlement.faults, [each.reason for each in settlement.faults]
    return [line.element.key[0] for line in settlement.interpreter.lines(clause)]  # type: ignore[union-attr,misc]


def paying(condition: str) -> Program:
    return program(f"payment Sum\n    for each Visit\n    when {condition}\n    pays £1\n")


def test_itself_is_among_those_of_the_same_to_date_and_not_among_those_before() -> None:
    visits: list[Visit] = [("V1", "C1", "Long", 1, MAY), ("V2", "C1", "Long", 1, MAY + timedelta(1))]
    assert earned(paying("number of Visits of the same Client to date is 1"), visits, "Sum") == ["V1"]
    assert earned(paying("number of Visits of the same Client before this is 1"), visits, "Sum") == ["V2"]


def test_rows_of_one_date_are_at_fault_only_where_the_other_would_count() -> None:
    contract = paying("number of Visits of the same Client before this where Kind is Long is 0")
    pairs = {
        ("Long", "Long"): {"V1", "V2"},
        ("Long", "Short"): {"V2"},  # whether the long one came before the short one
        ("Short", "Short"): set(),
    }
    for (one, other), at_fault in pairs.items():
        visits: list[Visit] = [("V1", "C1", one, 1, MAY), ("V2", "C1", other, 1, MAY), ("V3", "C2", "Long", 1, MAY)]
        for order in permutations(visits):
            found = settle(contract, rows(contract, list(order)), as_at=UNTIL).faults
            assert {each.record[0] for each in found} == at_fault
            assert {each.fault.code for each in found} <= {"PBR560"}


def test_other_rows_of_the_date_do_not_matter_where_another_time_word_leaves_out_that_day() -> None:
    days = "number of Visits of the same Client before this and in the 7 days before 20 April 2030 is 0"
    visits: list[Visit] = [("V1", "C1", "Long", 1, MAY), ("V2", "C1", "Long", 1, MAY)]
    assert earned(paying(days), visits, "Sum") == ["V1", "V2"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("(number of Visits of the same Client to date where Kind is this Kind) is 2", ["V3"]),
        ("(number of Visits of the same Client to date where this Visit's Kind is Kind) is 2", ["V3"]),
        ("(number of Visits of the same Client to date where Length is more than this Length) is 1", ["V2", "V3"]),
        ("(total of (Length - this Length) of Visits of the same Client to date) is 10 minutes", ["V2", "V3"]),
        ("(number of Visits of the same Kind to date where Joined On is this Client's Joined On) is 3", ["V4"]),
        (
            "number of Visits of the same Client to date where (Kind is not this Kind and Length is 30 minutes) is 1",
            ["V2"],
        ),
    ],
)
def test_this_is_the_row_that_the_clause_is_for(condition: str, expected: list[str]) -> None:
    visits: list[Visit] = [
        ("V1", "C1", "Long", 30, MAY),
        ("V2", "C1", "Short", 20, MAY + timedelta(1)),
        ("V3", "C1", "Long", 20, MAY + timedelta(2)),
        ("V4", "C2", "Long", 20, MAY + timedelta(3)),
    ]
    assert earned(paying(condition), visits, "Sum") == expected


def test_this_inside_what_is_counted_inside_is_the_nearer_one() -> None:
    contract = program(
        "payment Sum\n    for each Client\n    on 31 March 2031\n    pays £1\n"
        "    when (number of Visits to date where "
        "((number of Visits of the same Client to date where Kind is this Kind) is 2)) is 1\n"
    )
    visits: list[Visit] = [("V1", "C1", "Long", 1, MAY), ("V2", "C1", "Long", 1, MAY + timedelta(1))]
    one: list[Visit] = [("V3", "C2", "Long", 1, MAY), ("V4", "C2", "Short", 1, MAY + timedelta(1))]
    found = settle(contract, rows(contract, [*visits, *one]), as_at=UNTIL).interpreter.lines("Sum")
    # On 31 March both of C1's visits see two of their kind.
    assert [key_in_words(line.element) for line in found] == []


def test_the_combinations_are_in_the_order_of_their_parts() -> None:
    contract = program("list Region is one of South, North\n\nFew for each Region means £1\n")
    home = PairHome((ListHome("Region"), CalendarHome("year")))
    found = Interpreter(contract, {}).elements(home)
    assert all(isinstance(each, PairElement) for each in found)
    assert [" ".join(key_in_words(each).values()) for each in found][:5] == [
        *("South year 1", "South year 2", "South year 3", "South year 4", "North year 1")
    ]


def test_a_row_that_is_combined_is_used_if_one_of_its_combinations_earned() -> None:
    contract = program("payment Sum\n    for each Visit and month\n    when Length is 2 minutes\n    pays £1\n")
    visits: list[Visit] = [("V1", "C1", "Long", 1, MAY), ("V2", "C1", "Long", 2, MAY)]
    (_, of_visits) = settle(contract, rows(contract, visits), as_at=UNTIL).accounting
    assert {fate: [row.key[0] for row in those] for fate, those in of_visits.rows.items()} == {
        Fate.EARNED: ["V2"],
        Fate.CONDITION: ["V1"],
    }


def calls(function: Callable[[], object]) -> int:
    """How many Python functions are called."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "condition",
    [
        "number of Visits of the same Kind before this is at least 1",
        "(number of Visits of the same Kind to date where Length is this Visit's Length) is at least 2",
    ],
)
def test_twice_the_rows_cost_no_more_than_twice(condition: str) -> None:
    contract = paying(condition)

    def cost(number: int) -> int:
        visits: list[Visit] = [
            (f"V{n:04}", "C1", "Long", n % 7, date(2030, 4, 1) + timedelta(days=n)) for n in range(number)
        ]
        given = rows(contract, visits)
        return calls(lambda: settle(contract, given, as_at=UNTIL))

    assert cost(600) < 2.2 * cost(300)
