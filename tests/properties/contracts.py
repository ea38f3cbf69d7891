"""Contracts and data grown at random from the words of the language, at the boundaries where sums go wrong."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import frozen
from hypothesis import strategies as st

STARTS, ENDS, SETTLES = date(2030, 4, 1), date(2031, 3, 31), date(2031, 9, 30)
KINDS = ("Short", "Long")

DATA = """
list Band is one of Short Stay, Long Stay

data Client
    Client      identifier
    Band        one of Band
    Joined On   date
    one row for each Client
    dated Joined On

data Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Short, Long
    Length      number of minutes
    Cost        money, at least £0
    Visited On  date
    Undone On   date or blank
    one row for each Visit
    dated Visited On

data Stay
    Stay        identifier
    Client      refers to Client
    Arrived     date
    Left        date or blank
    one row for each Stay
    lasts from Arrived to Left, in nights, blank means still there

tariff Price List by Kind
    | Kind  | Price  | Ceiling |
    | Short | £10.01 | 2       |
    | Long  | £33.33 | 3       |

tariff Long Visit by Length, lump sum
    | Length              | Long Visit |
    | up to 30 minutes    | £0         |
    | more than 30 minutes | £5.55     |

tariff Time Price by Length and Kind, slice by slice
    | Length               | Short            | Long             |
    | the first 30 minutes | £0.33 per minute | £0.07 per minute |
    | beyond 30 minutes    | £0.11 per minute | £0.99 per minute |

tariff Line Price by Length, straight line
    | Length           | Line Price |
    | below 10 minutes | £0         |
    | at 10 minutes    | £1         |
    | at 40 minutes    | £10        |
    | above 40 minutes | £10        |

table Prices by month
    | Month        | Index |
    | March 2030   | 97    |
    | October 2030 | 101   |

Long Stay means each Stay where Left is blank

Keen Client means each Client where number of Visits to date is at least 2

Dearest Visit for each Client means the greatest Cost of Visits to date, or £0 where there are no Visits
Third Visit On for each Client means the first day on which number of Visits to that day is at least 3

Keen Long Stay Client means each Keen Client where Band is Long Stay

Costs for each Band and quarter means total of Cost of Visits in the quarter
"""


@frozen
class Grown:
    """A contract with its data: for each file its heading and rows."""

    text: str
    files: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]


def header(step: str, rounding: str) -> str:
    """A header whose settlement period and rounding are chosen."""
    return f"""contract Grown
    purpose "To be tried."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2031
    results settle until 30 September 2031
    years start on 1 April
    settles every {step}
    part periods are paid by days of the period
    rounds each payment {rounding}
"""


steps = st.sampled_from(["month", "quarter", "year"])
roundings = st.sampled_from(
    [
        *(f"to the nearest {coin}, half {way}" for coin in ("penny", "pound") for way in ("up", "down", "to even")),
        *("up to the penny", "down to the penny"),
    ]
)
pence = st.integers(0, 20_000).map(lambda number: f"£{number // 100}.{number % 100:02}")
percents = st.sampled_from(["50%", "33.3%", "12.5%", "0.05%", "100%", "37.5%"])


cards = st.sampled_from(
    ["Long Visit", "Time Price", "Line Price", "Cost indexed by Prices from March 2030 each October"]
)


@st.composite
def row_amounts(draw: st.DrawFn, depth: int = 2) -> str:
    """An amount that can be read for each Visit."""
    leaves = [
        pence,
        st.just("Cost"),
        st.just("Price"),
        st.just("£0.07 per minute * Length"),
        st.just("Dearest Visit"),
        cards,
    ]
    if depth == 0:
        return draw(st.one_of(leaves))
    inner = row_amounts(depth=depth - 1)
    shape = draw(st.integers(0, 5))
    if shape == 0:
        return f"{draw(percents)} of ({draw(inner)})"
    if shape == 1:
        return f"(the {draw(st.sampled_from(['lesser', 'greater']))} of {draw(inner)} and {draw(inner)})"
    if shape == 2:
        return f"({draw(inner)} + {draw(inner)})"
    if shape == 3:
        return f"({draw(inner)}) / {draw(st.sampled_from(['3', '7', '60']))}"
    return draw(st.one_of(leaves))


row_conditions = st.sampled_from(
    [
        "Kind is Long",
        "Length is at least 30 minutes",
        "Length is more than 30 minutes and Kind is Short",
        "Cost is less than Price or Kind is Long",
        "Visited On is before 1 January 2031",
        "Length is a multiple of 4 minutes",
        "Client's Band is Long Stay",
        "Joined On is after 29 April 2030",
        "Visited On is in the 61 days beginning with Joined On",
        "Visited On is in the 3 weeks ending with 31 January 2031",
        "Third Visit On is not blank and Visited On is in the 30 days after Third Visit On",
        "number of Visits of the same Client to date is at most 3",
        "(number of Visits of the same Band in the month where Kind is this Visit's Kind) is at least 2",
        "(number of Visits of the same Client to date where Length is more than this Length) is at most 1",
        "Costs is more than £50",
    ]
)
row_limits = st.sampled_from(
    [
        *("every time", "once for each Client", "at most 2 times for each Client"),
        *("at most Ceiling times for each Client", "once for each Client and Kind", "once for each Keen Client"),
        *("at most 3 times for each Band and quarter", "at most 2 times for each Keen Long Stay Client and month"),
    ]
)


@st.composite
def row_clauses(draw: st.DrawFn, name: str, word: str = "payment") -> str:
    """A clause for each Visit."""
    verb = "deducts" if word == "deduction" else "pays"
    lines = [f"{word} {name}", "    for each Visit"]
    if draw(st.booleans()):
        lines.append(f"    when {draw(row_conditions)}")
    lines.append(f"    {verb} {draw(row_amounts())}")
    lines.append(f"    {draw(row_limits)}")
    if draw(st.booleans()):
        lines.append(f"    not more than {draw(pence)}")
    return "\n".join(lines)


period_amounts = st.sampled_from(
    [
        "£1.11 per night * total of nights of Stays in the {step}",
        "50% of total of Cost of Visits in the {step}",
        "£3.33 per Client * number of Keen Clients to date",
        "£100.01 / 3",
        "£7 per Visit * number of Visits in the {step} where Kind is Long",
        "£0.99 per night * number of nights covered by Stays and not by Long Stays in the {step}",
        "£1 per night * longest unbroken run of nights covered by Stays joining gaps of up to 9 nights in the {step}",
        "£5.05 per Client * number of different Clients of Visits in the {step}",
        "£6.06 per Visit * number of Visits in the {step} and in the 90 days before 15 January 2031",
    ]
)


@st.composite
def period_clauses(draw: st.DrawFn, name: str) -> str:
    """A clause for each month, quarter or year, or for each of these with another thing."""
    step = draw(steps)
    amount = draw(period_amounts).format(step=step)
    until = draw(st.sampled_from(["", " of the term", " to the end of run-off"]))
    whose = draw(st.sampled_from(["", "", "Band and ", "Keen Client and "]))
    if whose.startswith("Keen"):
        amount = amount.replace("£3.33 per Client * number of Keen Clients to date", "£3.33")
    return f"fee {name}\n    for each {whose}{step}{until}\n    pays {amount}"


PERIODIC = [(name, step) for name in ("Undone", "Undone Again") for step in ("month", "quarter", "year")]
KEPT = ("lost", "carried forward")

running_amounts = st.sampled_from(
    [
        "total of Cost of Visits to date / 3",
        "£2.22 per Visit * number of Visits to date",
        "£50 - 10% of total of Cost of Visits to date",
    ]
)
falls = st.sampled_from(["may be negative", "never falls", "not taken back once paid"])


@st.composite
def breaks(draw: st.DrawFn, kept: str) -> str:
    """A term that may end early, on any day."""
    day = draw(st.dates(STARTS, ENDS - timedelta(1)))
    when = draw(st.sampled_from(["", "    when number of Visits to date is at least 3\n"]))
    return f"break Early Exit\n    on {day.day} {day:%B %Y}\n{when}    ends the term{kept}"


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """A balance that grows and is increased, and a sum out of it that reduces it."""
    step, sum_paid, rate = draw(steps), draw(pence), draw(percents)
    growth = draw(st.permutations([f"grows by {rate}", "increased by First Payment", "reduced by Paid Out"]))
    moves = "".join(f"\n    {each}" for each in growth)
    paid = f"pays (the lesser of {sum_paid} and Balance outstanding)\n    not less than £0"
    until = draw(st.sampled_from(["", " to the end of run-off"]))
    account = f"account Balance\n    steps each {step}\n    opens at £50{moves}"
    return f"{account}\n\nfee Paid Out\n    for each {step}{until}\n    {paid}"


@st.composite
def running(draw: st.DrawFn) -> str:
    """A clause that pays to date, once or for each Client."""
    each = draw(st.sampled_from(["", "    for each Client\n"]))
    when = "    when number of Visits to date is at least 1\n"
    return f"payment Running\n{each}{when}    pays to date {draw(running_amounts)}\n    {draw(falls)}"


bonuses = st.sampled_from(
    [
        """bonus Third Visit
    for each Client
    on the first day on which number of Visits to that day is at least 3
    pays £12.34""",
        """bonus After The Third Visit
    for each Client
    on (the later of Third Visit On + 40 days and 1 September 2030)
    when Third Visit On is not blank
    pays 10% of Dearest Visit""",
        """bonus At The End Of The Quarter
    for each Visit
    on the last day of the quarter
    when Kind is Long
    pays £1.50""",
    ]
)
"""Sums on days that come about, or are those of the calendar."""


@st.composite
def caps(draw: st.DrawFn) -> str:
    """A cap on the first payment, on all sums, or on the deduction: in money, in number, or to one alternative."""
    what = draw(st.sampled_from(["all sums due", "First Payment", "number of First Payments", "a choice"]))
    windows = ["over the contract", "for each year", "for each quarter", "for each Client", "for each Client and year"]
    windows += ["for each Keen Client", "for each Band and quarter", "for each Band"]
    window = draw(st.sampled_from(windows))
    tail = draw(st.sampled_from(["including results settled after the term", "for the term only"]))
    limit = draw(st.integers(0, 50_000).map(lambda number: f"£{number // 100}.{number % 100:02}"))
    if what in ("all sums due", "First Payment"):
        lines = [f"limits {what} to {limit} {window}, {tail}"]
        lines.append(f"cutting {draw(st.sampled_from(['the latest first', 'all in proportion']))}")
        lines.append(f"{draw(st.sampled_from(['gross', 'net']))} of sums taken back")
    elif what == "a choice":
        lines = [f"limits First Payment or Other Payment to one alternative {window}, {tail}"]
        lines.append(f"the {draw(st.sampled_from(['first', 'greatest']))} stands")
    else:
        lines = [f"limits {what} to {draw(st.integers(0, 3))} {window}, {tail}"]
        lines.append(f"the {draw(st.sampled_from(['first', 'greatest']))} stand")
    if (
        window.endswith(("year", "quarter"))
        and lines[-1].startswith(("gross", "net", "the first stand"))
        and what != "a choice"
    ):
        lines.append(f"unused room is {draw(st.sampled_from(KEPT))}")
        lines.append(f"money cut is {draw(st.sampled_from(KEPT))}")
    return "\n    ".join(["cap Ceiling On Sums", *lines])


CLAWBACKS = (
    """clawback Undone
    for each Visit
    on Undone On
    when Undone On is not blank
    recovers {share} of Cost from {source}, as a debt""",
    """clawback Undone
    for each {step}
    when number of Visits in the {step} is less than {few}
    recovers {sum} from {source}, as a debt""",
)
"""What each visit, or each period with too few visits, gives back."""


means = st.sampled_from(
    [
        "as a debt",
        "as a debt",
        "by deduction from the next sums due, otherwise as a debt",
        "in 3 equal monthly instalments from 5 February 2031, the last takes the rest",
        "in 2 equal quarterly instalments from 1 May 2031, the last takes the rest",
    ]
)


@st.composite
def advances(draw: st.DrawFn, against: str) -> str:
    """Money paid early for each Client, or once, and set off against what is paid."""
    how = draw(st.sampled_from(["    for each Client\n    pays {}", "    pays {} on 1 May 2030"])).format(draw(pence))
    day = draw(st.sampled_from(["30 June 2030", "31 March 2031", "30 September 2031"]))
    return f"advance Early Money against {against}\n{how}\n    unearned on {day} is recovered, {draw(means)}"


@st.composite
def clawbacks(draw: st.DrawFn) -> str:
    """A clawback for each Visit or for each period, of what was paid for that Visit or Client, or of all."""
    for_each_visit, for_each_period = CLAWBACKS
    first = "the First Payment"
    if draw(st.booleans()):
        paid_for = draw(st.sampled_from([" paid for that Visit", " paid for that Client", ""]))
        share = draw(st.sampled_from(["150%", "50%"]))
        return for_each_visit.format(share=share, source=f"{first}{paid_for}").replace("as a debt", draw(means))
    given = {"step": draw(steps), "few": draw(st.integers(1, 4)), "sum": draw(pence)}
    return for_each_period.format(**given, source=first).replace("as a debt", draw(means))


@st.composite
def floors(draw: st.DrawFn) -> str:
    """A floor under the first payment; it would be a circle if a cap on all sums counted both."""
    windows = ["for each quarter", "for each Client and year", "for each Client\n    on 31 March 2031"]
    return f"floor Least Sum\n    tops up First Payment to {draw(pence)} {draw(st.sampled_from(windows))}"


@st.composite
def payers(draw: st.DrawFn) -> str:
    """Three payers, one of them with a limit."""
    beyond = draw(st.sampled_from(['falls on "A council"', "is not paid"]))
    # In a year it would matter for the total in which year something is paid.
    windows = ["over the contract"] if beyond == "is not paid" else ["over the contract", "for each year"]
    window = draw(st.sampled_from(windows))
    return f"""payers
    | "A council" | {draw(st.sampled_from(["1/3", "60%", "0.5%"]))} | no limit |
    | "A fund" | 1/7 | {draw(pence)} {window} |
    | "A trust" | the rest | no limit |
    beyond its limit, a payer's share {beyond}
    each is liable for its own share only"""


def may_be_net(cap: str, parts: Sequence[str]) -> bool:
    """Whether what is recovered can make room: what is recovered for a month is recovered from no one client."""
    periodic = any(f"clawback {name}\n    for each {step}" in part for part in parts for name, step in PERIODIC)
    return not (periodic and ("Client" in cap or "Band" in cap))


@st.composite
def limits(draw: st.DrawFn, before: Sequence[str]) -> list[str]:
    """A cap, a floor and payers, each perhaps; `before` is what the contract says so far."""
    parts: list[str] = []
    if draw(st.booleans()):
        cap = draw(caps())
        if "Other Payment" in cap:
            parts.append(draw(row_clauses("Other Payment")))
        parts.append(cap if may_be_net(cap, before) else cap.replace("net of", "gross of"))
    if "all sums due" not in "".join(parts) and draw(st.booleans()):
        parts.append(draw(floors()))
    if draw(st.booleans()):
        parts.append(draw(payers()))
    return parts


@st.composite
def money_in_time(draw: st.DrawFn, before: str) -> list[str]:
    """What is paid to date or out of a balance, and early, and a term that may end early."""
    parts = []
    if draw(st.booleans()):
        parts.append(draw(running()))
    if draw(st.booleans()):
        parts.append(draw(accounts()))
    if draw(st.integers(0, 3)) == 0:
        keeps = "\n    keeps First Payment" if "clawback Undone" in before and draw(st.booleans()) else ""
        parts.append(draw(breaks(keeps)))
    if draw(st.booleans()):
        parts.append(draw(advances("First Payment, Second Payment" if "fee Second" in before else "First Payment")))
    return parts


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A contract."""
    parts = [header(draw(steps), draw(roundings)), DATA, draw(row_clauses("First Payment"))]
    if draw(st.booleans()):
        parts.append(draw(period_clauses("Second Payment")))
    if draw(st.booleans()):
        parts.append(draw(bonuses))
    if draw(st.booleans()):
        parts.append(draw(row_clauses("Deduction Made", word="deduction")))
    if draw(st.booleans()):
        parts.append(draw(clawbacks()))
        if draw(st.booleans()):
            parts.append(draw(clawbacks()).replace("Undone\n", "Undone Again\n", 1))
    parts += draw(money_in_time("".join(parts)))
    parts += draw(limits(parts))
    return "\n\n".join(parts) + "\n"


days = st.sampled_from(
    [
        *(STARTS, ENDS, SETTLES, date(2030, 4, 30), date(2030, 6, 30), date(2030, 7, 1), date(2031, 1, 1)),
        *(STARTS - timedelta(1), ENDS + timedelta(1), SETTLES + timedelta(1), date(2031, 2, 28)),
    ]
) | st.dates(date(2030, 3, 1), date(2031, 10, 31))


def days_after(day: date, most: int) -> st.SearchStrategy[date | None]:
    """A blank, or a day so many days later at the most."""
    return st.none() | st.integers(0, most).map(lambda later: day + timedelta(later))


@st.composite
def grown(draw: st.DrawFn) -> Grown:
    """A contract with data for it."""
    clients = [
        (f"C{number}", draw(st.sampled_from(["Short Stay", "Long Stay"])), draw(st.dates(date(2030, 3, 1), STARTS)))
        for number in range(draw(st.integers(1, 4)))
    ]
    names = st.sampled_from([name for name, _, _ in clients])
    visits = []
    for number in range(draw(st.integers(0, 12))):
        visited = draw(st.dates(STARTS, SETTLES) | days.filter(lambda day: day >= STARTS))
        undone = draw(days_after(visited, 200))
        cost = draw(st.integers(0, 20_000))
        row = (draw(names), draw(st.sampled_from(KINDS)), draw(st.sampled_from([0, 29, 30, 31, 32, 60, 119])))
        visits.append((f"V{number}", *row, f"{cost // 100}.{cost % 100:02}", visited, undone))
    stays = []
    for number in range(draw(st.integers(0, 5))):
        arrived = draw(days)
        left = draw(days_after(arrived, 400))
        stays.append((f"S{number}", draw(names), arrived, left))
    return Grown(
        draw(texts()),
        {
            "clients.csv": (("Client", "Band", "Joined On"), _written(clients)),
            "visits.csv": (
                ("Visit", "Client", "Kind", "Length", "Cost", "Visited On", "Undone On"),
                _written(visits),
            ),
            "stays.csv": (("Stay", "Client", "Arrived", "Left"), _written(stays)),
        },
    )


def _written(rows: Sequence[tuple[object, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
