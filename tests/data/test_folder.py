import gc
import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbrlang.data.errors import UnknownColumn, UnmatchedFile
from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.data.rows import Row
from pbrlang.diagnostics import DataPlace
from tests.data.tables import CLAIM, GOOD_FILES, PARTICIPANT, TABLES, with_files, write_files


def read(folder: Path, **changed: str) -> Reading:
    return read_folder(write_files(folder, with_files(**changed)), TABLES, symbol="£")


def codes(reading: Reading) -> list[str]:
    return [each.fault.name for each in reading.bad] + [each.name for each in reading.problems]


def test_good_files(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert codes(reading) == []
    assert reading.read == {"Participant": 1, "Employment Claim": 1, "Custody Stay": 1, "Survey": 1}
    [participant], [claim] = reading.rows["Participant"], reading.rows["Employment Claim"]
    assert claim.values == {"Participant": "P1", "Weeks In Work": Fraction(26), "Reached On": date(2012, 2, 1)}
    assert claim.key == ("P1", Fraction(26))
    assert claim.links == {"Participant": participant}
    assert claim.place == DataPlace("employment_claims.csv", 2)
    assert participant.values["Supported"] is True
    [survey], [stay] = reading.rows["Survey"], reading.rows["Custody Stay"]
    assert (survey.values["Response Rate"], survey.values["Grant"]) == (Fraction(3, 8), 8000)
    assert (stay.values["Released"], stay.date) == (None, date(2012, 3, 2))


@pytest.mark.parametrize("name", ["Employment Claim.csv", "employment-claims.CSV", "EMPLOYMENTCLAIMS.csv"])
def test_spellings_of_a_file_name(tmp_path: Path, name: str) -> None:
    files = dict(GOOD_FILES)
    files[name] = files.pop("employment_claims.csv")
    reading = read_folder(write_files(tmp_path, files), TABLES, symbol="£")
    assert codes(reading) == []
    assert len(reading.rows["Employment Claim"]) == 1


def test_a_file_with_headings_alone_has_no_rows_and_no_fault(tmp_path: Path) -> None:
    reading = read(tmp_path, employment_claims="Participant,Weeks In Work,Reached On\n")
    assert codes(reading) == []
    assert (reading.rows["Employment Claim"], reading.read["Employment Claim"]) == ((), 0)


def test_every_fault_of_every_row_is_told_in_order(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        participants="Participant,Payment Group,Referred On,Supported\n"
        "P1,New ESA,2011-06-20,yes\nP2,ESA,3/4/2012,\nP3,New ESA,2011-06-20\n",
        employment_claims="Participant,Weeks In Work,Reached On\n"
        "P2,26,2012-02-01\nP9,x,\nP1,26,2012-02-01\nP1,30,2012-02-29\nP1,26,2012-02-08\n",
    )
    assert [(each.place.file, each.place.row, each.place.column, each.fault.name) for each in reading.bad] == [
        ("participants.csv", 3, "Payment Group", "unknown-category"),
        ("participants.csv", 3, "Referred On", "ambiguous-date"),
        ("participants.csv", 3, "Supported", "blank-value"),
        ("participants.csv", 4, None, "ragged-row"),
        ("employment_claims.csv", 2, "Participant", "refers-to-bad-row"),
        ("employment_claims.csv", 3, "Weeks In Work", "unreadable-number"),
        ("employment_claims.csv", 3, "Reached On", "blank-value"),
        ("employment_claims.csv", 4, "Participant and Weeks In Work", "duplicate-key"),
        ("employment_claims.csv", 6, "Participant and Weeks In Work", "duplicate-key"),
    ]
    assert [row.key for row in reading.rows["Employment Claim"]] == [("P1", Fraction(30))]
    assert (reading.bad_count("Participant"), reading.bad_count("Employment Claim")) == (2, 4)
    assert reading.errors == ()
    assert reading.bad[0].record == ("P2", "ESA", "3/4/2012", "")
    assert reading.bad[0].expected == "one of JSA 18 To 24, New ESA"
    assert reading.bad[1].reason == (
        "`3/4/2012` in Referred On does not say which figure is the month; "
        "3/4/2012 is 3 April 2012 or 4 March 2012: write `2012-04-03` or `2012-03-04`"
    )


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    claims = 'Participant,Weeks In Work,Reached On,Remark\n\nP1,26,2012-02-01,"two\nlines"\nP1,x,2012-02-01,\n'
    reading = read(tmp_path, employment_claims=claims)
    assert [each.place.row for each in reading.bad] == [4]
    assert [row.place for row in reading.rows["Employment Claim"]] == [DataPlace("employment_claims.csv", 3)]


def test_a_stay_may_end_on_the_day_it_starts_but_not_before(tmp_path: Path) -> None:
    stays = "Stay,Team,Admitted,Released\nS1,Leeds,2012-03-02,2012-03-02\nS2,Leeds,2012-03-02,2012-03-01\n"
    reading = read(tmp_path, custody_stays=stays)
    assert [each.reason for each in reading.bad] == [
        "Released `2012-03-01` is before Admitted `2012-03-02`; correct Admitted or Released"
    ]
    assert [row.key for row in reading.rows["Custody Stay"]] == [("S1",)]


def test_other_columns_and_files_are_told_and_do_no_harm(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        employment_claims="Adviser,Reached On,Weeks In Work,Participant\nA1,2012-02-01,26,P1\n",
        interviews="Interview\nI1\n",
    )
    assert reading.errors == ()
    unmatched, unknown = reading.problems
    assert isinstance(unmatched, UnmatchedFile)
    assert isinstance(unknown, UnknownColumn)
    assert (unmatched.place.file, unknown.place.column) == ("interviews.csv", "Adviser")
    assert len(reading.rows["Employment Claim"]) == 1


def test_files_that_are_no_data_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "older").mkdir()
    for name in (".hidden", "~$participants.xlsx", "README.md", "readme.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert codes(read(tmp_path)) == []


def test_a_table_that_cannot_be_read_hides_no_other_fault_and_makes_none(tmp_path: Path) -> None:
    files = with_files(participants="Participant\nP1\n", employment_claims="Participant,Weeks In Work\n")
    del files["surveys.csv"]
    reading = read_folder(write_files(tmp_path, files), TABLES, symbol="£")
    assert [(each.name, each.place.file) for each in reading.errors] == [
        ("missing-data-file", "surveys.csv"),
        ("missing-column", "participants.csv"),
        ("missing-column", "participants.csv"),
        ("missing-column", "participants.csv"),
        ("missing-column", "employment_claims.csv"),
    ]
    assert reading.bad == ()
    assert reading.rows["Participant"] == ()
    assert "Participant" not in reading.read


def test_references_to_a_table_that_cannot_be_read_are_not_called_dangling(tmp_path: Path) -> None:
    reading = read(tmp_path, participants="Participant\nP1\n")
    assert reading.bad == ()
    assert len(reading.rows["Employment Claim"]) == 1


def test_a_missing_file_may_be_a_misspelt_one(tmp_path: Path) -> None:
    files = dict(GOOD_FILES)
    files["employment_clams.csv"] = files.pop("employment_claims.csv")
    missing, unmatched = read_folder(write_files(tmp_path, files), TABLES, symbol="£").problems
    assert missing.help() == "if employment_clams.csv is meant, call it employment_claims.csv"
    assert unmatched.help() == "if Employment Claims is meant, name the file after it"


def test_no_folder(tmp_path: Path) -> None:
    reading = read_folder(tmp_path / "data", TABLES, symbol="£")
    [problem] = reading.errors
    assert problem.message() == "there is no folder `data`"
    assert "participants.csv" in (problem.help() or "")
    assert reading.rows["Participant"] == ()


def test_progress_is_told_by_table(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    people = "".join(f"P{n},New ESA,2011-06-20,no\n" for n in range(25_000))
    files = with_files(participants="Participant,Payment Group,Referred On,Supported\n" + people)
    read_folder(write_files(tmp_path, files), [PARTICIPANT], symbol="£", progress=lambda *step: told.append(step))
    assert told == [("Participant", 10_000), ("Participant", 20_000), ("Participant", 25_000)]


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_left_as_it_was(tmp_path: Path, was_on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        read(tmp_path)
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_irregular_plurals_reach_the_cells(tmp_path: Path) -> None:
    files = with_files(employment_claims="Participant,Weeks In Work,Reached On\nP1,26 wks,2012-02-01\n")
    folder = write_files(tmp_path, files)
    assert read_folder(folder, TABLES, symbol="£").bad
    assert not read_folder(folder, TABLES, symbol="£", plurals={"week": "wks"}).bad


_PEOPLE = st.lists(
    st.tuples(st.sampled_from(["P1", "P2", "P3", "P4", ""]), st.sampled_from(["New ESA", "ESA"])), max_size=6
)
_CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["P1", "P2", "P3", "P9"]), st.sampled_from(["26", "30", "x", "-1"]), st.just("2012-02-01")
    ),
    max_size=8,
)


def _csv(headings: Sequence[str], rows: Sequence[Sequence[str]], seed: int | None) -> str:
    order = list(range(len(headings)))
    rows = list(rows)
    if seed is not None:
        chance = random.Random(seed)
        chance.shuffle(order)
        chance.shuffle(rows)
    return "".join(",".join(line[position] for position in order) + "\n" for line in [headings, *rows])


def _told(rows: Sequence[Row]) -> list[str]:
    return sorted(str((row.values, {name: to.key for name, to in row.links.items()})) for row in rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(people=_PEOPLE, claims=_CLAIMS, seed=st.integers(0, 1000))
def test_the_order_of_rows_and_columns_changes_places_alone(
    tmp_path: Path, people: list[tuple[str, str]], claims: list[tuple[str, str, str]], seed: int
) -> None:
    told = []
    for chance in (None, seed):
        joined = [(*each, "2011-06-20", "yes") for each in people]
        files = {
            "participants.csv": _csv([each.name for each in PARTICIPANT.fields], joined, chance),
            "employment_claims.csv": _csv([each.name for each in CLAIM.fields], claims, chance),
        }
        reading = read_folder(
            write_files(tmp_path, files), [PARTICIPANT, CLAIM], symbol="£", complete_to=date(2012, 3, 31)
        )
        assert reading.problems == ()
        for name, rows in reading.rows.items():
            assert reading.read[name] == len(rows) + reading.bad_count(name)
        faults = {
            (each.fault.name, each.place.column, each.place.value, tuple(sorted(each.record))) for each in reading.bad
        }
        told.append((faults, {name: _told(rows) for name, rows in reading.rows.items()}))
    assert told[0] == told[1]
