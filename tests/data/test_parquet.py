import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pbrlang.data.errors import BrokenFile, InexactNumber, MissingLibrary
from pbrlang.diagnostics import DataPlace
from tests.data.written import CLAIM_HEADINGS, as_parquet, claims, faults, read, surveys, values, with_file

FILE = "employment_claims.parquet"
DAY = date(2012, 2, 1)


def grant(folder: Path, value: object, kind: pa.DataType) -> Any:
    """The value or the bad cell of an amount that is stored so."""
    write = partial(as_parquet, types={"Grant": kind})
    reading = surveys(folder, write, [["S1", "37.5%", DAY, value]])
    return reading.bad[0] if reading.bad else reading.rows["Survey"][0].values["Grant"]


def claim(folder: Path, value: object, kind: pa.DataType, field: str) -> Any:
    """The value or the bad cell of a claim's field that is stored so."""
    cells: dict[str, object] = {"Participant": "P1", "Weeks In Work": 26, "Reached On": DAY} | {field: value}
    reading = claims(folder, partial(as_parquet, types={field: kind}), [list(cells.values())])
    return reading.bad[0] if reading.bad else reading.rows["Employment Claim"][0].values[field]


def test_records_count_from_one_over_all_groups_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [["P1", weeks, DAY] for weeks in (26, 27, 28, 29)]
    rows[1:1] = [[None, None, None], ["P1", -1, None]]
    reading = claims(tmp_path, as_parquet, rows)
    assert [row.place for row in reading.rows["Employment Claim"]] == [DataPlace(FILE, row) for row in (1, 4, 5, 6)]
    assert values(reading, "Employment Claim")[3] == ["P1", Fraction(29), DAY]
    assert faults(reading) == [
        ("out-of-bounds", DataPlace(FILE, 3, "Weeks In Work", "-1")),
        ("blank-value", DataPlace(FILE, 3, "Reached On", "")),
    ]
    assert reading.read["Employment Claim"] == 5


def test_headings_by_the_rules_for_csv(tmp_path: Path) -> None:
    reading = claims(tmp_path, as_parquet, [["A1", "P1", 26]], ["Adviser", "participants", "weeks_in_work"])
    assert faults(reading) == [
        ("unknown-column", DataPlace(FILE, 0, "Adviser")),
        ("missing-column", DataPlace(FILE, 0)),
    ]


def test_a_file_with_columns_alone_has_no_rows_and_no_fault(tmp_path: Path) -> None:
    reading = claims(tmp_path, as_parquet, [])
    assert (faults(reading), reading.read["Employment Claim"]) == ([], 0)


@pytest.mark.parametrize(
    ("value", "kind", "exact"),
    [
        (1200.1, pa.float64(), Fraction(12001, 10)),
        (1200.1, pa.float32(), Fraction(12001, 10)),
        (26.5, pa.float16(), Fraction(53, 2)),
        (8000.0, pa.float64(), Fraction(8000)),
        (-0.07, pa.float64(), Fraction(-7, 100)),
        (9_999_999_999_999.99, pa.float64(), Fraction(999_999_999_999_999, 100)),
        (9_007_199_254_740_993, pa.int64(), Fraction(9_007_199_254_740_993)),
        (2**64 - 1, pa.uint64(), Fraction(2**64 - 1)),
        (Decimal("1200.1000"), pa.decimal128(12, 4), Fraction(12001, 10)),
        (Decimal(12345678901234567890123456789), pa.decimal128(38, 2), Fraction(12345678901234567890123456789)),
        (
            Decimal("1234567890123456789012345678.91"),
            pa.decimal256(60, 30),
            Fraction(123456789012345678901234567891, 100),
        ),
        ("£1,200.10", pa.string(), Fraction(12001, 10)),
        ("1200.10", pa.large_string(), Fraction(12001, 10)),
        ("1200.10", pa.dictionary(pa.int32(), pa.string()), Fraction(12001, 10)),
    ],
)
def test_numbers_by_their_exact_value(tmp_path: Path, value: object, kind: pa.DataType, exact: Fraction) -> None:
    assert grant(tmp_path, value, kind) == exact


@pytest.mark.parametrize(
    ("value", "kind", "name", "shown", "part"),
    [
        (0.1 + 0.2, pa.float64(), "inexact-number", "0.30000000000000004", "exact to 15 figures"),
        (90_071_992_547_409.92, pa.float64(), "inexact-number", "90071992547409.92", "as a decimal"),
        (1e20, pa.float64(), "inexact-number", "100000000000000000000", "exact to 15 figures"),
        (12345.67, pa.float32(), "inexact-number", "12345.67", "exact to 6 figures"),
        (1.125, pa.float64(), "too-many-decimals", "1.125", "nothing is rounded"),
        (Decimal("1.125"), pa.decimal128(12, 4), "too-many-decimals", "1.125", "nothing is rounded"),
        (float("nan"), pa.float64(), "unsuitable-value", "NaN", "store a null"),
        (float("-inf"), pa.float64(), "unsuitable-value", "-Infinity", "it is no number"),
        (True, pa.bool_(), "unsuitable-value", "yes", "true or false"),
        (DAY, pa.date32(), "unsuitable-value", "2012-02-01", "holds a date there"),
        ([1, 2], pa.list_(pa.int64()), "unsuitable-value", "(list<element: int64>)", "store one value"),
        (b"8000", pa.binary(), "unsuitable-value", "(binary)", "store one value"),
        (None, pa.null(), "blank-value", "", ""),
    ],
)
def test_what_is_no_exact_amount(
    tmp_path: Path, value: object, kind: pa.DataType, name: str, shown: str, part: str
) -> None:
    bad = grant(tmp_path, value, kind)
    assert (bad.fault.name, bad.place) == (name, DataPlace("surveys.parquet", 1, "Grant", shown))
    assert part in bad.reason


def test_the_reason_of_a_number_that_is_not_sure() -> None:
    fault = InexactNumber(DataPlace("surveys.parquet", 1, "Grant", "0.30000000000000004"), "an amount in £")
    assert fault.message() == "`0.30000000000000004` in Grant has more figures than a binary number can be sure of"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (DAY, pa.date32()),
        (DAY, pa.date64()),
        *((datetime(2012, 2, 1), pa.timestamp(unit)) for unit in ("s", "ms", "us", "ns")),
        (datetime(2012, 2, 1), pa.timestamp("us", "UTC")),
        ("1 February 2012", pa.string()),
    ],
)
def test_dates_and_midnights(tmp_path: Path, value: object, kind: pa.DataType) -> None:
    assert claim(tmp_path, value, kind, "Reached On") == DAY


def test_a_midnight_is_one_in_the_columns_own_time_zone(tmp_path: Path) -> None:
    midnight_in_summer = pa.scalar(datetime(2012, 6, 30, 23), pa.timestamp("ms", "UTC"))
    london = pa.timestamp("ms", "Europe/London")
    assert claim(tmp_path, midnight_in_summer.cast(london), london, "Reached On") == date(2012, 7, 1)
    bad = claim(tmp_path, midnight_in_summer, pa.timestamp("ms", "UTC"), "Reached On")
    assert (bad.fault.name, bad.place.value) == ("unsuitable-value", "2012-06-30 23:00:00")


@pytest.mark.parametrize(
    ("value", "kind", "name", "shown"),
    [
        (datetime(2012, 2, 1, 9, 30), pa.timestamp("ns"), "unsuitable-value", "2012-02-01 9:30:00"),
        (2**62, pa.timestamp("ms"), "unsuitable-value", "53375995583 days after 1970-01-01 15:36:27"),
        (2**31 - 1, pa.date32(), "unsuitable-value", "2147483647 days after 1970-01-01"),
        (1, pa.timestamp("ns"), "unsuitable-value", "1970-01-01 0:00:00"),
        (date(1812, 2, 1), pa.date32(), "unreadable-date", "1812-02-01"),
        (time(9, 30), pa.time32("s"), "unsuitable-value", "(time32[ms])"),
        (timedelta(days=3), pa.duration("s"), "unsuitable-value", "(duration[s])"),
        (40940, pa.int32(), "spreadsheet-leftover", "40940"),
    ],
)
def test_what_is_no_date(tmp_path: Path, value: object, kind: pa.DataType, name: str, shown: str) -> None:
    bad = claim(tmp_path, value, kind, "Reached On")
    assert (bad.fault.name, bad.place.value) == (name, shown)


def test_a_number_may_name_a_row_and_a_date_may_not(tmp_path: Path) -> None:
    assert claim(tmp_path, 17, pa.int64(), "Participant").fault.name == "dangling-reference"
    assert claim(tmp_path, DAY, pa.date32(), "Participant").fault.name == "unsuitable-value"


def test_yes_and_no(tmp_path: Path) -> None:
    path = with_file(tmp_path, "participants")
    rows = [["P1", "New ESA", DAY, True], ["P2", "JSA 18 To 24", DAY, False]]
    as_parquet(path, ["Participant", "Payment Group", "Referred On", "Supported"], rows)
    assert [row.values["Supported"] for row in read(tmp_path).rows["Participant"]] == [True, False]


@pytest.mark.parametrize("written", [b"", b"PAR1", b"Participant,Weeks In Work\nP1,26\n"])
def test_a_file_that_is_none(tmp_path: Path, written: bytes) -> None:
    with_file(tmp_path, "employment_claims").with_suffix(".parquet").write_bytes(written)
    [problem] = read(tmp_path).errors
    assert isinstance(problem, BrokenFile)
    assert problem.message() == f"{FILE} cannot be read as a Parquet file"


def test_a_file_cut_short(tmp_path: Path) -> None:
    path = with_file(tmp_path, "employment_claims")
    as_parquet(path, CLAIM_HEADINGS, [["P1", 26, DAY]])
    file = path.with_suffix(".parquet")
    file.write_bytes(file.read_bytes()[:-20])
    assert [each.name for each in read(tmp_path).errors] == ["broken-file"]


def test_the_command_to_install_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_parquet(with_file(tmp_path, "employment_claims"), CLAIM_HEADINGS, [["P1", 26, DAY]])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [problem] = read(tmp_path).errors
    assert isinstance(problem, MissingLibrary)
    assert problem.message() == f"to read {FILE}, pyarrow must be installed"
    assert "pip install 'pbrlang[files]'" in (problem.help() or "")
