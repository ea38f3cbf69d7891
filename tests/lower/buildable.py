"""Contracts of words that can be built, and data at their edges: what targets are compared on."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import frozen
from hypothesis import strategies as st

STARTS, ENDS, SETTLES = date(2030, 4, 1), date(2031, 3, 31), date(2031, 9, 30)
KINDS = ("Short", "Long")

DATA = """
list Band is one of Short Stay, Long Stay, No Stay

list Kind is one of Short, Long

data Client
    Client      identifier
    Band        one of Band
    Joined On   date
    one row for each Client
    dated Joined On

data Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Kind
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

Keen Client means each Client where number of Visits to date is at least 2
"""


@frozen
class Grown:
    """A contract with its data: for each file its heading and rows."""

    text: str
    files: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]


def header(step: str, rounding: str, missing: str = "last day of its month") -> str:
    """A header whose settlement period, rounding and way with missing days are chosen."""
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
    a missing day is the {missing}
"""


missing_days = st.sampled_from(["last day of its month", "first day of the next month"])
steps = st.sampled_from(["month", "quarter", "year"])
roundings = st.sampled_from(
    [
        *(f"to the nearest {coin}, half {way}" for coin in ("penny", "pound") for way in ("up", "down", "to even")),
        *("up to the penny", "down to the penny"),
    ]
)
pence = st.integers(0, 20_000).map(lambda number: f"£{number // 100}.{number % 100:02}")
percents = st.sampled_from(["50%", "33.3%", "12.5%", "0.05%", "100%", "37.5%"])


@st.composite
def row_amounts(draw: st.DrawFn, depth: int = 2) -> str:
    """An amount that can be read for each Visit."""
    leaves = [pence, st.just("Cost"), st.just("Price"), st.just("£0.07 per minute * Length")]
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
    ]
)
row_limits = st.sampled_from(
    ["every time", "once for each Client", "at most 2 times for each Client", "at most Ceiling times for each Client"]
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
    ]
)
combined_amounts = st.sampled_from(
    [
        ("Kind and {step}", "Price * number of Visits in the {step} / 1 Visit"),
        ("Kind and {step}", "50% of total of Cost of Visits to date"),
        ("Band and {step}", "£3.33 per Client * number of Keen Clients to date"),
        ("Band and {step}", "£1.11 per night * total of nights of Stays in the {step}"),
        ("Kind and Band and {step}", "£2.22 per Visit * number of Visits in the {step}"),
        ("Client and {step}", "£1.11 per night * total of nights of Stays in the {step}"),
        ("Keen Client and Kind and {step}", "£7 per Visit * number of Visits in the {step}"),
    ]
)
"""What a clause is for each of, and what it pays."""


@st.composite
def period_clauses(draw: st.DrawFn, name: str) -> str:
    """A clause for each month, quarter or year."""
    step = draw(steps)
    until = draw(st.sampled_from(["", " of the term", " to the end of run-off"]))
    if draw(st.booleans()):
        each, amount = draw(combined_amounts)
        return f"fee {name}\n    for each {each.format(step=step)}{until}\n    pays {amount.format(step=step)}"
    amount = draw(period_amounts).format(step=step)
    return f"fee {name}\n    for each {step}{until}\n    pays {amount}"


PLAIN_WINDOWS = ("over the contract", "for each Client")
LASTING_WINDOWS = ("for each year", "for each quarter", "for each Client and year")
"""What a cap can be for each of: windows that follow one another have room that is left over."""


@st.composite
def caps(draw: st.DrawFn) -> str:
    """A cap on the first payment, or on all sums."""
    limited = draw(st.sampled_from(["all sums due", "First Payment"]))
    window = draw(st.sampled_from([*PLAIN_WINDOWS, *LASTING_WINDOWS]))
    tail = draw(st.sampled_from(["including results settled after the term", "for the term only"]))
    loser = draw(st.sampled_from(["the latest first", "all in proportion"]))
    limit = draw(st.integers(0, 50_000).map(lambda number: f"£{number // 100}.{number % 100:02}"))
    lines = [f"limits {limited} to {limit} {window}, {tail}", f"cutting {loser}", "gross of sums taken back"]
    if window in LASTING_WINDOWS:
        lines += ["unused room is lost", "money cut is lost"]
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


@st.composite
def clawbacks(draw: st.DrawFn) -> str:
    """A clawback for each Visit or for each period, of what was paid for that Visit or Client, or of all."""
    for_each_visit, for_each_period = CLAWBACKS
    first = "the First Payment"
    if draw(st.booleans()):
        paid_for = draw(st.sampled_from([" paid for that Visit", " paid for that Client", ""]))
        share = draw(st.sampled_from(["150%", "50%"]))
        return for_each_visit.format(share=share, source=f"{first}{paid_for}")
    given = {"step": draw(steps), "few": draw(st.integers(1, 4)), "sum": draw(pence)}
    return for_each_period.format(**given, source=first)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A contract."""
    parts = [header(draw(steps), draw(roundings), draw(missing_days)), DATA, draw(row_clauses("First Payment"))]
    if draw(st.booleans()):
        parts.append(draw(period_clauses("Second Payment")))
    if draw(st.booleans()):
        parts.append(draw(row_clauses("Deduction Made", word="deduction")))
    if draw(st.booleans()):
        parts.append(draw(clawbacks()))
        if draw(st.booleans()):
            parts.append(draw(clawbacks()).replace("Undone\n", "Undone Again\n", 1))
    if draw(st.booleans()):
        parts.append(draw(caps()))
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
