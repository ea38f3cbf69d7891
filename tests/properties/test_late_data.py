"""What must hold where data come late: statements stand once they are made, and together come to the whole."""

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.settle import Settlement, as_json
from tests.explain.checking import check_all
from tests.properties.contracts import SETTLES, STARTS, Grown, grown
from tests.properties.paying import compiled, pay

FEW = settings(max_examples=60)
DATED = "    dated Visited On\n"
FIELD = "    Undone On   date or blank\n"
KEPT = "not taken back once paid"


@st.composite
def late(draw: st.DrawFn) -> Grown:
    """A contract whose visits say when they were recorded, some of them long after."""
    case = draw(grown())
    heading, rows = case.files["visits.csv"]
    place = heading.index("Visited On")
    recorded = []
    for row in rows:
        day = date.fromisoformat(row[place]) + timedelta(draw(st.sampled_from([0, 1, 40, 100, 300])))
        recorded.append((*row, min(day, SETTLES).isoformat()))
    text = case.text.replace(DATED, f"{DATED}    recorded on Recorded On\n").replace(
        FIELD, f"{FIELD}    Recorded On date\n"
    )
    if draw(st.booleans()):
        text = text.replace("    every time\n", "    every time\n    payable on its date\n")
    text = text.replace("share is not paid", 'share falls on "A council"')  # so that a total is that of its lines
    return Grown(text, case.files | {"visits.csv": ((*heading, "Recorded On"), tuple(recorded))})


def at_once(case: Grown) -> Grown:
    """The same, where all is known at once."""
    return evolve(case, text=case.text.replace("    recorded on Recorded On\n", ""))


@FEW
@given(late(), st.dates(STARTS, SETTLES))
def test_statements_stand_once_they_are_made_and_together_come_to_what_is_paid_on_all_rows(
    case: Grown, as_at: date
) -> None:
    program = compiled(case.text)
    slowly = pay(program, case)

    each_stands(pay(program, case, as_at), slowly)
    if KEPT not in case.text:
        together_they_are_the_whole(slowly, pay(compiled(at_once(case).text), at_once(case)))
    check_all(slowly)


def each_stands(then: Settlement, later: Settlement) -> None:
    """Statements made on a day are those that are made later for the same periods."""
    issued = [(each.stretch, each.total, [line.amount for line in each.lines]) for each in then.statements]
    stands = [(each.stretch, each.total, [line.amount for line in each.lines]) for each in later.statements]
    assert issued == stands[: len(issued)]


def together_they_are_the_whole(slowly: Settlement, whole: Settlement) -> None:
    """Where rows become known slowly, no more and no less is paid in the end than where they are known at once."""
    assert slowly.total == whole.total
    assert sum(each.amount for statement in slowly.statements for each in statement.lines) == slowly.total
    assert slowly.statements[-1].to_date == slowly.total
    assert {each.table: each.read for each in slowly.accounting} == {each.table: each.read for each in whole.accounting}


@FEW
@given(late())
def test_what_is_recorded_at_once_changes_nothing(case: Grown) -> None:
    heading, rows = case.files["visits.csv"]
    early = tuple((*row[:-1], STARTS.isoformat()) for row in rows)
    known = Grown(case.text, case.files | {"visits.csv": (heading, early)})

    assert as_json(pay(compiled(known.text), known)) == as_json(pay(compiled(at_once(known).text), known))


@settings(max_examples=20)
@given(late().filter(lambda case: KEPT in case.text))
def test_what_is_not_taken_back_is_the_greatest_that_was_ever_due(case: Grown) -> None:
    program = compiled(case.text)
    settlement = pay(program, case)
    paid = [
        each.amount for statement in settlement.statements for each in statement.lines if each.clause.name == "Running"
    ]

    assert all(amount >= 0 for amount in paid)
    in_the_end = sum(each.amount for line, each in settlement.settled.items() if line.clause == "Running")
    assert sum(paid) >= in_the_end
