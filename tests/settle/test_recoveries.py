from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.ir.program import Clause, Program
from pbrlang.ir.recovering import Recovery
from pbrlang.kinds.model import DAY
from pbrlang.names.homes import CONTRACT, ByReference, Home, Path, TableHome, ToContract, ToElement
from pbrlang.settle import Settlement, settle
from tests.interpret.building import (
    CLAIM_AMOUNT,
    STARTS,
    UNTIL,
    apply,
    cap,
    claims,
    clause,
    const,
    having,
    key_of,
    of_field,
    paying_claims,
    pounds,
    small,
)

WITHDRAWN = of_field("Claim", "Withdrawn On", DAY)
DAYS = st.dates(STARTS, UNTIL)
MADE = st.lists(
    st.tuples(st.sampled_from(["P1", "P2"]), st.integers(0, 900), DAYS, st.none() | DAYS), min_size=1, max_size=10
)
Made = list[tuple[str, int, date, date | None]]


def clawback(name: str, times: int, *path: ByReference | ToContract, home: Home) -> Clause:
    line: Path = (ToElement(name), *path)
    source: Path = (ToElement("Claim Payment"), *path)
    return clause(
        name,
        TableHome("Claim"),
        apply("multiply", const(times), CLAIM_AMOUNT),
        day=WITHDRAWN,
        when=apply("not blank", WITHDRAWN),
        recovery=Recovery(("Claim Payment",), line, {"Claim Payment": source}, home, "as a debt"),
        sign=-1,
        number="6",
    )


def settled(contract: Program, made: Made) -> Settlement:
    named = [(f"C{n}", person, Fraction(pence, 100), day) for n, (person, pence, day, _) in enumerate(made)]
    rows = claims(*named)
    for row, (_, _, _, withdrawn) in zip(rows["Claim"], made, strict=True):
        row.values["Withdrawn On"] = withdrawn
    return settle(contract, rows, as_at=UNTIL)


def recovered(settlement: Settlement, name: str) -> dict[str, Fraction]:
    lines = settlement.interpreter.lines(name)
    return {key_of(line): settlement.settled[line].settled for line in lines}


@given(MADE, st.integers(0, 4000))
def test_no_claim_gives_back_more_than_was_paid_for_it_by_then(made: Made, most: int) -> None:
    ceiling = cap("Ceiling", ("Claim Payment",), pounds(Fraction(most, 100)))
    back = clawback("Withdrawal", 3, home=TableHome("Claim"))
    settlement = settled(having(small(), paying_claims(), ceiling, back), made)
    paid = {key_of(line): settlement.settled[line].settled for line in settlement.interpreter.lines("Claim Payment")}
    expected = {
        f"C{n}": min(Fraction(3 * pence, 100), paid[f"C{n}"] if day <= withdrawn else 0)
        for n, (_, pence, day, withdrawn) in enumerate(made)
        if withdrawn is not None
    }
    assert recovered(settlement, "Withdrawal") == expected


@given(MADE)
def test_two_clawbacks_share_what_was_paid_to_a_person(made: Made) -> None:
    to_person, person = ByReference("Person"), TableHome("Person")
    names = ("First Withdrawal", "Second Withdrawal")
    contract = having(small(), paying_claims(), *(clawback(name, 2, to_person, home=person) for name in names))
    settlement = settled(contract, made)
    took = {name: recovered(settlement, name) for name in names}
    events = sorted((withdrawn, name, n) for n, (*_, withdrawn) in enumerate(made) if withdrawn for name in names)
    taken = dict.fromkeys(("P1", "P2"), Fraction(0))
    for day, name, n in events:
        who, pence = made[n][0], made[n][1]
        paid = sum(Fraction(p, 100) for other, p, when, _ in made if other == who and when <= day)
        expected = min(Fraction(2 * pence, 100), paid - taken[who])
        assert took[name][f"C{n}"] == expected
        taken[who] += expected


def test_clawbacks_at_different_homes_together_take_no_more_than_all_that_was_paid() -> None:
    day, later = date(2030, 5, 1), date(2030, 6, 1)
    one, all_of_it = clawback("One", 1, home=TableHome("Claim")), clawback("All", 9, ToContract(), home=CONTRACT)
    made: Made = [("P1", 100, day, None), ("P2", 200, day, later)]
    settlement = settled(having(small(), paying_claims(), all_of_it, one), made)
    assert recovered(settlement, "All") == {"C1": 3}
    assert recovered(settlement, "One") == {"C1": 0}
    assert settlement.total == 0
