"""The same rows load as they are read, in whatever format and types they are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbrlang.data.formats import FORMATS
from tests.data.tables import CLAIM, PARTICIPANT, STAY, SURVEY, TABLES, with_files, write_files
from tests.data.written import (
    CLAIM_HEADINGS,
    PARTICIPANT_HEADINGS,
    SURVEY_HEADINGS,
    WRITERS,
    Rows,
    as_json_lines,
    as_parquet,
    with_file,
)
from tests.engines.both import assert_alike

ALL_OF_IT = date(2199, 12, 31)
NAMES = st.sampled_from(
    ["P1", "P2", "P3", "p-1", "Zoë", "007", "7", " P1", "a,b", 'say "x"', "#N/A", "1.2E+05", "", "ß\t"]
)
DAYS = st.sampled_from(
    ["2012-02-01", "1 February 2012", "3/4/2012", "2012-02-30", "2012-2-1", "40940", "", "1 Sept 2012 ", "2300-01-01"]
)
WEEKS = st.sampled_from(["26", "026", "26 weeks", "1,026", "26.0", "-1", "−1", "x", "", "n/a", "\u00a026", "9" * 25])
GROUPS = st.sampled_from(["New ESA", "new  esa", "JSA 18 To 24", "JSA", "", "New\u00a0ESA"])
TRUTHS = st.sampled_from(["yes", "No", "y", "TRUE", "", "yes "])
SHARES = st.sampled_from(["37.5%", "37.55%", "0.5", "-1%", "100 %", "%", "", "12.50%"])
MONEY = st.sampled_from(["8000", "8,000.5", "£8", "-£3", "-0", "0.005", ".5", "(3)", "$4", "", "99999999999999999.99"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
@given(
    people=st.lists(st.tuples(NAMES, GROUPS, DAYS, TRUTHS), max_size=6),
    claims=st.lists(st.tuples(NAMES, WEEKS, DAYS), max_size=8),
    stays=st.lists(st.tuples(NAMES, st.sampled_from(["Leeds", "leed"]), DAYS, DAYS), max_size=5),
    surveys=st.lists(st.tuples(NAMES, SHARES, DAYS, MONEY), max_size=5),
    form=st.sampled_from(["CSV", "Parquet", "JSON lines"]),
)
def test_messy_rows_are_told_alike(
    tmp_path: Path, people: Rows, claims: Rows, stays: Rows, surveys: Rows, form: str
) -> None:
    folder = tmp_path / "data"
    folder.mkdir(exist_ok=True)
    for each in folder.iterdir():
        each.unlink()
    for table, rows in ((PARTICIPANT, people), (CLAIM, claims), (STAY, stays), (SURVEY, surveys)):
        headings = [field.name for field in table.fields]
        if form == "Parquet":
            as_parquet(folder / table.plural, headings, rows, dict.fromkeys(headings, pa.string()))
        elif rows or form == "CSV":
            WRITERS[form](folder / table.plural, headings, rows)
    assert_alike(folder, TABLES, complete_to=ALL_OF_IT)


@pytest.mark.parametrize("form", WRITERS)
def test_typed_rows_load_alike(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write = WRITERS[form]
    write(
        folder / "participants",
        PARTICIPANT_HEADINGS,
        [("P1", "New ESA", date(2011, 6, 20), True), ("P2", "ESA", None, False)],
    )
    write(
        folder / "employment_claims",
        CLAIM_HEADINGS,
        [("P1", 26, date(2012, 2, 1)), ("P1", -1, date(1812, 2, 1)), ("P2", 26, None)],
    )
    write(
        folder / "surveys",
        SURVEY_HEADINGS,
        [("S1", "37.5%", date(2012, 2, 1), Decimal("0.30")), ("S2", "1%", date(2012, 2, 1), Decimal("-7.25"))],
    )
    write(
        folder / "custody_stays",
        [each.name for each in STAY.fields],
        [("1", "Leeds", date(2012, 3, 9), date(2012, 3, 2)), ("2", "Leeds", date(2012, 3, 9), None)],
    )
    assert_alike(folder, TABLES, complete_to=ALL_OF_IT)


NOON = datetime(2012, 2, 1, 12, 30)
COLUMNS: dict[str, tuple[str, list[object], pa.DataType]] = {
    "whole numbers": ("Weeks In Work", [1, 2, None, -4, 5], pa.int8()),
    "unsigned": ("Weeks In Work", [1, 2, 3, 2**64 - 1, 5], pa.uint64()),
    "decimals": (
        "Weeks In Work",
        [Decimal("1.00"), Decimal("2.50"), Decimal("3.00"), None, Decimal("-1.00")],
        pa.decimal128(12, 2),
    ),
    "long decimals": (
        "Weeks In Work",
        [Decimal(each) for each in ("1", "2", "3", "4", "9" * 36)],
        pa.decimal128(38, 0),
    ),
    "doubles": ("Weeks In Work", [1.0, 2.5, float("nan"), float("inf"), 1e15], pa.float64()),
    "long doubles": ("Weeks In Work", [1.0, 123456789012345.0, 1234567890123456.0, 1e300, -0.0], pa.float64()),
    "singles": ("Weeks In Work", [1.0, 2.5, 3.0, 16777217.0, None], pa.float32()),
    "truths for numbers": ("Weeks In Work", [True, False, None, True, True], pa.bool_()),
    "moments": (
        "Reached On",
        [NOON, datetime(2012, 2, 1), None, datetime(1812, 2, 1), datetime(2012, 2, 2)],
        pa.timestamp("us"),
    ),
    "moments in a zone": (
        "Reached On",
        [NOON.replace(tzinfo=UTC)] * 5,
        pa.timestamp("ns", tz="Europe/London"),
    ),
    "days": (
        "Reached On",
        [date(2012, 2, 1), date(1899, 12, 31), None, date(2199, 12, 31), date(2200, 1, 1)],
        pa.date32(),
    ),
    "numbers for days": ("Reached On", [40940, 1, 2, 3, None], pa.int32()),
    "numbers for names": ("Participant", [1, 2, 1, None, 5], pa.int64()),
    "doubles for names": ("Participant", [1.0, 2.5, -0.0, 0.0, None], pa.float64()),
    "days for names": ("Participant", [date(2012, 2, 1)] * 5, pa.date32()),
    "a dictionary": ("Participant", ["P1", "P2", "P1", None, "P 1"], pa.dictionary(pa.int8(), pa.string())),
    "lists": ("Participant", [["P1"], ["P2"], [], None, ["P1"]], pa.list_(pa.string())),
    "bytes": ("Participant", [b"P1", b"P2", b"\xff", None, b""], pa.binary()),
}


@pytest.mark.parametrize("case", COLUMNS)
def test_columns_of_parquet_are_told_alike(tmp_path: Path, case: str) -> None:
    name, values, kind = COLUMNS[case]
    usual = {"Participant": "P1", "Weeks In Work": 26, "Reached On": date(2012, 2, 1)}
    kinds = {"Participant": pa.string(), "Weeks In Work": pa.int64(), "Reached On": pa.date32()} | {name: kind}
    rows = []
    for number, value in enumerate(values):
        rows.append([(usual | {"Weeks In Work": number} | {name: value})[each] for each in CLAIM_HEADINGS])
    as_parquet(with_file(tmp_path / "data", "employment_claims"), CLAIM_HEADINGS, rows, kinds)
    assert_alike(tmp_path / "data", TABLES)


def test_columns_that_are_not_used_and_blank_records_of_parquet(tmp_path: Path) -> None:
    headings = ["cell", "Reached On", "Weeks In Work", "Participant", "Note"]
    rows: Rows = [
        ["x", date(2012, 2, 1), 2, "P1", 1],
        [None] * 5,
        ["", None, None, " ", None],
        ["", None, 27, "P1", None],
    ]
    as_parquet(with_file(tmp_path / "data", "employment_claims"), headings, rows)
    reading = assert_alike(tmp_path / "data", TABLES)
    assert [each.place.row for each in reading.bad] == [4]


def test_json_lines_that_are_broken_and_names_of_rows_that_are_bad(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "data", with_files())
    (folder / "participants.csv").unlink()
    (folder / "participants.jsonl").write_text(
        '{"Participant": "P1", "Payment Group": "New ESA", "Referred On": "2011-06-20", "Supported": 1}\n'
        '{"Participant": "P2"\n'
        '{"Participant": "P1", "Payment Group": "New ESA", "Referred On": "2011-06-20", "Supported": true}\n'
    )
    reading = assert_alike(folder, TABLES)
    assert [each.fault.name for each in reading.bad] == [
        *("unreadable-yes-no", "duplicate-key", "broken-record", "duplicate-key", "refers-to-bad-row")
    ]


def test_a_name_of_a_file_with_the_marks_of_a_pattern(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "da[t]a*", with_files())
    as_parquet(folder / "surveys", SURVEY_HEADINGS, [("S1", "1%", date(2012, 2, 1), Decimal(1))])
    (folder / "surveys.csv").unlink()
    assert not assert_alike(folder, TABLES).bad


def test_every_format_that_is_read_is_loaded() -> None:
    assert set(FORMATS) == {".csv", ".jsonl", ".ndjson", ".parquet", ".xlsx"}
    assert as_json_lines in WRITERS.values()
