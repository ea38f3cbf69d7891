import csv
import json
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.data.rows import Row
from pbrlang.ir.expressions import Lines, Rows, Window
from pbrlang.ir.program import Program
from pbrlang.ir.recovering import Recovery
from pbrlang.kinds.model import DAY
from pbrlang.names.homes import CONTRACT, ByReference, CalendarHome, TableHome, ToContract, ToElement
from pbrlang.settle import as_csv, as_json, settle
from pbrlang.source.late import changed
from tests.interpret.building import CLAIM as CLAIM_TABLE
from tests.interpret.building import (
    CLAIM_AMOUNT,
    ENDS,
    STARTS,
    TO_PERSON,
    UNTIL,
    aggregate,
    apply,
    cap,
    claims,
    clause,
    const,
    having,
    of_field,
    often,
    paying_claims,
    pounds,
    row,
    small,
    stay,
)

WITHDRAWN = of_field("Claim", "Withdrawn On", DAY)


def full() -> Program:
    """Limited payments, a fee by nights, a bonus on what was paid, a clawback, a cap in proportion and one by date."""
    nights = aggregate(
        "total", Rows("Stay"), (ToContract(),), (ToContract(),), window=Window("in", "quarter"), length="night"
    )
    paid_so_far = aggregate(
        "total", Lines("Claim Payment", "paid"), (ToContract(),), (ToContract(),), window=Window("to date")
    )
    back = (ToElement("Withdrawal"),), (ToElement("Claim Payment"),)
    return having(
        small(),
        paying_claims(often=often(const(3), TO_PERSON), number="4.1"),
        clause(
            "Stay Fee",
            CalendarHome("quarter"),
            apply("multiply", pounds(Fraction(7, 3)), nights),
            until=ENDS,
            number="4.2",
        ),
        clause(
            "Bonus",
            CalendarHome("year"),
            apply("multiply", const(Fraction(1, 10)), paid_so_far),
            until=ENDS,
            number="4.3",
        ),
        clause("Start Grant", CONTRACT, pounds(20), day=const(date(2030, 5, 9), DAY), alone=True, number="4.4"),
        clause(
            "Late Report",
            TableHome("Claim"),
            pounds(1),
            when=apply("less than", CLAIM_AMOUNT, pounds(2)),
            sign=-1,
            number="4.5",
        ),
        clause(
            "Withdrawal",
            TableHome("Claim"),
            CLAIM_AMOUNT,
            day=WITHDRAWN,
            when=apply("not blank", WITHDRAWN),
            recovery=Recovery(("Claim Payment",), back[0], {"Claim Payment": back[1]}, TableHome("Claim"), "as a debt"),
            sign=-1,
            number="5",
        ),
        cap("Claims", ("Claim Payment",), pounds(30), loser="in proportion"),
        cap("Everything", ("Claim Payment", "Stay Fee", "Start Grant"), pounds(100)),
    )


DAYS = st.dates(STARTS - timedelta(days=20), UNTIL + timedelta(days=20))
CLAIMS = st.lists(
    st.tuples(st.sampled_from(["P1", "P2", None]), st.fractions(0, 12, max_denominator=100), DAYS, st.none() | DAYS),
    max_size=10,
)
STAYS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 90)), max_size=4)
Data = dict[str, tuple[Row, ...]]


def data(made: list[tuple[str | None, Fraction, date, date | None]], stays: list[tuple[date, int | None]]) -> Data:
    rows = claims(*((f"C{n}", person, amount, day) for n, (person, amount, day, _) in enumerate(made)))
    for each, (*_, withdrawn) in zip(rows["Claim"], made, strict=True):
        each.values["Withdrawn On"] = withdrawn
    nights = tuple(
        stay(f"S{n}", began, None if length is None else began + timedelta(days=length), number=n)
        for n, (began, length) in enumerate(stays)
    )
    return {**rows, "Stay": nights}


@given(CLAIMS, STAYS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(
    made: list[tuple[str | None, Fraction, date, date | None]],
    stays: list[tuple[date, int | None]],
    as_at: date,
    random: Random,
) -> None:
    rows = data(made, stays)
    shuffled = {name: tuple(random.sample(members, len(members))) for name, members in rows.items()}
    reordered = dict(reversed(shuffled.items()))
    one, other = (settle(full(), each, as_at=as_at, provisional=True) for each in (rows, reordered))
    assert as_json(one) == as_json(other)
    assert as_csv(one) == as_csv(other)
    assert [each.reason for each in one.faults] == [each.reason for each in other.faults]


@given(CLAIMS, STAYS, DAYS)
def test_later_statements_leave_earlier_ones_as_they_are(
    made: list[tuple[str | None, Fraction, date, date | None]], stays: list[tuple[date, int | None]], as_at: date
) -> None:
    rows = data(made, stays)
    early, late = (json.loads(as_json(settle(full(), rows, as_at=day))) for day in (as_at, UNTIL))
    assert late["statements"][: len(early["statements"])] == early["statements"]
    assert Fraction(late["total"]) == sum(Fraction(each["total"]) for each in late["statements"])
    so_far = Fraction(0)
    for statement in late["statements"]:
        so_far += Fraction(statement["total"])
        assert Fraction(statement["to_date"]) == so_far
        assert Fraction(statement["total"]) == sum(Fraction(line["amount"]) for line in statement["lines"])
        for each in statement["clauses"]:
            sign = -1 if each["clause"] in ("Late Report", "Withdrawal") else 1
            assert Fraction(each["total"]) == sign * (Fraction(each["due"]) - Fraction(each["cut"]))


@given(CLAIMS, STAYS, DAYS)
def test_every_row_is_accounted_for_once(
    made: list[tuple[str | None, Fraction, date, date | None]], stays: list[tuple[date, int | None]], as_at: date
) -> None:
    rows = data(made, stays)
    for account in settle(full(), rows, as_at=as_at).accounting:
        assert account.read == account.used + sum(count for _, count in account.outside) == len(rows[account.table])


def test_json_as_others_rely_on_it() -> None:
    settlement = settle(full(), one_and_two(), as_at=date(2030, 9, 30), complete_to=date(2030, 10, 2))
    told = as_json(settlement)
    assert told.endswith("\n}\n")
    found = json.loads(told)
    assert list(found) == [
        "format",
        "contract",
        "currency",
        "as_at",
        "complete_to",
        "provisional",
        "total",
        "statements",
        "not_settled",
        "accounting",
    ]
    assert [found[key] for key in list(found)[:7]] == [
        1,
        "A Contract",
        "GBP",
        "2030-09-30",
        "2030-10-02",
        False,
        "20.00",
    ]
    alone, first, second = found["statements"]
    assert (alone["period"], alone["from"], alone["to"], alone["total"]) == (
        "9 May 2030",
        "2030-05-09",
        "2030-05-09",
        "20.00",
    )
    assert (first["period"], first["total"], first["to_date"]) == ("quarter 1 of year 1", "3.13", "23.13")
    assert first["clauses"] == [
        {
            "clause": "Claim Payment",
            "number": "4.1",
            "count": 2,
            "due": "4.13",
            "cut": "0.00",
            "recovered": "0.00",
            "total": "4.13",
            "to_date": "4.13",
        },
        {
            "clause": "Stay Fee",
            "number": "4.2",
            "count": 1,
            "due": "0.00",
            "cut": "0.00",
            "recovered": "0.00",
            "total": "0.00",
            "to_date": "0.00",
        },
        {
            "clause": "Late Report",
            "number": "4.5",
            "count": 1,
            "due": "1.00",
            "cut": "0.00",
            "recovered": "0.00",
            "total": "-1.00",
            "to_date": "-1.00",
        },
    ]
    assert first["lines"][:3] == [
        {
            "clause": "Claim Payment",
            "number": "4.1",
            "for": {"Claim": "C1"},
            "date": "2030-05-09",
            "due": "3.13",
            "cut": "0.00",
            "amount": "3.13",
        },
        {
            "clause": "Claim Payment",
            "number": "4.1",
            "for": {"Claim": "C2"},
            "date": "2030-06-30",
            "due": "1.00",
            "cut": "0.00",
            "amount": "1.00",
        },
        {
            "clause": "Stay Fee",
            "number": "4.2",
            "for": {"quarter": "quarter 1 of year 1"},
            "date": "2030-06-30",
            "due": "0.00",
            "cut": "0.00",
            "amount": "0.00",
        },
    ]
    assert second["clauses"][-1] == {
        "clause": "Withdrawal",
        "number": "5",
        "count": 1,
        "due": "3.13",
        "cut": "0.00",
        "recovered": "3.13",
        "total": "-3.13",
        "to_date": "-3.13",
    }
    assert alone["lines"] == [
        {
            "clause": "Start Grant",
            "number": "4.4",
            "for": {},
            "date": "2030-05-09",
            "due": "20.00",
            "cut": "0.00",
            "amount": "20.00",
        }
    ]
    assert found["not_settled"] == [
        f"quarter {quarter} of year {year}"
        for year, quarter in ((1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4), (3, 1), (3, 2))
    ]
    unread = [{"reason": settlement.accounting[0].outside[0][0], "count": 2}]
    assert found["accounting"] == [
        {"data": "Person", "read": 2, "used": 0, "outside": unread, "set_aside": 0},
        {"data": "Claim", "read": 2, "used": 2, "outside": [], "set_aside": 0},
        {"data": "Stay", "read": 0, "used": 0, "outside": [], "set_aside": 0},
    ]


def one_and_two() -> Data:
    rows = claims(("C1", "P1", Fraction("3.125"), date(2030, 5, 9)), ("C2", "P2", 1, date(2030, 6, 30)))
    rows["Claim"][0].values["Withdrawn On"] = date(2030, 8, 1)
    return rows


def test_csv_has_a_row_for_each_line() -> None:
    settlement = settle(full(), one_and_two(), as_at=date(2030, 6, 30))
    heading, *lines = csv.reader(as_csv(settlement).splitlines())
    assert heading == ["Period", "From", "To", "Clause", "Number", "For", "Date", "Due", "Cut", "Amount"]
    assert lines[1] == [
        "quarter 1 of year 1",
        "2030-04-01",
        "2030-06-30",
        "Claim Payment",
        "4.1",
        "Claim C1",
        "2030-05-09",
        "3.13",
        "0.00",
        "3.13",
    ]
    assert len(lines) == sum(len(each.lines) for each in settlement.statements)


@pytest.mark.parametrize(
    ("as_at", "complete_to", "periods"),
    [
        (date(2030, 12, 30), None, 2),
        (date(2030, 12, 31), None, 3),
        (date(2031, 6, 30), date(2030, 9, 30), 2),
    ],
)
def test_a_period_is_settled_once_it_is_over_and_the_data_complete(
    as_at: date, complete_to: date | None, periods: int
) -> None:
    settlement = settle(having(small(), paying_claims()), one_and_two(), as_at=as_at, complete_to=complete_to)
    assert len(settlement.statements) == periods


def test_a_bonus_reads_what_was_paid_after_caps() -> None:
    rows = claims(*((f"C{n}", f"P{n % 2 + 1}", 20, date(2030, 5, 1)) for n in range(3)))
    settlement = settle(full(), rows, as_at=date(2031, 3, 31))
    (bonus,) = settlement.interpreter.lines("Bonus")
    assert bonus.due == 3


def test_fates_of_rows_in_words() -> None:
    days = [STARTS - timedelta(days=1), STARTS, STARTS, date(2030, 8, 1), date(2031, 1, 1), UNTIL + timedelta(days=1)]
    contract = having(
        small(), paying_claims(when=apply("at least", CLAIM_AMOUNT, pounds(1)), often=often(const(1), TO_PERSON))
    )
    rows = claims(
        ("C0", None, 1, days[0]),
        ("C1", "P1", 0, days[1]),
        ("C2", "P1", 1, days[2]),
        ("C3", "P1", 1, days[3]),
        ("C4", None, 1, days[4]),
        ("C5", None, 1, days[5]),
    )
    accounts = {each.table: each for each in settle(contract, rows, as_at=date(2030, 12, 31)).accounting}
    assert (accounts["Claim"].read, accounts["Claim"].used) == (6, 1)
    assert accounts["Claim"].outside == (
        ("beyond a limit that was already reached", 1),
        ("in a period that is not yet settled", 1),
        ("that met no clause's condition", 1),
        ("dated after the run-off", 1),
        ("dated before the contract runs", 1),
    )
    assert accounts["Person"].outside == (("that no clause makes use of", 2),)


def test_a_row_in_a_period_that_is_not_over_is_later() -> None:
    contract = having(small(), paying_claims())
    rows = claims(("C1", None, 1, date(2030, 5, 1)))
    (account,) = [each for each in settle(contract, rows, as_at=date(2030, 5, 31)).accounting if each.table == "Claim"]
    assert account.outside == (("in a period that is not yet settled", 1),)


def test_a_row_read_only_through_a_reference_is_used() -> None:
    joined = of_field("Person", "Joined", DAY, (ByReference("Person"),))
    contract = having(small(), paying_claims(when=apply("on or before", joined, const(UNTIL, DAY))))
    accounts = {each.table: each for each in settle(contract, claims(("C1", "P1", 1, STARTS)), as_at=UNTIL).accounting}
    assert (accounts["Person"].used, accounts["Person"].outside) == (1, (("that no clause makes use of", 1),))


def test_numbers_and_blanks_in_keys() -> None:
    table = changed(CLAIM_TABLE, key=("Person", "Amount"))
    contract = having(small(), paying_claims())
    contract.tables["Claim"] = table
    rows = {
        "Claim": (row(table, "C1", None, 1200, STARTS, None), row(table, "C2", "P1", Fraction("0.5"), STARTS, None))
    }
    lines = json.loads(as_json(settle(contract, rows, as_at=UNTIL)))["statements"][0]["lines"]
    assert [line["for"] for line in lines] == [{"Person": "", "Amount": "1200"}, {"Person": "P1", "Amount": "0.5"}]
