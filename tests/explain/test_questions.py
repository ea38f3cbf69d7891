"""What is asked: names, keys and days that there are, and those that there are not."""

import re
from datetime import date
from pathlib import Path

import pytest

from pbrlang.diagnostics.page import Page
from pbrlang.explain import EXPLAIN_ERRORS, Explainer, Explanation, Verdict
from pbrlang.explain.errors import NoSuchClause, NoSuchKey, NothingOnThatDay, NothingSoKeyed, UnreadableKey
from pbrlang.settle import Settlement
from tests.explain.asking import refusal, settled, why
from tests.explain.test_examples import settled as example

REST = """
payment Cost Met
    for each Visit
    pays Cost

fee Rent
    for each quarter
    pays £100

grant Start
    pays £5 on 1 May 2030

Dear for each Visit means Cost + £1
"""


@pytest.fixture(scope="module")
def settlement() -> Settlement:
    return settled(REST)


@pytest.mark.parametrize(
    ("clause", "key"),
    [
        ("Cost Met", {"Visit": "V1"}),
        ("cost-met", {"visit": " V1 "}),
        ("5", {"": "V1"}),
        ("Rent", {"quarter": "quarter 2 of year 1"}),
        ("rent", {"": "Quarter 2 of Year 1"}),
        ("Start", {}),
    ],
)
def test_ways_of_asking(settlement: Settlement, clause: str, key: dict[str, str]) -> None:
    assert why(settlement, clause, key).verdict is Verdict.EARNED


def test_a_misspelt_clause(settlement: Settlement) -> None:
    told = refusal(settlement, "Cots Met", {})
    assert isinstance(told, NoSuchClause)
    assert told.message() == "no clause is called `Cots Met`, and none has that number"
    assert told.help() == "did you mean `Cost Met`?"


def test_a_definition_is_no_clause(settlement: Settlement) -> None:
    told = refusal(settlement, "Dear", {"": "V1"})
    assert told.message() == "`Dear` is a definition: it is worth something, but pays nothing by itself"


def test_nothing_alike(settlement: Settlement) -> None:
    told = refusal(settlement, "Quite Different", {})
    assert told.help() == "the clauses that make money due are `Cost Met`, `Rent` and `Start`"


@pytest.mark.parametrize(
    ("clause", "key", "message", "help"),
    [
        ("Cost Met", {"Client": "C1"}, "Cost Met is not for each `Client`", "name `Visit=…`"),
        ("Start", {"Visit": "V1"}, "Start is due once, for the contract as a whole", "ask without a key"),
        ("Rent", {"year": "1"}, "Rent is not for each `year`", "name `quarter=…`"),
    ],
)
def test_a_key_that_is_none(settlement: Settlement, clause: str, key: dict[str, str], message: str, help: str) -> None:
    told = refusal(settlement, clause, key)
    assert isinstance(told, NoSuchKey)
    assert (told.message(), told.help()) == (message, help)


def test_a_value_without_a_name_where_the_key_has_several_parts(repository: Path) -> None:
    programme = example(repository / "examples" / "work-programme")
    told = refusal(programme, "Job Outcome", {"": "P00001"})
    assert told.message() == "it takes more than `P00001` to say for what Job Outcome is asked"
    assert told.help() == "name `Participant=…` and `Weeks In Work=…`"
    unreadable = refusal(programme, "Job Outcome", {"Participant": "P00001", "Weeks In Work": "26 days"})
    assert isinstance(unreadable, UnreadableKey)
    assert unreadable.message() == "Weeks In Work cannot be `26 days`"
    assert unreadable.help() == "write a whole number of weeks"


@pytest.mark.parametrize(
    ("clause", "key", "message", "help"),
    [
        ("Cost Met", {"": "V9"}, "there is no Visit V9, so Cost Met has nothing to say of it", None),
        ("Cost Met", {"Visit": "v 1"}, "there is no Visit with Visit v 1, so Cost Met has nothing to say of it", "V1"),
        ("Rent", {"": "9"}, "there is no quarter 9, so Rent has nothing to say of it", None),
    ],
)
def test_a_key_that_picks_nothing(
    settlement: Settlement, clause: str, key: dict[str, str], message: str, help: str | None
) -> None:
    told = refusal(settlement, clause, key)
    assert isinstance(told, NothingSoKeyed)
    assert told.message() == message
    assert told.help()
    assert help is None or f"`{help}`" in str(told.help())


def test_a_day_picks_a_line(settlement: Settlement) -> None:
    answer = Explainer(settlement).explain("Cost Met", {}, on=date(2030, 5, 2))
    assert isinstance(answer, Explanation)
    assert answer.key == {"Visit": "V2"}


def test_a_day_without_a_line(settlement: Settlement) -> None:
    told = refusal(settlement, "Cost Met", {"": "V1"}, on=date(2030, 5, 2))
    assert isinstance(told, NothingOnThatDay)
    assert told.message() == "Cost Met has nothing dated 2 May 2030 for that key"
    assert told.help() == "what there is, is dated 1 May 2030"


def test_a_key_that_leaves_several_open_is_answered_by_a_list(settlement: Settlement) -> None:
    told = why(settlement, "Cost Met", {})
    assert told.lines == (
        "Cost Met: £91.51, for 5 Visits (clause 5).",
        *(
            f"Visit V{visit} (visits.csv, row {visit + 1}): £{amount} on {day} "
            f"(clause 5, statement of quarter {quarter} of year 1)."
            for visit, amount, day, quarter in (
                (1, "40.01", "1 May 2030", 1),
                (2, "30", "2 May 2030", 1),
                (3, "12.50", "30 June 2030", 1),
                (4, "9", "1 July 2030", 2),
            )
        ),
        (
            "Visit V5 (visits.csv, row 6): nothing (clause 5). Visited On is 1 October 2031 (visits.csv, row 6), "
            "after its results settle, until 30 September 2031 (clause 1)."
        ),
        "To have one explained, say which: add `Visit=V1`, for example.",
    )
    assert (told.verdict, told.amount) == (Verdict.SEVERAL, sum(each.due for each in settlement.settled.values()) - 405)


def test_a_long_list_has_fifteen_lines_too() -> None:
    visits = tuple((f"V{n:02}", "C1", "Long", "60", "1", "2030-05-01", "") for n in range(40))
    told = why(settled(REST, visits=visits), "Cost Met", {})
    assert len(told.lines) <= 15
    assert told.lines[0] == "Cost Met: £40, for 40 Visits (clause 5)."
    assert "… and 29 others." in told.lines


def test_what_is_not_settled_is_told_in_a_list() -> None:
    told = why(settled(REST, as_at=date(2030, 5, 1)), "Cost Met", {})
    assert told.lines[0] == "Cost Met: £40.01, £40.01 of it not yet settled, for 5 Visits (clause 5)."


@pytest.mark.parametrize("message", EXPLAIN_ERRORS)
def test_each_message_has_a_page(message: type[NoSuchClause]) -> None:
    page = Page.of(message)
    assert [section.heading for section in page.sections] == ["Why", "Example", "Instead"]
    assert re.fullmatch(r"PBR55\d", message.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", message.name)
