"""Contracts grown at random of which something becomes known late: visits recorded, and figures published, later."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.lower.buildable import SETTLES, Grown, grown, steps
from tests.lower.growing import contracts
from tests.properties.contracts import accounts

DATED = "    dated Visited On\n"
FIELD = "    Undone On   date or blank\n"
PRICES = """
table Wages by quarter
    | Quarter | Wages   | Published On |
    | 1 of 1  | £0.31   | {first}      |
    | 2 of 1  | £0.335  | 2030-08-01   |
    | 2 of 1  | £0.3    | 2030-09-30   |
    | 3 of 1  | £0.29   | 2031-01-01   |
    | 4 of 1  | -£0.01  | {late}       |
    | 1 of 2  | £1.115  | 2031-06-30   |
    | 2 of 2  | £1      | 2031-09-30   |
    {stands}

table Prices by month
    | Month        | Prices | Fuel  | Published On |
    | January 2030 | 99.95  | 50    | 2030-02-17   |
    | April 2030   | 100    | 60    | 2030-05-17   |
    | April 2030   | 101.5  | 61    | {late}       |
    | October 2030 | 98     | 40    | 2030-11-17   |
    | April 2031   | 103.25 | 70.5  | 2031-04-30   |
    until published, the latest published stands and the next statement corrects
"""
CLAUSES = """
fee Wage Fee
    for each {step}
    pays £10 per Visit * number of Visits in the {step} + 100 * (the greater of Wages and £0){indexed}

fee Fuel Fee
    for each Visit
    when Length is at least 30 minutes
    pays (£1 per minute * Length) indexed by Fuel from January 2030 each {month}{falls}
    not less than £0

fee Handling
    for each First Payment
    pays 12.5% of First Payment
"""
RUNNING = """
payment Running
    {each}
{when}    pays to date {amount}
    {falls}
"""
TO_DATE = st.sampled_from(
    [
        ("", "£50 - 10% of total of Cost of Visits to date"),
        ("for each Client", "total of Cost of Visits to date / 3"),
        ("for each Keen Client", "£2.22 per Visit * number of Visits to date"),
        ("for each Visit", "£1 per Visit * number of Visits of the same Client to date"),
        ("for each First Payment", "50% of First Payment - £1 per Visit * number of Visits of the same Client to date"),
        ("for each Kind and Client", "£2.22 per Visit * number of Visits to date"),
        ("for each Client and quarter", "£3 per Visit * number of Visits in the quarter"),
    ]
)
"""What is paid to date, for each of what."""

STEPPING = """
account Client Balance for each Client
    steps each {step}
    opens at £5.01
    increased by First Payment
    {moves}

fee Drawn
    for each Client and {step}{until}
    pays 40% of Client Balance outstanding
    not less than £0

Visits Then for each {other} means number of Visits in the {other}

Visits Before for each {other} means previous Visits Then, or 2 Visits at the start

fee Rise
    for each {other}
    pays £1 per Visit * (Visits Then - Visits Before) + 1% of Level Before
    not less than £0

Level Before for each {other} means previous Level, or £9 at the start

Level for each {other} means 10% of total of Cost of Visits to date / (Visits Before + 1 Visit) * 1 Visit,
    or £0 where there are no Visits
"""
MOVES = st.permutations(["grows by 12.5%", "reduced by Drawn", "increased by 1% of total of Cost of Visits to date"])

STANDING = """
payment Third Sum
    for each Visit
    when Kind is Long
    pays £{pounds} + 10% of Cost

bonus Fourth Sum
    for each Client and quarter
    when number of Visits in the quarter is at least 1
    pays £3 per Visit * number of Visits in the quarter

bonus Fifth Sum
    for each Visit
    when Length is more than 30 minutes
    pays £0.05 per minute * Length

cap Number Standing
    limits number of Third Sums to {few}{window}, for the term only
    the {which} stand{after}

cap One Of Them
    limits Fourth Sum or Fifth Sum to one alternative{other}, including results settled after the term
    the {one} stands

fee On What Stands
    for each quarter
    pays 10% of total of Fifth Sums paid in the quarter
    not less than £0

clawback Fifth Undone
    for each Visit
    on Undone On
    when Undone On is not blank
    recovers £1 from the Fifth Sum paid for that Client, as a debt
"""

INDEXED = "\n        + £33.33 indexed by Prices from April 2030 each {month}{falls}"
MONTHS = st.sampled_from(["January", "April", "October"])


@st.composite
def late(draw: st.DrawFn) -> Grown:
    """A grown contract with visits recorded late, figures published late, what is paid to date, or balances."""
    case = draw(grown() | contracts())
    if draw(st.booleans()):
        case = _recorded(draw, case)
    if draw(st.booleans()):
        case = Grown(f"{case.text}\n{_indexed(draw)}", case.files)
    if draw(st.booleans()):
        case = Grown(f"{case.text}\n{_running(draw)}", case.files)
    if draw(st.integers(0, 2)) == 0:
        case = Grown(f"{case.text}\n{draw(accounts())}\n{_stepping(draw)}", case.files)
    if draw(st.integers(0, 2)) == 0 and "all sums due" not in case.text:
        case = Grown(f"{case.text}\n{_standing(draw)}", case.files)
    if draw(st.booleans()):
        case = Grown(case.text.replace("    every time\n", "    every time\n    payable on its date\n"), case.files)
    return case


def _recorded(draw: st.DrawFn, case: Grown) -> Grown:
    heading, rows = case.files["visits.csv"]
    place = heading.index("Visited On")
    recorded = []
    for row in rows:
        later = draw(st.sampled_from([0, 0, 1, 40, 100, 300, None]))
        day = "" if later is None else str(min(date.fromisoformat(row[place]) + timedelta(later), SETTLES))
        recorded.append((*row, day))
    text = case.text.replace(DATED, f"{DATED}    recorded on Recorded On\n")
    text = text.replace(FIELD, f"{FIELD}    Recorded On date or blank\n")
    return Grown(text, case.files | {"visits.csv": ((*heading, "Recorded On"), tuple(recorded))})


def _stepping(draw: st.DrawFn) -> str:
    until = draw(st.sampled_from(["", " to the end of run-off"]))
    return STEPPING.format(step=draw(steps), other=draw(steps), moves="\n    ".join(draw(MOVES)), until=until)


def _standing(draw: st.DrawFn) -> str:
    windows = st.sampled_from([" over the contract", " for each Client", " for each year"])
    which, window = draw(st.sampled_from(["first", "greatest"])), draw(windows)
    lost = "\n    unused room is lost\n    money cut is lost" if which == "first" and window.endswith("year") else ""
    return STANDING.format(
        pounds=draw(st.integers(0, 3)),
        few=draw(st.integers(0, 3)),
        which=which,
        window=window,
        after=lost,
        other=draw(windows),
        one=draw(st.sampled_from(["first", "greatest"])),
    )


def _running(draw: st.DrawFn) -> str:
    each, amount = draw(TO_DATE)
    when = draw(st.sampled_from(["", "    when number of Visits to date is at least 2\n"]))
    if "Visit" in each or "First" in each:
        when = when.replace("Visits to", "Visits of the same Client to")
    falls = draw(st.sampled_from(["may be negative", "never falls", "not taken back once paid"]))
    return RUNNING.format(each=each, when=when, amount=amount, falls=falls)


def _indexed(draw: st.DrawFn) -> str:
    days = st.sampled_from(["2030-03-31", "2030-07-15", "2031-01-02", "2031-12-01"])
    stands = draw(st.sampled_from(["", "until published, the latest published stands and the next statement corrects"]))
    falls = draw(st.sampled_from(["", " without falling"]))
    month = draw(MONTHS)
    step = draw(st.sampled_from(["month", "quarter"]))
    indexed = INDEXED.format(month=month, falls=falls) if draw(st.booleans()) else ""
    tables = PRICES.format(first=draw(days), late=draw(days), stands=stands)
    return tables + CLAUSES.format(step=step, month=month, falls=falls, indexed=indexed)
