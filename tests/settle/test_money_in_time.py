import json
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement, as_csv, as_json
from pbrlang.settle.pools import unions
from tests.explain.checking import check_all
from tests.explain.test_money_in_time import first, paid
from tests.frame import above
from tests.language.running import settled

CLIENTS = "Client,Joined On\nC1,2030-04-01\n"
HEAD = "Visit,Client,Kind,Length,Cost,Visited On\n"


def settle_text(fragment: str, visits: str, **files: str) -> Settlement:
    program = compile_text("contract.pbr", above(fragment)).program
    assert program is not None
    found = settled(
        program, {"clients.csv": CLIENTS, "visits.csv": HEAD + visits, **files}, program.terms.settles_until
    )
    assert isinstance(found, Settlement)
    return found


def test_lines_say_in_json_what_they_are() -> None:
    told = json.loads(as_json(paid(first("32-advances", "against Harvest Payment"))))
    lines = [line for statement in told["statements"] for line in statement["lines"]]
    set_off = next(line for line in lines if line["amount"] == "-300.00")
    assert set_off["sets_off"] == {"clause": "Harvest Payment", "for": {"Visit": "V3"}}
    assert [line["amount"] for line in lines if line.get("unearned")] == ["-700.00"]
    late = json.loads(as_json(paid(first("36-late-data", "data Session"))))
    corrected = [line for line in late["statements"][1]["lines"] if "corrects" in line]
    assert {line["corrects"] for line in corrected} == {"quarter 1 of year 1"}
    assert [line["amount"] for line in corrected] == ["30.00", "-20.00"]


def test_a_line_for_a_line_of_another_clause_is_put_right_once() -> None:
    fragment = """
payment Visiting Fee
    for each Visit
    pays £10

fee Handling
    for each Visiting Fee
    pays 10% of Visiting Fee

data Report
    Visit        refers to Visit
    Entered On   date
    one row for each Visit
    recorded on Entered On

fee Reporting
    for each Report
    on Visit's Visited On
    pays £1
"""
    reports = {"reports.csv": "Visit,Entered On\nV1,2030-08-02\n"}
    settlement = settle_text(fragment, "V1,C1,Short,30,£0,2030-04-01\n", **reports)
    told = [
        (each.clause.name, statement.stretch.name, int(each.amount), each.corrects.name if each.corrects else None)
        for statement in settlement.statements
        for each in statement.lines
    ]
    assert told == [
        ("Visiting Fee", "quarter 1 of year 1", 10, None),
        ("Handling", "quarter 1 of year 1", 1, None),
        ("Reporting", "quarter 2 of year 1", 1, "quarter 1 of year 1"),
    ]


def test_json_says_that_the_term_ended_and_nothing_where_it_did_not() -> None:
    case = first("35-break", "advance Start Money")
    assert json.loads(as_json(paid(case)))["term_ended"] == {
        "break": "Early Exit",
        "number": "7",
        "on": "2031-03-31",
    }
    assert "term_ended" not in json.loads(as_json(paid(case, date(2031, 3, 30))))


def test_csv_keeps_its_columns_and_names_what_is_set_off() -> None:
    rows = as_csv(paid(first("32-advances", "against Harvest Payment"))).splitlines()
    assert all(row.count(",") == 9 for row in rows)
    assert any(
        "Client C2; set off against Harvest Payment for Visit V3,2030-08-01,300.00,0.00,-300.00" in row for row in rows
    )


def test_rows_read_are_rows_used_and_rows_outside_with_late_data() -> None:
    accounts = {each.table: each for each in paid(first("36-late-data", "data Session")).accounting}
    sessions = accounts["Session"]
    assert (sessions.read, sessions.used) == (5, 4)
    assert sessions.outside == (("not recorded by the last day that is settled", 1),)


def test_two_advances_share_a_line_in_the_order_of_the_text() -> None:
    settlement = settle_text(
        """\
payment Reward
    for each Visit
    pays Cost

advance First Advance against Reward
    pays £100 on 1 April 2030
    unearned on 31 March 2033 is recovered, as a debt

advance Second Advance against Reward
    for each Client
    pays £100
    unearned on 31 March 2033 is recovered, as a debt
""",
        "V1,C1,Long,1,150,2030-05-01\nV2,C1,Long,1,30,2030-06-01\n",
    )
    taken = {
        name: [each.due for each in settlement.taken_back.of(name)] for name in ("First Advance", "Second Advance")
    }
    assert taken == {"First Advance": [100], "Second Advance": [50, 30, 20]}
    assert settlement.total == 180


def test_what_is_paid_before_the_advance_or_after_it_is_closed_is_not_set_off() -> None:
    settlement = settle_text(
        """\
payment Reward
    for each Visit
    pays Cost

advance Start Money against Reward
    pays £100 on 1 June 2030
    unearned on 31 August 2030 is recovered, as a debt
""",
        "V1,C1,Long,1,50,2030-05-31\nV2,C1,Long,1,20,2030-06-01\nV3,C1,Long,1,30,2030-08-31\nV4,C1,Long,1,40,2030-09-01\n",
    )
    taken = list(settlement.taken_back.of("Start Money"))
    assert [each.date for each in taken] == [date(2030, 6, 1), date(2030, 8, 31), date(2030, 8, 31)]
    assert [each.due for each in taken] == [20, 30, 50]


def test_instalments_neither_precede_their_sum_nor_outlast_the_run_off() -> None:
    settlement = settle_text(
        """\
grant Start Grant
    pays £100 on 1 April 2030

clawback Recovery
    on 15 November 2033
    when number of Visits to date is 0
    recovers £100 from Start Grant, in 9 equal monthly instalments from 1 October 2033, the last takes the rest
""".replace("from 1 October 2033", "from 1 July 2033"),
        "",
    )
    lines = settlement.interpreter.lines("Recovery")
    assert [each.date.isoformat() for each in lines] == [
        *["2033-11-15"] * 5,
        *["2033-12-01", "2034-01-01", "2034-02-01", "2034-03-01"],
    ]
    assert sum(each.due for each in lines) == 100


@pytest.mark.parametrize("number", [3, 12])
def test_unions_of_what_clawbacks_recover_from(number: int) -> None:
    stars = [frozenset({"Hub", f"Point {each}"}) for each in range(number)]
    found = unions([*stars, frozenset({"Alone"})])
    assert set(stars) <= set(found)
    assert frozenset().union(*stars) in found
    assert all("Alone" not in each or len(each) == 1 for each in found)
    assert len(found) <= 2**number + 70


def test_a_break_whose_condition_fails_changes_no_byte() -> None:
    text = "fee Visiting Fee\n    for each year\n    pays £1,000\n"
    leaving = (
        "\nbreak Early Exit\n    on 31 March 2031\n    when number of Visits to date is at least 1\n    ends the term\n"
    )
    assert as_json(settle_text(text + leaving, "")) == as_json(settle_text(text, ""))
    assert settle_text(text + leaving, "V1,C1,Long,1,0,2030-05-01\n").total == 1000


OVERLAPPING = """\
payment First
    for each Visit
    pays Cost

payment Second
    for each Visit
    pays 50% of Cost

payment Third
    for each Visit
    pays 20% of Cost

clawback From First
    for each Visit
    on 1 June 2031
    when Length is more than 0 minutes
    recovers £1 per minute * Length from the First paid for that Client, as a debt

clawback From First Two
    for each Visit
    on 2 June 2031
    when Length is more than 0 minutes
    recovers £2 per minute * Length from First, Second paid for that Visit, as a debt

clawback From Last Two
    for each Client
    on 3 June 2031
    recovers £50 from Second, Third paid for that Client, as a debt
"""
SETS = {
    "From First": {"First"},
    "From First Two": {"First", "Second"},
    "From Last Two": {"Second", "Third"},
}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90)), max_size=5))
def test_each_penny_recovered_can_have_come_out_of_one_of_its_clauses(made: list[tuple[int, int]]) -> None:
    rows = "".join(f"V{n},C1,Long,{length},{cost},2030-05-01\n" for n, (length, cost) in enumerate(made))
    settlement = settle_text(OVERLAPPING, rows)
    paid = {name: settlement_total(settlement, name) for name in ("First", "Second", "Third")}
    recovered = {name: settlement_total(settlement, name) for name in SETS}
    for size in (1, 2, 3):
        for union in combinations(paid, size):
            inside = sum(recovered[name] for name, sources in SETS.items() if sources <= set(union))
            assert inside <= sum(paid[each] for each in union), union


def settlement_total(settlement: Settlement, clause: str) -> Fraction:
    lines = settlement.interpreter.lines(clause)
    return sum((settlement.settled[line].settled for line in lines), Fraction(0))


def test_sums_of_one_advance_that_are_used_up_on_one_day_are_explained_each_by_itself() -> None:
    settlement = settle_text(
        """\
fee Standing Fee
    for each quarter
    pays £15

advance Start Money against Standing Fee
    for each Visit
    pays £10
    unearned on 30 June 2030 is recovered, as a debt
""",
        "V1,C1,Long,1,0,2030-05-01\nV2,C1,Long,1,0,2030-05-01\n",
    )
    assert [each.due for each in settlement.taken_back.of("Start Money")] == [10, 5, 5]
    assert check_all(settlement)


FUEL = """\
table Fuel by quarter
    | Quarter | Fuel Price | Published On |
{rows}    until published, the latest published stands and the next statement corrects

payment Travel
    for each Visit
    when Fuel Price is at least £4
    pays Fuel Price{on_its_date}
"""
UNTIL = date(2034, 3, 31)
QUARTERS = ("1 of 1", "2 of 1", "3 of 1", "4 of 1", "1 of 2")
PUBLISHED = st.lists(
    st.tuples(st.sampled_from(QUARTERS), st.integers(1, 9), st.dates(date(2030, 3, 1), date(2032, 1, 31))),
    max_size=8,
    unique_by=lambda each: (each[0], each[2]),
)
VISITED = st.lists(st.dates(date(2030, 4, 1), date(2031, 6, 30)), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    PUBLISHED,
    VISITED,
    st.dates(date(2030, 5, 1), date(2032, 3, 31)),
    st.booleans(),
    st.dates(date(2030, 3, 1), date(2030, 8, 1)),
)
def test_what_is_published_later_changes_no_statement_and_is_corrected_in_the_next(
    published: list[tuple[str, int, date]], visited: list[date], as_at: date, alone: bool, start: date
) -> None:
    figures = [("1 of 1", 5, start), *(each for each in published if (each[0], each[2]) != ("1 of 1", start))]
    rows = "".join(f"    | {quarter} | £{figure} | {day} |\n" for quarter, figure, day in figures)
    text = FUEL.format(rows=rows, on_its_date="\n    payable on its date" if alone else "")
    program = compile_text("contract.pbr", above(text)).program
    assert program is not None
    visits = HEAD + "".join(f"V{n},C1,Long,30,£0,{day}\n" for n, day in enumerate(visited))
    early, late = (
        settled(program, {"clients.csv": CLIENTS, "visits.csv": visits}, day) for day in (max(as_at, start), UNTIL)
    )
    assert isinstance(early, Settlement)
    assert isinstance(late, Settlement)
    was, now = (json.loads(as_json(each))["statements"] for each in (early, late))
    assert now[: len(was)] == was
    in_the_end = {quarter: latest_of(figures, quarter) for quarter in QUARTERS}
    due = [in_the_end[quarter_of(day)] for day in visited]
    assert late.total == sum(each for each in due if each >= 4)


def latest_of(figures: list[tuple[str, int, date]], quarter: str) -> int:
    """What a quarter's figure is in the end: its own that was published last, or else that of the quarter before."""
    own = [(day, figure) for each, figure, day in figures if each == quarter]
    return max(own)[1] if own else latest_of(figures, QUARTERS[QUARTERS.index(quarter) - 1])


def quarter_of(day: date) -> str:
    return QUARTERS[(day.year - 2030) * 4 + (day.month - 4) // 3]
