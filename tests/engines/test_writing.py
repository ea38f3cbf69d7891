"""Lines to a file by the database: the same as `pbr pay --csv` writes, and exact."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from pbrlang.api import load
from pbrlang.engines.writing import LINE_COLUMNS, MONEY, write_lines
from tests.cli.homes import run, write


def test_csv_has_the_lines_of_the_other_csv(tmp_path: Path, repository: Path) -> None:
    payment = load(repository / "examples" / "work-programme").pay()
    payment.write_lines(tmp_path / "lines.csv")
    with (tmp_path / "lines.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    assert len(written) > 100
    assert written == list(csv.reader(StringIO(payment.as_csv())))


def test_parquet_has_dates_and_exact_decimals(tmp_path: Path, repository: Path) -> None:
    payment = load(repository / "examples" / "care-review").pay()
    payment.write_lines(tmp_path / "lines.PARQUET")
    table = parquet.read_table(tmp_path / "lines.PARQUET")
    assert table.column_names == list(LINE_COLUMNS)
    kinds = {field.name: field.type for field in table.schema}
    assert all(kinds[name] == pa.decimal128(38, 2) for name in MONEY)
    assert kinds["Date"] == pa.date32()
    assert {field.name for field in table.schema if field.nullable} == {"Number", "For"}
    assert (
        sum(table["Amount"].to_pylist())
        == Decimal(payment.settlement.total.numerator) / payment.settlement.total.denominator
    )


@pytest.mark.parametrize(
    ("places", "coins", "amount"), [(2, -5, "-0.05"), (0, 7, "7"), (3, 10**18 + 1, "1000000000000000.001")]
)
def test_coins_are_written_as_amounts(tmp_path: Path, places: int, coins: int, amount: str) -> None:
    values = {"From": "DATE '2020-01-01'", "To": "DATE '2020-01-31'", "Date": "DATE '2020-01-02'"}
    columns = ", ".join(
        f'{coins if each in MONEY else values.get(each, repr(each))} AS "{each}"' for each in LINE_COLUMNS
    )
    with duckdb.connect() as connection:
        for suffix in ("csv", "parquet"):
            write_lines(connection, f"SELECT {columns}", tmp_path / f"it's.{suffix}", places)
    with (tmp_path / "it's.csv").open(newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["Due"], row["Date"], row["For"]) == (amount, "2020-01-02", "For")
    [line] = parquet.read_table(tmp_path / "it's.parquet").to_pylist()
    assert (line["Cut"], line["From"]) == (Decimal(amount), date(2020, 1, 1))


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        with pytest.raises(ValueError, match="ends in none of"):
            write_lines(connection, "SELECT 1", tmp_path / "lines.txt", 2)
        columns = ", ".join(f'NULL AS "{each}"' for each in LINE_COLUMNS)
        with pytest.raises(OSError, match="Cannot open"):
            write_lines(connection, f"SELECT {columns}", tmp_path / "nowhere" / "lines.csv", 2)


def test_the_command_writes_them(tmp_path: Path) -> None:
    path = write(tmp_path)
    done = run("pay", path, "--lines", str(tmp_path / "lines.parquet"))
    assert done.exit_code == 0
    assert parquet.read_table(tmp_path / "lines.parquet").num_rows == 4


def test_the_command_refuses_another_format(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path), "--lines", str(tmp_path / "lines.xlsx"))
    assert done.exit_code == 2
    assert "must end in .parquet or .csv" in done.output
