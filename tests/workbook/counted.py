"""Made contracts that count, pick and look back in every way that a workbook knows."""

from collections.abc import Mapping
from datetime import date

from pbrlang.settle import settle
from tests.agreement.both import folder_of, reading_of
from tests.lower.buildable import DATA, header
from tests.properties.paying import compiled
from tests.workbook.making import basis, made
from tests.workbook.settled import CLIENTS, LAST, VISITS

STAYS = """Stay,Client,Arrived,Left
S1,C1,2030-03-30,2030-04-02
S2,C1,2030-06-30,2030-07-01
S3,C2,2030-08-15,
S4,C3,2030-12-31,2031-04-02
S5,C2,2030-04-01,2030-04-01
"""
SEEN = VISITS.replace("33.33,2030-04-01", "33.33,2030-04-03")  # no client is seen twice on a day
FILES = {"clients.csv": CLIENTS, "visits.csv": SEEN, "stays.csv": STAYS}

LOOKING_BACK = """
Visits So Far for each Visit means number of Visits of the same Client to date where Kind is this Visit's Kind

Dearer Before for each Visit means number of Visits of the same Client before this where Cost is more than this Cost

Soon Visits for each Visit means number of Visits of the same Client in the 2 months after Visited On

Late Cost for each Visit means total of (this Cost - Cost) of Visits of the same Client
    in the 13 weeks ending with Visited On

payment Looking Back
    for each Visit
    on Visited On + 1 month
    when Undone On is blank or (Undone On is not blank and (Undone On - 3 months) is before Visited On)
    pays £100 + £1 per Visit * (Visits So Far + Dearer Before * 10) + £0.10 per Visit * Soon Visits + 10% of Late Cost
    not less than £0

payment Undone Later
    for each Visit
    on Undone On + 2 months
    when Undone On is not blank
    pays Cost / 3
"""
PICKS = """
Best Cost for each Client means the greatest Cost of Visits to date where Kind is Long,
    or £7.77 where there are no Visits

Least Cost for each Client means the least Cost of Visits to date, or £0.01 where there are no Visits

Last Length for each Client means the latest Length of Visits in the 3 months after Joined On where Kind is Short,
    or 5 minutes where there are no Visits

First Long for each Client means the earliest Cost of Visits to date where Kind is Long,
    or £0 where there are no Visits

Usual Cost for each Client means total of Cost of Visits to date / number of Visits to date,
    or £0.03 per Visit where there are no Visits

Long Share for each Client means (number of Visits to date where Kind is Long) / number of Visits to date,
    or 12.5% where there are no Visits

fee Client Sum
    for each Client
    on 30 June 2030
    when Long Share is at least 25% or Last Length is a multiple of 5 minutes
    pays Best Cost + Least Cost + First Long + 33.3% of Usual Cost * 1 Visit + £0.01 per minute * Last Length

fee Each Quarter
    for each Client and quarter
    when number of Visits in the quarter is at least 1
    pays £1.11 per night * total of nights of Stays in the quarter + £2.22 per Visit * number of Visits in the quarter
"""
NIGHTS = """
Nights for each quarter means total of nights of Stays in the quarter

Kind Visits for each Kind and month means number of Visits in the month where Length is at least 30 minutes

Kind Share for each Kind and month means Kind Visits / number of Visits in the month, or 0.05% where there are no Visits

fee Night Sum
    for each quarter to the end of run-off
    when Nights is more than 5 nights
    pays £0.77 per night * (Nights - 5 nights)

bonus Kind Bonus
    for each Kind and month
    when Kind Share is more than 33.3%
    pays £5.55 * Kind Share

fee Standing Sum
    for each year to the end of run-off
    pays £100.01 / 3

cohort Joining
    groups Clients by Joined On every quarter, from 1 April 2030 to 31 March 2031
    each Client is observed for 2 months from Joined On
    confirmed after 1 month

Seen Often means each Client where number of Visits while observed is at least 2

Often Seen for each Joining means share of Clients that are Seen Often, or 0% where there are no Clients

payment Cohort Sum
    for each Joining
    when number of Clients is at least 1
    pays £300 * Often Seen
"""
LINES = """
payment Visit Sum
    for each Visit
    pays Cost
    at most 2 times for each Client

deduction Taken Off
    for each Visit
    when Kind is Long and Visit Sum is more than £50
    deducts 12.5% of Visit Sum

payment When All Is Done
    on 30 September 2031
    when number of Visit Sums to date is at least 3
    pays 10% of total of Visit Sums to date
"""
MOVING = """
Kinds Seen for each Client means number of different Kinds of Visits to date

Last Kind for each Client means the latest Kind of Visits to date, or Short where there are no Visits

fee Regulars
    for each quarter
    pays £10 per Client * number of Keen Clients to date

fee Regulars Of Band
    for each Band and quarter
    pays £0.33 per Client * number of Keen Clients to date

payment Seen In Both Ways
    for each Client
    on 31 March 2031
    when Kinds Seen is at least 2 or Last Kind is Long
    pays £7.07

fee Clients Seen
    for each quarter
    pays £0.11 per Client * number of different Clients of Visits in the quarter

floor Least For Clients
    tops up Regulars to £25 for each year
"""
CASES = {"looking-back": LOOKING_BACK, "picks": PICKS, "nights": NIGHTS, "lines": LINES, "moving": MOVING}
"""What follows the head and the data of a contract, by name."""


def made_of(
    text: str, missing: str = "last day of its month", as_at: date = LAST, files: Mapping[str, str] = FILES
) -> bytes:
    """The workbook of a case; it must not be declined, and so comes to what the interpreter gives."""
    program = compiled(header("quarter", "to the nearest penny, half up", missing) + DATA + text)
    with folder_of(program, files) as folder:
        reading = reading_of(program, folder, LAST)
    assert not reading.bad
    assert not settle(program, reading.rows, as_at=as_at, complete_to=LAST).faults
    return made(basis(program, reading.rows, as_at, LAST, 2))
