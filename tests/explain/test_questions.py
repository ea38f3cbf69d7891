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


CAPPED = (
    REST
    + """
deduction Late
    for each Visit
    deducts £1

cap Yearly Budget
    limits all sums due to £1,000 over the contract, including results settled after the term
    cutting the latest first
"""
)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("Yearly Budget", "`Yearly Budget` is a cap: it cuts "),
        ("10", "`10` is the cap Yearly Budget: it cuts "),
    ],
)
def test_a_cap_is_no_clause(asked: str, message: str) -> None:
    told = refusal(settled(CAPPED), asked, {})
    assert told.message() == f"{message}Cost Met, Rent and Start, but pays nothing by itself"
    assert told.help() == "ask why of `Cost Met`, `Rent` or `Start`: each answer says what the cap left of it"


def test_a_definition_by_its_number(settlement: Settlement) -> None:
    told = refusal(settlement, "8", {"": "V1"})
    assert told.message() == "`8` is the definition Dear: it is worth something, but pays nothing by itself"


def test_nothing_alike(settlement: Settlement) -> None:
    told = refusal(settlement, "Quite Different", {})
    assert told.help() == "the clauses that make money due are `Cost Met`, `Rent` and `Start`"


@pytest.mark.parametrize(
    ("clause", "key", "message", "help"),
    [
        (
            "Cost Met",
            {"Guest": "C1"},
            "Cost Met is not for each `Guest`",
            "name `Visit=…`, or `Client=…` for all of one",
        ),
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


@pytest.mark.parametrize("name", ["Client", "client"])
def test_what_rows_refer_to_picks_all_of_them(settlement: Settlement, name: str) -> None:
    told = why(settlement, "Cost Met", {name: "C2"})
    assert told.lines[0] == f"Cost Met for {name} C2: £9, for 2 Visits (clause 5)."
    assert [line.split(" (")[0] for line in told.lines[1:3]] == ["Visit V4", "Visit V5"]
    assert told.lines[3] == "To have one explained, say which: add `--for Visit=V4`, for example."
    assert why(settlement, "Cost Met", {"Client": "C2", "Visit": "V4"}).amount == 9


@pytest.mark.parametrize(
    ("key", "message", "help"),
    [
        ({"Client": "C 2"}, "Client C 2", "did you mean `C2`?"),
        ({"Client": "X"}, "Client X", "they run from `C1` to `C2`"),
        ({"Client": "C1", "Visit": "V4"}, "Client C1, Visit V4", None),
    ],
)
def test_nothing_refers_to_it(settlement: Settlement, key: dict[str, str], message: str, help: str | None) -> None:
    told = refusal(settlement, "Cost Met", key)
    assert told.message() == f"there is no Visit with {message}, so Cost Met has nothing to say of it"
    assert told.help() == help


JOURNEYS = """
data Journey
    Journey     identifier
    Visit       refers to Visit or blank
    Payer       refers to Client
    Driver      refers to Client
    Made On     date
    one row for each Journey
    dated Made On

data Toll
    Toll        identifier
    Visit       refers to Visit or blank
    Made On     date
    one row for each Toll
    dated Made On

payment Fare
    for each Journey
    pays £2
    every time

payment Toll Met
    for each Toll
    pays £3
    every time
"""


@pytest.fixture(scope="module")
def journeys() -> Settlement:
    more = {
        "journeys.csv": (
            ("Journey", "Visit", "Payer", "Driver", "Made On"),
            (("J1", "V1", "C1", "C2", "2030-06-01"), ("J2", "", "C2", "C1", "2030-06-02")),
        ),
        "tolls.csv": (
            ("Toll", "Visit", "Made On"),
            (
                ("T1", "V1", "2030-06-01"),
                ("T2", "V4", "2030-07-02"),
                ("T3", "", "2030-07-02"),
                ("T4", "V2", "2030-07-02"),
            ),
        ),
    }
    return settled(JOURNEYS, more=more)


@pytest.mark.parametrize(
    ("clause", "key", "amount"),
    [
        ("Fare", {"Payer": "C1"}, 2),
        ("Fare", {"Driver": "C2", "Payer": "C1"}, 2),
        ("Fare", {"Visit": "V1"}, 2),
        ("Toll Met", {"Client": "C1"}, 6),
        ("Toll Met", {"Client": "C2"}, 3),
        ("Toll Met", {"Client": "C2", "Visit": "V4"}, 3),
    ],
)
def test_by_the_name_of_a_reference_or_by_the_only_way(
    journeys: Settlement, clause: str, key: dict[str, str], amount: int
) -> None:
    assert why(journeys, clause, key).amount == amount


def test_where_several_ways_lead_each_must_be_named(journeys: Settlement) -> None:
    told = refusal(journeys, "Fare", {"Client": "C1"})
    assert told.message() == "Fare is not for each `Client`"
    assert told.help() == "name `Journey=…`, or `Visit=…`, `Payer=…` or `Driver=…` for all of one"
    assert str(refusal(journeys, "Toll Met", {"Guest": "C1"}).help()).endswith(
        "or `Visit=…` or `Client=…` for all of one"
    )


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
        "To have one explained, say which: add `--for Visit=V1`, for example.",
    )
    assert (told.verdict, told.amount) == (Verdict.SEVERAL, sum(each.due for each in settlement.settled.values()) - 405)


def test_the_tip_is_written_as_a_shell_needs_it(settlement: Settlement) -> None:
    tip = why(settlement, "Rent", {}).lines[-1]
    assert tip == 'To have one explained, say which: add `--for "quarter=quarter 1 of year 1"`, for example.'


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
    assert re.fullmatch(r"PBR5[57]\d", message.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", message.name)
