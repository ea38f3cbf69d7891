"""The latest, the earliest, the greatest, the least, the only one, and how many different: against a plain search."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.data.rows import Row, Value
from pbrlang.interpret import Interpreter, Undefined, Unreadable
from pbrlang.interpret.fates import Fate
from pbrlang.ir.expressions import Aggregate, Members, Rows, Window
from pbrlang.names.homes import ToContract
from tests.interpret.building import (
    CLAIM_AMOUNT,
    STARTS,
    aggregate,
    claims,
    group,
    of_field,
    small,
    year,
)

DATES = st.dates(date(2030, 3, 1), date(2032, 5, 31))
CLAIMS = st.lists(st.tuples(DATES, st.integers(0, 4)), max_size=8)
WORDS = st.sampled_from(["latest", "earliest", "greatest", "least", "only", "different"])


def picking(word: str, over: Rows | Members, window: Window) -> Aggregate:
    return aggregate(word, over, (ToContract(),), (ToContract(),), window=window, body=CLAIM_AMOUNT)


def expected(word: str, rows: list[tuple[date, int]]) -> Value | type[Exception]:
    values = [Fraction(amount) for _, amount in rows]
    if word == "different":
        return Fraction(len(set(values)))
    if not rows:
        return Undefined
    if word == "only":
        return values[0] if len(rows) == 1 else Unreadable
    if word in ("greatest", "least"):
        return max(values) if word == "greatest" else min(values)
    days = [day for day, _ in rows]
    day = max(days) if word == "latest" else min(days)
    found = {Fraction(amount) for when, amount in rows if when == day}
    return found.pop() if len(found) == 1 else Unreadable


@given(CLAIMS, WORDS, DATES, st.sampled_from(["to date", "in"]), st.booleans(), st.randoms(use_true_random=False))
def test_what_is_picked_is_what_a_plain_search_finds(
    made: list[tuple[date, int]], word: str, t: date, time: str, still: bool, chance: object
) -> None:
    """Of a group of claims, those not for nothing; once by what is prepared, and once by going through them."""
    contract = small(group("Chosen", "Claim", CLAIM_AMOUNT), timed=[] if still else ["Chosen"])
    rows = claims(*[(f"C{number}", None, amount, day) for number, (day, amount) in enumerate(made)])
    shuffled = list(rows["Claim"])
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    period = year(contract, 1)
    reader = Interpreter(contract, rows | {"Claim": tuple(shuffled)})
    window = Window("to date") if time == "to date" else Window("in", step="year")
    first, last = (date.min, t) if time == "to date" else (period.first, min(t, period.last))
    inside = [(day, amount) for day, amount in made if first <= day <= last and amount]
    wanted = expected(word, inside)
    for _ in range(2):
        if isinstance(wanted, type):
            with pytest.raises(wanted):
                reader.evaluate(picking(word, Members("Chosen", "Claim"), window), period, t)
        else:
            assert reader.evaluate(picking(word, Members("Chosen", "Claim"), window), period, t) == wanted


def test_only_the_rows_among_which_something_was_picked_count_as_used() -> None:
    contract = small()
    rows = claims(("C1", None, 1, STARTS), ("C2", None, 2, date(2030, 5, 1)), ("C3", None, 3, date(2031, 5, 1)))
    reader = Interpreter(contract, rows)
    latest = picking("latest", Rows("Claim"), Window("in", step="year"))
    assert reader.evaluate(latest, year(contract, 1), date(2032, 3, 31)) == 2
    assert {_key(row): fate for row, fate in reader.fates().items()} == {"C1": Fate.COUNTED, "C2": Fate.COUNTED}


def test_blanks_are_no_value_of_which_there_are_different_ones() -> None:
    contract = small()
    rows = claims(("C1", None, 1, STARTS), ("C2", None, 2, STARTS))
    rows["Claim"][0].values["Withdrawn On"] = date(2030, 6, 1)
    reader = Interpreter(contract, rows)
    body = of_field("Claim", "Withdrawn On")
    whole = ((ToContract(),), (ToContract(),))
    different = aggregate("different", Rows("Claim"), *whole, window=Window("to date"), body=body)
    assert reader.evaluate(different, year(contract, 1), STARTS) == 1
    greatest = aggregate("greatest", Rows("Claim"), *whole, window=Window("to date"), body=body)
    with pytest.raises(Unreadable):
        reader.evaluate(greatest, year(contract, 1), STARTS)


def _key(row: Row) -> str:
    return str(row.key[0])
