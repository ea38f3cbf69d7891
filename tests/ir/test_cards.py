"""What is told of rate cards by bands, tables by date and indexed amounts that cannot be meant."""

import pytest

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.apply import apply, first_edits
from pbrlang.pipeline import Compilation, compile_text
from tests.frame import above

BESIDE = {
    "fuel.csv": "Period,Fuel Price\n1 of 1,£0.31 per mile\n",
    "twice.csv": "Period,Fuel Price,Fuel Price\n1 of 1,1,2\n",
    "short.csv": "Period,Fuel Price\n1 of 1\n",
    "none.csv": "Period,Fuel Price\n",
}


def compiled(text: str) -> Compilation:
    return compile_text("contract.pbr", above(text), BESIDE.get)


def told(text: str) -> list[tuple[str, str]]:
    found = [each for each in compiled(text).diagnostics if each.severity is Severity.ERROR]
    return [(each.code, each.message()) for each in found]


def card(header: str, *rows: str) -> str:
    lines = "".join(f"    | {row} |\n" for row in rows)
    return f"tariff Pay by {header}\n    | Length | Pay |\n{lines}\npayment Time\n    for each Visit\n    pays Pay\n"


def by_month(heading: str, row: str, clause: str = "") -> str:
    pays = clause or "for each month\n    pays £5 indexed by Prices from April 2030 each April"
    return f"table Prices by month\n    | Month | {heading} |\n    | April 2030 | {row} |\n\nfee Base\n    {pays}\n"


def from_file(file: str, columns: str = "Period, Fuel Price", rows: str = "") -> str:
    return f'table Fuel by quarter\n{rows}    file "{file}", columns {columns}\n'


ONE_BAND = card("Length, lump sum", "below 60 minutes | £5")
CASES = {
    "above the only band": (ONE_BAND, "PBR471", "`Pay` does not say what holds above 60 minutes"),
    "bounds that fall": (
        card("Length, lump sum", "below 60 minutes | £0", "from 60 minutes | £5", "from 45 minutes | £6"),
        "PBR472",
        "`from 45 minutes` must be more than `from 60 minutes`: bounds rise from row to row",
    ),
    "a slice from below nought": (
        card("Length, slice by slice", "the first 0 minutes | £0 per minute", "beyond 0 minutes | £5 per minute"),
        "PBR472",
        "`the first 0 minutes` is no slice: slices are counted from nought",
    ),
    "a line of one point": (
        card("Length, straight line", "below 5 minutes | £0", "at 5 minutes | £5", "above 5 minutes | £5"),
        "PBR472",
        "a straight line needs two points, and `Pay` has 1",
    ),
    "a point of another line": (
        card(
            "Length, straight line",
            "below 4 minutes | £0",
            "at 5 minutes | £5",
            "at 6 minutes | £6",
            "above 6 minutes | £6",
        ),
        "PBR472",
        "`below 4 minutes` cannot stand here in a card that is `straight line`",
    ),
    "a step in a line": (
        card("Length, straight line", "below 5 minutes | £0", "at 5 minutes | £5", "from 6 minutes | £6"),
        "PBR472",
        "`from 6 minutes` cannot stand here in a card that is `straight line`",
    ),
    "words by bands": (
        "tariff Pay by Kind, lump sum\n    | Kind | Pay |\n    | Short | £1 |\n    | Long | £2 |\n",
        "PBR472",
        "`lump sum` is for bands of a quantity, and this card goes by words",
    ),
    "prices of two kinds": (
        card("Length, lump sum", "below 60 minutes | £5", "from 60 minutes | 5"),
        "PBR443",
        "`5` cannot be read here: expected pounds, as above it",
    ),
    "bands of a date": (
        card("Visited On, lump sum", "below 5 | £5", "from 5 | £6").replace("| Length |", "| Visited On |"),
        "PBR304",
        "what bands are of must be a quantity, and this is a date",
    ),
    "money by money": (
        card("Cost, slice by slice", "the first £5 | £1", "beyond £5 | £2").replace("| Length |", "| Cost |"),
        "PBR370",
        "the bands are of pounds, so a price here is a share, and this is pounds",
    ),
    "an index in pounds": (
        by_month("Prices", "£5"),
        "PBR304",
        "what an index is must be a plain number, and this is pounds",
    ),
    "a date that is indexed": (
        by_month(
            "Prices", "5", "for each Visit\n    on Visited On indexed by Prices from April 2030 each April\n    pays £5"
        ),
        "PBR304",
        "what is indexed must be an amount, and this is a date",
    ),
    "which of two columns": (
        by_month("Food | Rent", "5 | 6"),
        "PBR270",
        "`Prices` has several columns: name the one that indexes",
    ),
    "a column twice": (from_file("twice.csv"), "PBR473", "several columns are headed `Fuel Price` in `twice.csv`"),
    "no such column": (
        from_file("fuel.csv", "Period, Petrol"),
        "PBR473",
        "no column is headed `Petrol` in `fuel.csv`",
    ),
    "a short row": (from_file("short.csv"), "PBR473", "this row has 1 cells, and the headings are 2"),
    "figures in two places": (
        from_file("fuel.csv", rows="    | Quarter | Fuel Price |\n    | 1 of 1 | 3 |\n"),
        "PBR473",
        "`Fuel` has its figures in a file and in the contract: leave one of them out",
    ),
    "no rows": (
        from_file("none.csv"),
        "PBR473",
        "`Fuel` has no figures: a table, or the file that is named, has a column for the quarter and one of figures",
    ),
}


MENDED = (
    "above the only band",
    "a point of another line",
    "words by bands",
    "prices of two kinds",
    "which of two columns",
)


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_meant_is_told(name: str) -> None:
    text, code, message = CASES[name]
    assert told(text) == [(code, message)]


@pytest.mark.parametrize("name", MENDED)
def test_the_answer_mends_it(name: str) -> None:
    found = compiled(CASES[name][0])
    mended = apply(found.source.text, first_edits(found.diagnostics, found.source))
    again = compile_text("contract.pbr", mended, BESIDE.get)
    assert [each.message() for each in again.diagnostics] == []


def test_each_price_of_a_card_is_told_once_however_often_it_is_read() -> None:
    text = card("Length, whole quantity", "below 60 minutes | £5", "from 60 minutes | £4")
    text += "\nbonus More Time\n    for each Visit\n    pays Pay\n"
    assert [code for code, _ in told(text)] == ["PBR370"]


def test_a_name_in_a_bound_that_is_not_there_is_told_once() -> None:
    text = (
        card("Length, lump sum", "below Usual | £5", "from Usual | £4")
        + "\nfee Two\n    for each Visit\n    pays Pay\n"
    )
    assert {code for code, _ in told(text)} == {"PBR201"}
