"""The examples with their data, by the command of what was built: the same bytes, and the same rows refused."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import pbrlang
from pbrlang.api import DataMistakes
from tests.agreement.node import Node, data_for

GOLDEN = Path(__file__).parents[1] / "golden"
EXAMPLES = {
    "care-review": "care_budget_review",
    "west-yorkshire-custody": "west_yorkshire_youth_custody_pathfinder",
    "work-programme": "work_programme",
}


def run(module: str, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
    """The module by itself, with nothing beside the standard library to import."""
    command = [sys.executable, "-I", "-S", str(GOLDEN / "python" / f"{module}.py"), *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_module_prints_what_pay_prints(repository: Path, example: str) -> None:
    folder = repository / "examples" / example / "data"
    done = run(EXAMPLES[example], folder)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == pbrlang.load(repository / "examples" / example).pay(folder).as_json()


@pytest.mark.parametrize("example", EXAMPLES)
def test_javascript_gives_what_pay_prints(repository: Path, node: Node, example: str) -> None:
    loaded = pbrlang.load(repository / "examples" / example)
    reading = loaded.read(repository / "examples" / example / "data")
    assert reading.as_at
    source = (GOLDEN / "javascript" / f"{EXAMPLES[example]}.mjs").read_text(encoding="utf-8")
    given = data_for(loaded.program, reading, reading.as_at)
    assert node.settled(source, given, reading.as_at) == loaded.pay(reading).as_json()


def test_javascript_refuses_rows_that_cannot_be_used(node: Node) -> None:
    source = (GOLDEN / "javascript" / "work_programme.mjs").read_text(encoding="utf-8")
    good = {"participant": "P1", "paymentGroup": "New ESA", "referredOn": "2011-06-20", "attachedOn": "2011-07-04"}
    claim = {"participant": "P1", "weeksInWork": "13", "reachedOn": "2012-02-29"}
    for participant, row in (
        ({**good, "paymentGroup": "Other"}, "participants, row 1, Payment Group: Other is not one of JSA 18 To 24, "),
        ({**good, "attachedOn": "2011-02-29"}, "participants, row 1, Attached On: 2011-02-29 is not a date as text"),
        ({**good, "referredOn": None}, "participants, row 1, Referred On: it is blank"),
        ({**good, "participant": "P2"}, "employmentClaims, row 1, Participant: P1 names no Participant"),
        ({**good, "attachedOn": "2012-03-01"}, "employmentClaims, row 1, Participant: it names a row dated 2012-03-01"),
        ({**good, "referredOn": "2011-05-31"}, "participants, row 1, Referred On: 2011-05-31 is in no contract year"),
    ):
        data = {"participants": [participant], "employmentClaims": [claim], "completeTo": "2020-03-31"}
        (fault, *_) = node.told(source, data, date(2020, 3, 31))["faults"]
        assert fault.startswith(row)
    for weeks in ("13.5", "1,000", "-1", "about 13", 13):
        data = {
            "participants": [good],
            "employmentClaims": [{**claim, "weeksInWork": weeks}],
            "completeTo": "2020-03-31",
        }
        (fault,) = node.told(source, data, date(2020, 3, 31))["faults"]
        wanted = 'a whole number, at least 0, as text like "12" or as a BigInt of the last place'
        assert fault == f"employmentClaims, row 1, Weeks In Work: {weeks} is not {wanted}"
    twice = {"participants": [good], "employmentClaims": [claim, claim], "completeTo": "2020-03-31"}
    faults = node.told(source, twice, date(2020, 3, 31))["faults"]
    assert faults == [f"employmentClaims, row {row}: another row has the same key" for row in (1, 2)]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"completeTo": None}, 'completeTo: null is not a date as text like "2012-02-01"'),
        ({"completeTo": "31/3/2020"}, 'completeTo: 31/3/2020 is not a date as text like "2012-02-01"'),
        ({"participants": None}, "participants: there is no list of rows; an empty list says that there are none"),
        (
            {"employmentClaims": {}},
            "employmentClaims: there is no list of rows; an empty list says that there are none",
        ),
        ({"participants": [None]}, "participants, row 1: null is no object with the fields of a row"),
    ],
)
def test_javascript_pays_nothing_on_data_that_are_not_all_there(
    node: Node, changed: dict[str, object], told: str
) -> None:
    source = (GOLDEN / "javascript" / "work_programme.mjs").read_text(encoding="utf-8")
    data = {"participants": [], "employmentClaims": [], "completeTo": "2020-03-31"}
    assert "result" in node.told(source, data, date(2020, 3, 31))
    assert node.told(source, {**data, **changed}, date(2020, 3, 31))["faults"] == [told]


def test_javascript_tells_all_that_is_wrong_with_each_row(node: Node) -> None:
    source = (GOLDEN / "javascript" / "work_programme.mjs").read_text(encoding="utf-8")
    bad = {"participant": "P1", "paymentGroup": "Other", "referredOn": None, "attachedOn": "4 July"}
    claims = [
        {"participant": "P1", "weeksInWork": "many", "reachedOn": "2012-02-29"},
        {"participant": "P2", "weeksInWork": "13", "reachedOn": "2012-02-29"},
    ]
    data = {"participants": [{}, bad], "employmentClaims": claims, "completeTo": "2020-03-31"}
    told = node.told(source, data, date(2020, 3, 31))["faults"]
    assert [each.partition(": ")[0] for each in told] == [
        "participants, row 1, Participant",
        "participants, row 1, Payment Group",
        "participants, row 1, Referred On",
        "participants, row 1, Attached On",
        "participants, row 2, Payment Group",
        "participants, row 2, Referred On",
        "participants, row 2, Attached On",
        "employmentClaims, row 1, Weeks In Work",
        "employmentClaims, row 2, Participant",
    ]
    assert told[0] == "participants, row 1, Participant: there is no participant; null is a blank"
    twice = {"participants": [bad, bad], "employmentClaims": [], "completeTo": "2020-03-31"}
    assert (
        sum("another row has the same key" in each for each in node.told(source, twice, date(2020, 3, 31))["faults"])
        == 2
    )


def test_javascript_takes_no_field_that_is_not_given_for_a_blank(node: Node) -> None:
    source = (GOLDEN / "javascript" / "care_budget_review.mjs").read_text(encoding="utf-8")
    review = {"case": "C1", "approvedBudget": "20000.00", "revisedBudget": "12000", "amountReinstated": "0"}
    review["reviewedOn"] = "2015-05-06"
    data = {"caseReviews": [review], "completeTo": "2017-03-31"}
    told = "caseReviews, row 1, Reinstated On: there is no reinstatedOn; null is a blank"
    assert node.told(source, data, date(2017, 3, 31))["faults"] == [told]


def test_it_settles_up_to_an_earlier_day(repository: Path) -> None:
    folder = repository / "examples" / "care-review"
    contract = pbrlang.load(folder)
    reading = contract.read(complete_to=date(2016, 6, 30))
    for day in ("2015-06-30", "2015-07-01", "2016-02-29", "2016-03-31"):
        done = run("care_budget_review", folder / "data", "--as-at", day, "--complete-to", "30 June 2016")
        assert done.stdout.decode() == contract.pay(reading, as_at=date.fromisoformat(day)).as_json()


def test_every_bad_row_is_told_with_its_file_row_and_column(repository: Path) -> None:
    folder = repository / "examples" / "work-programme"
    with pytest.raises(DataMistakes) as raised:
        pbrlang.load(folder).pay(folder / "bad-data")
    meant = {(each.place.file, each.place.row) for each in raised.value.bad}
    done = run("work_programme", folder / "bad-data")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert not done.stdout
    assert told.endswith("Nothing is paid.\n")
    found = {(file, int(row)) for file, row in re.findall(r"^(\S+\.csv), row (\d+)", told, re.MULTILINE)}
    direct = {(each.place.file, each.place.row) for each in raised.value.bad if each.fault.name != "refers-to-bad-row"}
    assert direct <= found <= meant
    for each in raised.value.bad:
        place = each.place
        if each.fault.name != "refers-to-bad-row" and place.column and " and " not in place.column:
            assert f"{place.file}, row {place.row}, column {place.column}: " in told


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = run("care_budget_review", tmp_path / "nowhere")
    assert done.returncode == 2
    assert b"there is no folder" in done.stderr


def test_a_folder_may_be_text_and_must_be_there(repository: Path, tmp_path: Path) -> None:
    for folder, told in (
        (repository / "examples" / "care-review" / "data", "48843.51"),
        (tmp_path / "none", "no folder"),
    ):
        code = f"import care_budget_review as it\ntry: print(it.settle(it.read({str(folder)!r}))['total'])\n"
        code += "except it.DataAtFault as met: print(met)"
        command = [sys.executable, "-S", "-c", code]
        done = subprocess.run(command, cwd=GOLDEN / "python", capture_output=True, text=True, check=True)
        assert told in done.stdout


def test_rows_and_the_date_of_completeness_are_told_together(repository: Path, tmp_path: Path) -> None:
    rows = (repository / "examples" / "care-review" / "data" / "case_reviews.csv").read_text(encoding="utf-8")
    (tmp_path / "case_reviews.csv").write_text(rows.replace("2015-04-20", "20/04/2015", 1), encoding="utf-8")
    done = run("care_budget_review", tmp_path)
    assert done.returncode == 1
    first, second, last = done.stderr.decode().splitlines()
    assert first.startswith("case_reviews.csv, row 2, column Reviewed On: `20/04/2015`")
    assert second.startswith("one file complete.csv, or --complete-to, says how far data is complete")
    assert last == "Nothing is paid."
