"""Names in a database: readable, quoted, and never one for two things."""

from pbrlang.engines.naming import FILE, ROW, clashes, column, quoted, relation
from tests.properties.paying import compiled

WITH_TWO = """contract Two
    purpose "P."
    commissioner "A"
    provider "B"
    currency GBP
    runs from 1 January 2020 to 31 December 2020
    results settle until 31 December 2020
    years start on 1 January
    settles every year
    rounds each payment to the nearest penny, half up

data Visit
    Visit            identifier
    Home Visit       yes or no
    HOME Visit       yes or no
    one row for each Visit

data VISIT
    Other            identifier
    one row for each Other
"""


def test_names_are_small_and_joined_by_low_lines() -> None:
    assert relation("Employment Claim") == "employment_claim"
    assert column("Payment By-Result") == "payment_by-result"
    assert quoted('a "b"') == '"a ""b"""'


def test_no_field_takes_the_name_of_a_rows_place() -> None:
    assert {ROW, FILE} == {"_row", "_file"}
    assert not column("File").startswith("_")


def test_names_that_a_database_cannot_tell_apart_are_told() -> None:
    assert clashes(compiled(WITH_TWO).tables) == ["Visit", "VISIT", "Home Visit", "HOME Visit"]
