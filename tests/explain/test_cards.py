"""Prices by bands, figures by date and indexed amounts are explained, each number with its place."""

from datetime import date

import pytest

from pbrlang.explain import Explainer, Explanation
from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement
from tests.explain.checking import check_all
from tests.frame import CLIENTS, above, is_whole
from tests.language.pages import PAGES, Case, cases
from tests.language.running import compiled, settled

_PAGES = ("27-", "28-", "fee-by", "index-", "lump-", "points", "price-", "slice-", "straight-")
CASES = [
    case
    for page in PAGES
    if page.name.startswith(_PAGES)
    for case in cases(page)
    if not case.is_mistaken and any(fence.language in ("lines", "statement") for fence in case.expected)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_every_line_of_the_pages_is_explained_to_the_penny(case: Case) -> None:
    program = compiled(case).program
    assert program is not None
    files = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    found = settled(program, files | case.files(), program.terms.settles_until)
    assert isinstance(found, Settlement)
    assert check_all(found)


CARDS = """\
tariff Time Price by Length, slice by slice
    | Length               | Price         |
    | the first 60 minutes | £0 per minute |
    | beyond 60 minutes    | Dear Price    |

Dear Price means £2 per minute

tariff Line Price by Length, straight line
    | Length           | Line Price |
    | below 30 minutes | £0         |
    | at 30 minutes    | £10        |
    | at 90 minutes    | £40        |
    | above 90 minutes | £40        |

tariff Long Price by Kind and Length, lump sum
    | Kind  | below 60 minutes | from 60 minutes |
    | Short | £0               | £1              |
    | Long  | £0               | £2              |

payment Time
    for each Visit
    pays Time Price

payment Line
    for each Visit
    pays Line Price

bonus Longer
    for each Visit
    when Long Price is more than £1
    pays Long Price
"""
SLICES = "Time Price is £30 (clause 1): 60 minutes at £0 per minute (the first 60 minutes) "
SLICES += "and 15 minutes at £2 per minute (beyond 60 minutes)."
VISITS = "Visit,Client,Kind,Length,Cost,Visited On\nV1,C1,Short,75,£0,2030-05-01\n"


def asked(text: str, files: dict[str, str], clause: str, key: str, as_at: date = date(2033, 3, 31)) -> Explanation:
    program = compile_text("contract.pbr", above(text), files.get).program
    assert program is not None
    found = settled(program, {"clients.csv": CLIENTS, **files}, as_at)
    assert isinstance(found, Settlement)
    answer = Explainer(found).explain(clause, {"": key})
    assert isinstance(answer, Explanation)
    return answer


@pytest.mark.parametrize(
    ("clause", "line"),
    [
        (
            "Time",
            SLICES,
        ),
        ("Line", "Line Price is £32.50 (clause 3): on the straight line from £10 at 30 minutes to £40 at 90 minutes."),
        (
            "Longer",
            "Long Price is £1 (clause 4, from 60 minutes, for Short), exactly £1 (clause 7), and must be more.",
        ),
    ],
)
def test_what_a_band_does_is_said(clause: str, line: str) -> None:
    assert line in asked(CARDS, {"visits.csv": VISITS}, clause, "V1").lines


INDEX = """\
table Prices by month
    file "prices.csv", columns Month, Index, Published On
    until published, the latest published stands and the next statement corrects

fee Base
    for each year of the term
    pays £100 indexed by Prices from April 2029 each April without falling
"""
PRICES = {
    "prices.csv": "Month,Index,Published On\n"
    "April 2029,100,2029-05-20\nApril 2030,103.5,2030-05-20\nApril 2031,101,2031-05-20\n"
}


def test_an_indexed_amount_shows_both_figures_and_their_publication() -> None:
    head = "£100 indexed by Prices from April 2029 each April without falling is £103.50 (clause 2): £100 times 103.5 "
    figures = "(prices.csv, row 3, for April 2030, published on 20 May 2030) "
    figures += "over 100 (prices.csv, row 2, for April 2029, published on 20 May 2029)."
    for year in ("1", "2"):
        assert head + figures in asked(INDEX, PRICES, "Base", year).lines


def test_a_figure_that_stands_for_a_later_one_is_said_to() -> None:
    late = {"prices.csv": PRICES["prices.csv"].replace("2030-05-20", "2031-04-20")}
    told = asked(INDEX, late, "Base", "1", as_at=date(2031, 3, 31))
    assert told.amount == 100
    assert any("for April 2029, published on 20 May 2029, the latest published" in line for line in told.lines)


def test_what_a_term_that_is_indexed_comes_from_is_said_with_both_figures() -> None:
    text = INDEX.replace("fee Base\n", "Rate means £100 indexed by Prices from April 2029 each April\n\nfee Base\n")
    text = text.replace("pays £100 indexed by Prices from April 2029 each April without falling", "pays Rate * 2")
    told = asked(text, PRICES, "Base", "1")
    assert told.amount == 207
    assert (
        "Rate is £103.50 (clause 2): £100 indexed by Prices from April 2029 each April, £100 times 103.5 "
        "(prices.csv, row 3, for April 2030, published on 20 May 2030) "
        "over 100 (prices.csv, row 2, for April 2029, published on 20 May 2029)." in told.lines
    )
