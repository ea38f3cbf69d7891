"""Explanations of stretches of days, covered nights, rows that are picked and days that come about."""

import pytest

from pbrlang.explain import Explainer, Verdict
from pbrlang.settle import Settlement
from tests.explain.checking import check_all
from tests.frame import CLIENTS, is_whole
from tests.language.pages import PAGES, Case, cases
from tests.language.running import compiled, settled

HOW_TO = ("within-", "look-back", "paid-months", "nights-in", "unbroken", "the-latest", "the-day")
PAID = [
    case
    for page in PAGES
    if page.name.startswith(("24-", "25-", "26-", *HOW_TO))
    for case in cases(page)
    if not case.is_mistaken and any(each.language in ("lines", "statement") for each in case.expected)
]


def settlement_of(case: Case) -> Settlement:
    program = compiled(case).program
    assert program is not None
    frame = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    found = settled(program, frame | case.files(), program.terms.settles_until)
    assert isinstance(found, Settlement)
    return found


@pytest.mark.parametrize("case", PAID, ids=lambda case: str(case.name))
def test_everything_on_the_pages_is_explained_to_the_penny(case: Case) -> None:
    assert check_all(settlement_of(case))


def told(page: str, clause: str, key: dict[str, str]) -> tuple[str, ...]:
    """The explanation of one amount of the first case with data on a page, without its first two lines."""
    case = next(each for each in PAID if each.page.name.startswith(page))
    return Explainer(settlement_of(case)).explain(clause, key).lines[2:]  # type: ignore[union-attr]


def test_a_stretch_is_told_by_its_first_and_last_day() -> None:
    assert told("24-", "Early Visits", {"Client": "C1"}) == (
        (
            "First Visits is 3 Visits (clause 1): number of Visits in the 90 days after Joined On, "
            "from 2 April 2030 to 30 June 2030, counted in visits.csv."
        ),
        "Joined On is 1 April 2030 (clients.csv, row 2).",
        "£1 per Visit * First Visits is £3: £1 per Visit * 3 Visits (clause 3).",
    )


def test_a_day_outside_a_stretch_is_told_by_how_far() -> None:
    case = next(each for each in PAID if "Prompt Visit" in each.contract.text and "2 weeks after" in each.contract.text)
    explained = Explainer(settlement_of(case)).explain("Prompt Visit", {"Visit": "V3"})
    assert explained.verdict is Verdict.CONDITION  # type: ignore[union-attr]
    assert explained.lines[2] == (  # type: ignore[union-attr]
        "Visited On is 16 April 2030 (visits.csv, row 4), 1 day after 15 April 2030, the last day of a stretch: "
        "Visited On is in the 2 weeks after Joined On (clause 1)."
    )


def test_covered_nights_are_told_with_what_covers_them_and_what_takes_away() -> None:
    assert told("25-", "Housed And Free", {"month": "April 2030"})[1] == (
        "Number of nights covered by Stays and not by Jail Stays in the month is 17 nights (clause 5), "
        "from 3 Stays (stays.csv), less 1 Jail Stay (jail_stays.csv)."
    )


def test_the_longest_run_is_told_with_its_days() -> None:
    case = next(each for each in PAID if "Longest Time In Work" in each.contract.text)
    explained = Explainer(settlement_of(case)).explain("Longest Times In Work", {"Client": "C1"})
    assert explained.lines[2] == (  # type: ignore[union-attr]
        "Longest Time In Work is 87 days (clause 3): longest unbroken run of days covered by Spells joining gaps "
        "of up to 2 weeks to date (clause 3), the run from 1 April 2030 to 10 July 2030, from 4 Spells (spells.csv)."
    )


def test_what_is_picked_is_told_with_its_row() -> None:
    assert told("26-", "Weight Lost", {"Child": "C1"})[0] == (
        "Last Weight is 38 kg (clause 4): the latest Weight of Weighings to date, as weighings.csv, row 4 has it, "
        "of 3 Weighings (weighings.csv)."
    )
    assert "Last Weight is 0 kg (clause 4): there is nothing to pick from." in told(
        "26-", "Weight Lost", {"Child": "C2"}
    )


def test_a_day_that_came_is_told_with_what_there_was_on_it_and_one_that_did_not_with_what_there_is() -> None:
    case = next(each for each in PAID if "Training And Badges" in each.contract.text)
    explainer = Explainer(settlement_of(case))
    came, never = (explainer.explain("Training", {"Learner": key}).lines[2:] for key in ("L1", "L2"))  # type: ignore[union-attr]
    assert came == (
        (
            "The first day on which total of Hours of Sessions to that day is at least 90 hours is 31 May 2030 "
            "(clause 6)."
        ),
        (
            "Total of Hours of Sessions to that day is 90 hours (clause 6), from 3 Sessions (sessions.csv), "
            "the largest 50 hours (sessions.csv, row 2) and 20 hours (sessions.csv, row 3)."
        ),
    )
    assert never == (
        (
            "The first day on which total of Hours of Sessions to that day is at least 90 hours is blank (clause 6), "
            "so nothing falls due."
        ),
        (
            "Total of Hours of Sessions to that day is 89 hours (clause 6), from 1 Session (sessions.csv): "
            "89 hours (sessions.csv, row 6)."
        ),
    )
