"""Made contracts whose sums are easily worked out, and that settle them in every way that a workbook knows."""

from datetime import date

from tests.agreement.both import folder_of, reading_of
from tests.lower.buildable import DATA, header
from tests.properties.paying import compiled
from tests.workbook.making import basis, made

CLIENTS = "Client,Band,Joined On\nC1,Long Stay,2030-03-01\nC2,Short Stay,2030-03-02\nC3,Long Stay,2030-04-01\n"
VISITS = """Visit,Client,Kind,Length,Cost,Visited On,Undone On
V01,C1,Long,30,100.01,2030-04-01,2030-05-02
V02,C1,Short,31,33.33,2030-04-01,
V03,C2,Long,60,200.00,2030-04-02,2030-04-02
V04,C3,Long,119,66.67,2030-06-30,2031-02-01
V05,C1,Short,0,0.01,2030-07-01,2030-07-01
V06,C2,Short,29,0.00,2030-07-01,
V07,C2,Long,32,150.50,2030-09-30,2030-12-31
V08,C3,Short,60,75.25,2030-12-31,
V09,C1,Long,30,300.00,2030-12-31,2031-03-31
V10,C1,Short,30,0.02,2031-01-01,2031-01-05
V11,C3,Long,31,99.99,2031-03-31,2031-09-30
V12,C2,Long,90,123.45,2031-04-01,
V13,C1,Short,30,10.10,2031-07-31,2031-08-01
"""
FILES = {"clients.csv": CLIENTS, "visits.csv": VISITS, "stays.csv": "Stay,Client,Arrived,Left\n"}
LAST, LAST_DAY = date(2031, 9, 30), "30 September 2031"

VISIT = """
payment Visit Sum
    for each Visit
    pays Cost
"""
MORE = """
payment Long Visit
    for each Visit
    when Kind is Long
    pays 33.3% of Cost
    at most 2 times for each Client

deduction Short Visit
    for each Visit
    when Kind is Short
    deducts £5.55
"""
GRANT = """
grant Start Sum
    pays £250.01 on 1 July 2030, payable on its date
"""
ON_ITS_DAY = """
bonus Early Visit
    for each Visit
    on Undone On + 1 day, payable on its date
    when Undone On is not blank and Length is at least 30 minutes
    pays £12.34
"""
PAYERS = """
payers
    | "A council" | 1/3      | £120.01 for each quarter |
    | "A trust"   | 12.5%    | £60 over the contract    |
    | "A fund"    | the rest | {rest}                   |
    {beyond}
    all are liable for the whole
"""
SHARED = PAYERS.format(rest="no limit", beyond='beyond its limit, a payer\'s share falls on "A fund"')
LIMITED = PAYERS.format(rest="£333.33 for each year", beyond="beyond its limit, a payer's share is not paid")
SPLIT = """
split Visit Sum, Short Visit
    | "A partner"  | 2/7      | £100 for each year |
    | the provider | the rest | no limit           |
"""
WINDOWS = {
    "over the contract": "",
    "for each Client": "",
    "for each year": "\n    unused room is lost\n    money cut is lost",
    "for each Client and quarter": "\n    unused room is lost\n    money cut is lost",
}


def cap(name: str, limited: str, most: str, window: str, loser: str, after: str = "") -> str:
    """A cap in words."""
    later = f"\n    applied after {after}" if after else ""
    return f"""
cap {name}
    limits {limited} to {most} {window}, for the term only
    cutting {loser}{later}
    gross of sums taken back{WINDOWS[window]}
"""


def two_caps(window: str, loser: str) -> str:
    """A cap on one payment, and one on all sums after it."""
    first = cap("First Cap", "Visit Sum", "£220.01", window, loser)
    return first + cap("Second Cap", "all sums due", "£200.22", window, loser, after="First Cap")


LEVELS = """
tariff Levels by Band
    | Band       | Level   |
    | Short Stay | £100.01 |
    | Long Stay  | £70     |
    | No Stay    | £0      |
"""
MEANS = (
    "as a debt",
    "in 3 equal monthly instalments, the last takes the rest",
    "in 2 equal quarterly instalments from 5 June 2031, the last takes the rest",
)
UNDONE = """
clawback {name}
    for each Visit
    on Undone On
    when Undone On is not blank
    recovers {share} of Cost from the Visit Sum{paid_for}, {means}
"""
FEW = """
clawback Few Visits
    for each month
    when number of Visits in the month is less than 3
    recovers £77.77 from the Visit Sum, as a debt
"""
LESS = """
payment Visit Sum
    for each Visit
    pays Cost - £50
    may be negative
"""


def undone(paid_for: str, means: str = MEANS[0], name: str = "Visit Undone", share: str = "150%") -> str:
    """A clawback of what was paid for that visit, that client, or for all."""
    return UNDONE.format(name=name, share=share, paid_for=paid_for, means=means)


EARLY = """
advance Early Sum against Visit Sum, Long Visit
    pays {sum} on 5 April 2030, payable on its date
    unearned on {until} is recovered, {means}
"""
EARLY_CLIENT = """
advance Early Client against Visit Sum
    for each Client
    pays £66.66
    unearned on 1 January 2031 is recovered, {means}
"""

CASES = {
    "own-day": VISIT + MORE + GRANT,
    "days-from-data": VISIT
    + GRANT
    + ON_ITS_DAY
    + SHARED
    + cap("First Cap", "all sums due", "£900", "over the contract", "all in proportion"),
    "payers": VISIT + MORE + SHARED,
    "limited-payers": VISIT + MORE + GRANT + LIMITED + SPLIT,
    **{
        f"{loser}-{window}".replace(" ", "-"): VISIT + MORE + GRANT + two_caps(window, loser)
        for window in WINDOWS
        for loser in ("the latest first", "all in proportion")
    },
    "levels-of-clients": LEVELS
    + VISIT
    + MORE
    + cap("First Cap", "Visit Sum", "Level", "for each Client", "all in proportion")
    + cap("Second Cap", "all sums due", "Level", "for each Client and quarter", "the latest first", after="First Cap"),
    "clawback-of-all": VISIT + undone(""),
    "clawbacks-of-client-and-all": VISIT + undone(" paid for that Client", MEANS[1]) + FEW,
    "clawbacks-of-visit-and-client": VISIT
    + undone(" paid for that Visit")
    + undone(" paid for that Client", MEANS[2], "Again Undone", "50%"),
    "clawback-of-negative-sums": LESS + undone(" paid for that Visit"),
    **{
        f"advances-{place}": VISIT
        + MORE
        + EARLY.format(sum=sum, until=until, means=means)
        + EARLY_CLIENT.format(means=means)
        for place, (means, sum, until) in enumerate(
            zip(MEANS, ("£300.01", "£0.05", "£3,000"), ("31 December 2030", "30 June 2030", LAST_DAY), strict=True)
        )
    },
}
"""What follows the head and the data of a contract, by name."""


def made_of(text: str, as_at: date = LAST) -> bytes:
    """The workbook of a case; it must not be declined, and so comes to what the interpreter gives."""
    program = compiled(header("quarter", "to the nearest penny, half up") + DATA + text)
    with folder_of(program, FILES) as folder:
        reading = reading_of(program, folder, LAST)
    assert not reading.bad
    return made(basis(program, reading.rows, as_at, LAST, 2))
