"""Why, of money that is paid early, comes back, runs on, is stepped, or whose data come late."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pbrlang.explain import Explainer, Explanation, Verdict
from pbrlang.settle import Settlement
from tests.explain.checking import check_all
from tests.frame import CLIENTS, is_whole
from tests.language.pages import PAGES, Case, cases
from tests.language.running import compiled, settled

ABOUT = (
    *("14-clawback", "32-advances", "33-to-date", "34-accounts", "35-break", "36-late-data"),
    *("28-tables-by-date-and-indexation", "index-linked-fee"),
    *("break-clause", "capped-return", "clawback-by-instalments", "clawback-from-several-payments"),
    *("failure-rate-of-a-sample", "late-and-corrected-data", "never-falls", "paid-early-and-set-off"),
    *("payback-with-interest", "provisional-then-final", "running-entitlement", "withheld-claim"),
)
SOUND = [
    case
    for page in PAGES
    if page.stem in ABOUT
    for case in cases(page)
    if not any(each.language == "diagnostic" for each in case.following)
    and any(each.language == "csv" for each in case.following)
]


def paid(case: Case, as_at: date | None = None) -> Settlement:
    program = compiled(case).program
    assert program is not None
    frame = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    found = settled(program, frame | case.files(), as_at or program.terms.settles_until)
    assert isinstance(found, Settlement), found
    return found


def first(stem: str, words: str) -> Case:
    """The first case of a page whose contract holds some words."""
    return next(each for each in SOUND if each.page.stem == stem and words in each.contract.text)


def answer(settlement: Settlement, clause: str, key: dict[str, str], on: date | None = None) -> Explanation:
    found = Explainer(settlement).explain(clause, key, on)
    assert isinstance(found, Explanation), found
    return found


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_every_line_of_the_pages_is_explained_to_the_penny(case: Case) -> None:
    assert check_all(paid(case)) > 0


def test_all_pages_are_there() -> None:
    assert {each.page.stem for each in SOUND} == set(ABOUT)
    assert all(isinstance(each.page, Path) for each in SOUND)


def test_an_advance_with_several_lines_is_listed_and_a_day_picks_one() -> None:
    settlement = paid(first("32-advances", "against Harvest Payment"))
    every = answer(settlement, "Start Money", {"Client": "C2"})
    assert every.verdict is Verdict.SEVERAL
    assert every.amount == 0
    assert [line.split(": ")[-1].split(" (clause 2, ")[0] for line in every.lines[1:4]] == [
        "£1,000 on 1 April 2030",
        "£300 set off against Harvest Payment for Visit V3 on 1 August 2030",
        "£700 recovered on 31 March 2031",
    ]
    one = answer(settlement, "Start Money", {"Client": "C2"}, date(2031, 3, 31))
    assert one.amount == -700
    assert one.lines[-1].endswith("£300 of it was set off before: £700 was left.")


def test_a_payment_says_what_of_it_was_set_off() -> None:
    told = answer(paid(first("32-advances", "against Harvest Payment")), "Harvest Payment", {"Visit": "V2"})
    assert told.amount == 700
    assert "£600 of it is set off against Start Money (clause 2), which was paid before." in told.lines


def test_an_instalment_that_is_not_due_yet_is_no_limit_used_up() -> None:
    case = first("14-clawback", "in 3 equal monthly instalments")
    told = answer(paid(case, date(2031, 4, 30)), "Grant Recovery", {})
    assert told.verdict is Verdict.LATER
    assert "The first instalment falls due on 1 May 2031 (clause 2), after 30 April 2031" in told.text


def test_a_row_that_is_not_recorded_is_told_from_one_that_was_never_supplied() -> None:
    settlement = paid(first("36-late-data", "data Session"))
    told = answer(settlement, "Session Payment", {"Session": "S5"})
    assert told.verdict is Verdict.LATER
    assert told.amount == 0
    assert told.lines[-1].startswith(
        "Recorded On is blank (sessions.csv, row 6), so it does not count by 31 March 2034"
    )
    assert not isinstance(Explainer(settlement).explain("Session Payment", {"Session": "S9"}), Explanation)


def test_a_line_that_was_taken_back_altogether_says_so() -> None:
    case = first("36-late-data", "data Check")
    told = answer(paid(case), "Best So Far", {}, date(2030, 6, 30))
    assert told.amount == 40
    assert "have £100 in that of quarter 1 of year 1 and -£60 in that of quarter 2 of year 1 (clause 3)" in told.text


def test_what_is_not_due_after_a_break_names_the_break() -> None:
    told = answer(paid(first("35-break", "advance Start Money")), "Visiting Fee", {"quarter": "quarter 1 of year 2"})
    assert told.verdict is Verdict.OUTSIDE_TERM
    assert "The term ended on 31 March 2031 by Early Exit, as number of Break Notices" in told.text


def test_the_head_names_every_statement_that_has_some_of_a_line() -> None:
    settlement = paid(first("36-late-data", "data Session"))
    told = {each: answer(settlement, "Session Payment", {"Session": each}).lines[0] for each in ("S1", "S2", "S3")}
    assert told["S1"].endswith("£40 on 1 May 2030 (clause 2, statement of quarter 1 of year 1).")
    assert told["S2"].endswith(
        "£30 on 20 June 2030 (clause 2, statements of quarter 1 of year 1 and quarter 2 of year 1)."
    )
    assert told["S3"].endswith("£30 on 20 May 2030 (clause 2, statement of quarter 2 of year 1).")


def test_what_a_later_figure_changed_is_told_with_both_statements() -> None:
    settlement = paid(first("28-tables-by-date-and-indexation", "2030-11-11"), date(2030, 12, 31))
    told = answer(settlement, "Travel", {"Visit": "V2"})
    assert told.amount == Fraction("3.40")
    assert told.lines[0].endswith("statements of quarter 2 of year 1 and quarter 3 of year 1).")
    assert told.lines[-1] == (
        "The statements, each on what was published by its last day, have £3.20 in that of quarter 2 of year 1 "
        "and £0.20 in that of quarter 3 of year 1 (clause 2)."
    )


def test_lines_that_differ_in_their_date_alone_are_picked_by_it() -> None:
    told = answer(paid(first("32-advances", "against Harvest Payment")), "Start Money", {"": "C2"})
    assert told.lines[-1] == "To have one explained, say which: add `--date 2030-04-01`, for example."


def test_lines_that_nothing_tells_apart_are_all_explained() -> None:
    settlement = settle_same_day()
    told = answer(settlement, "Start Money", {"Client": "C1"}, date(2030, 5, 1))
    assert told.verdict is Verdict.SEVERAL
    assert not any("say which" in line for line in told.lines)
    assert sum("of it was set off before" in line for line in told.lines) == 2
    assert [
        line.split(" for Client C1: ")[1].split(" on ")[0] for line in told.lines[1:] if "statement of" in line
    ] == [
        "£400 set off against Harvest Payment for Visit V1",
        "£100 set off against Harvest Payment for Visit V2",
    ]


def settle_same_day() -> Settlement:
    """A client's advance, against which two visits of one day are set off."""
    case = first("32-advances", "against Harvest Payment")
    program = compiled(case).program
    assert program is not None
    visits = "Visit,Client,Kind,Length,Cost,Visited On\nV1,C1,Long,30,£400,2030-05-01\nV2,C1,Long,30,£100,2030-05-01\n"
    found = settled(program, {"clients.csv": CLIENTS, "visits.csv": visits}, date(2030, 6, 30))
    assert isinstance(found, Settlement)
    return found
