import csv
import json
from pathlib import Path

import pytest

from tests.cli.homes import BAD_MOVES, COMPLETE, CONTRACT, MOVES, run, write

STATEMENT = """\
Homes
As at 30 September 2020, data complete to 30 September 2020

                Count        Due  Cut by limits      Total  Total to date
April 2020                                       £1,234.50      £1,234.50
  3 Home Found      1  £1,234.50                 £1,234.50      £1,234.50
May 2020 to June 2020 (2 months): nothing due
July 2020                                        £1,231.00      £2,465.50
  3 Home Found      2  £2,469.00      £1,203.50  £1,265.50      £2,500.00
  4 Small Home      1     £34.50                   -£34.50        -£34.50
August 2020 to September 2020 (2 months): nothing due

All statements                                   £2,465.50
  3 Home Found      3  £3,703.50      £1,203.50  £2,500.00
  4 Small Home      1     £34.50                   -£34.50

Not settled: October 2020 to December 2020 (3 months), because the data is complete only to 30 September 2020

Moves: 4 rows read = 3 used + 1 outside every clause
  1 that met no clause's condition
"""
JULY = """\
Homes
As at 30 September 2020, data complete to 30 September 2020

                Count        Due  Cut by limits      Total  Total to date
July 2020                                        £1,231.00      £2,465.50
  3 Home Found      2  £2,469.00      £1,203.50  £1,265.50      £2,500.00
  4 Small Home      1     £34.50                   -£34.50        -£34.50

Clause        For      Date               Due  Cut by limits     Amount
3 Home Found  Move M2  1 July 2020  £1,234.50                 £1,234.50
3 Home Found  Move M3  9 July 2020  £1,234.50      £1,203.50     £31.00
4 Small Home  Move M2  1 July 2020     £34.50                   -£34.50
"""
VISIT = """\
data Visit
    Visit      identifier
    Made On    date
    one row for each Visit
    dated Made On
    records activity
    supplied by provider
    verified by commissioner against "Diaries"

"""
WITH_VISITS = CONTRACT.replace("fee Home Found", VISIT + "fee Home Found")


def test_the_statement(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path))
    assert done.stdout == STATEMENT
    assert (done.stderr, done.exit_code) == ("", 0)


def test_one_statement_with_its_lines(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path), "--period", "july  2020")
    assert (done.stdout, done.exit_code) == (JULY, 0)


def test_a_period_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    write(tmp_path)
    near = run("pay", tmp_path, "--period", "Juli 2020")
    assert near.exit_code == 2
    assert "did you mean July 2020" in near.stderr
    assert "There are statements for July 2020, " in near.stderr
    far = run("pay", tmp_path, "--as-at", "30 June 2020", "--period", "quarter 9")
    assert far.exit_code == 2
    assert far.stderr.endswith(
        "no statement for quarter 9; there are statements for April 2020, May 2020 and June 2020\n"
    )


@pytest.mark.parametrize(("as_at", "period"), [("30 June 2020", "july 2020"), ("3 April 2020", "spring")])
def test_a_period_that_is_not_settled_says_why(tmp_path: Path, as_at: str, period: str) -> None:
    done = run("pay", write(tmp_path), "--as-at", as_at, "--period", period)
    assert done.exit_code == 2
    assert f"because this is the account as at {as_at}" in done.stderr


def test_of_very_many_statements_not_all_are_listed(repository: Path) -> None:
    done = run("pay", repository / "examples" / "work-programme", "--period", "Michaelmas")
    assert done.stderr.endswith(", May 2012 and 94 more\n")


def test_what_a_line_for_a_period_is_for_is_said_once(repository: Path, tmp_path: Path) -> None:
    folder = repository / "examples" / "west-yorkshire-custody"
    stays = tmp_path / "data"
    stays.mkdir()
    nights = "".join(f"S{number},Leeds,2011-10-01,2012-10-01\n" for number in range(200))
    (stays / "custody_stays.csv").write_text(f"Stay,Team,Admitted,Released\n{nights}")
    words = ("--complete-to", "2012-09-30", "--period", "year 1")
    done = run("pay", folder, "--data", stays, *words, "--csv", tmp_path / "lines.csv")
    assert "Grant Recovery  year 1  30 September 2012" in done.stdout
    assert ",Grant Recovery," in (tmp_path / "lines.csv").read_text()
    assert "year year" not in (tmp_path / "lines.csv").read_text()


def test_json_and_nothing_else_whatever_the_order_of_the_rows(tmp_path: Path) -> None:
    heading, *rows = MOVES.splitlines()
    one, other = write(tmp_path / "1"), write(tmp_path / "2", moves="\n".join([heading, *reversed(rows)]) + "\n")
    first, second = run("pay", one, "--json"), run("pay", other, "--json")
    assert first.stdout_bytes == second.stdout_bytes
    told = json.loads(first.stdout_bytes)
    assert (told["format"], told["total"], told["provisional"]) == (1, "2465.50", False)
    assert (first.stderr, first.exit_code) == ("", 0)
    assert told["not_settled"] == ["October 2020", "November 2020", "December 2020"]
    assert [(each["due"], each["cut"], each["amount"]) for each in told["statements"][3]["lines"]] == [
        ("1234.50", "0.00", "1234.50"),
        ("1234.50", "1203.50", "31.00"),
        ("34.50", "0.00", "-34.50"),
    ]
    (moves,) = told["accounting"]
    (outside,) = moves["outside"]
    assert (moves["data"], moves["read"], moves["used"], outside["count"], moves["set_aside"]) == ("Move", 4, 3, 1, 0)


def test_the_lines_as_csv(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path), "--csv", tmp_path / "lines.csv")
    assert done.stdout == STATEMENT
    lines = list(csv.DictReader((tmp_path / "lines.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [line["Amount"] for line in lines] == ["1234.50", "1234.50", "31.00", "-34.50"]


def test_bad_rows_are_all_told_and_nothing_is_paid(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, moves=BAD_MOVES))
    assert (done.stdout, done.exit_code) == ("", 1)
    assert "moves.csv, row 3, column Moved On" in done.stderr
    assert "moves.csv, row 3, column Bedrooms" in done.stderr
    assert "Nothing is paid." in done.stderr


def test_beyond_the_limit_bad_rows_are_counted_by_kind(tmp_path: Path) -> None:
    rows = [f"M{number},2020-07-0{number % 3 + 1},{'many' if number % 3 else ''}" for number in range(9)]
    done = run("pay", write(tmp_path, moves="\n".join(["Move,Moved On,Bedrooms", *rows])), "--most", "2")
    assert done.stderr.count("error[PBR") == 2
    assert "and 7 more: 5 unreadable-number and 2 blank-value\n" in done.stderr
    assert "9 errors in moves.csv\n" in done.stderr


def test_faults_of_whole_files_are_shown_before_any_row(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, WITH_VISITS, moves=BAD_MOVES), "--most", "1", "--complete-to", "2020-09-30")
    assert done.stderr.startswith("error[PBR502]: ")
    assert "visits.csv" in done.stderr.splitlines()[1]
    assert "and 2 more: " in done.stderr
    assert done.stderr.endswith("\nNothing is paid.\n")


def test_with_bad_rows_set_aside_the_rest_is_paid_provisionally(tmp_path: Path) -> None:
    aside = tmp_path / "aside.csv"
    done = run("pay", write(tmp_path, moves=BAD_MOVES), "--set-aside", aside)
    first, *_, last = done.stdout.splitlines()
    assert first == last == f"PROVISIONAL: 1 bad row left out of these amounts, and written to {aside}"
    assert "Moves: 3 rows read = 2 used + 1 set aside\n" in done.stdout
    assert [row["Value"] for row in csv.DictReader(aside.read_text(encoding="utf-8-sig").splitlines())] == [
        "1/7/2020",
        "many",
    ]
    assert done.exit_code == 3


def test_what_lacks_a_figure_is_left_out_of_a_provisional_payment(tmp_path: Path) -> None:
    aside = tmp_path / "aside.csv"
    table = "table Prices by month\n    | Month      | Index |\n    | April 2020 | 100   |\n\n"
    rent = "fee Rent\n    for each month\n    pays £1 * Index\n\ncap Yearly"
    home = write(tmp_path, table + CONTRACT.replace("cap Yearly", rent))
    assert "there is no figure of `Index`" in run("pay", home).stderr
    done = run("pay", home, "--set-aside", aside)
    notice = f"PROVISIONAL: what lacks a figure left out of these amounts, and written to {aside}"
    assert done.stdout.splitlines()[0] == notice
    assert "Rent" in done.stdout
    assert {row["Row"] for row in csv.DictReader(aside.read_text(encoding="utf-8-sig").splitlines())} == {"0"}
    assert done.exit_code == 3


def test_a_provisional_payment_says_so_in_json(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, moves=BAD_MOVES), "--json", "--set-aside", tmp_path / "aside.csv")
    told = json.loads(done.stdout_bytes)
    assert told["provisional"] is True
    assert told["accounting"] == [{"data": "Move", "read": 3, "used": 2, "outside": [], "set_aside": 1}]
    assert done.stderr.startswith("PROVISIONAL: ")
    assert done.exit_code == 3


def test_where_no_row_is_bad_nothing_is_provisional_and_the_file_holds_headings_alone(tmp_path: Path) -> None:
    aside = tmp_path / "aside.csv"
    done = run("pay", write(tmp_path), "--set-aside", aside)
    assert (done.stdout, done.exit_code) == (STATEMENT, 0)
    assert len(aside.read_text(encoding="utf-8-sig").splitlines()) == 1


def test_the_data_that_is_complete_to_the_earliest_date_is_named(tmp_path: Path) -> None:
    write(tmp_path, WITH_VISITS, complete=COMPLETE + "Visits,2020-05-31\n")
    (tmp_path / "data" / "visits.csv").write_text("Visit,Made On\n")
    done = run("pay", tmp_path)
    assert "June 2020 to December 2020 (7 months), because Visits are complete only to 31 May 2020\n" in done.stdout


@pytest.mark.parametrize("stated", ["2020-12-31", "31 December 2020"])
def test_dates_on_the_command_line(tmp_path: Path, stated: str) -> None:
    done = run("pay", write(tmp_path, complete=None), "--complete-to", stated)
    assert "As at 31 December 2020, data complete to 31 December 2020\n" in done.stdout
    assert "Not settled" not in done.stdout


def test_a_date_that_may_be_two_days_is_wrong_usage(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path), "--as-at", "1/2/2020")
    assert done.exit_code == 2
    assert "1 February 2020 or 2 January 2020" in done.stderr


def test_data_that_says_nothing_of_completeness_is_a_mistake(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, complete=None))
    assert (done.stdout, done.exit_code) == ("", 1)
    assert "--complete-to" in done.stderr


def test_a_contract_with_errors_pays_nothing(tmp_path: Path) -> None:
    done = run("pay", write(tmp_path, CONTRACT.replace("currency GBP\n", "")), "--json")
    assert (done.stdout, done.exit_code) == ("", 1)
    assert "error[PBR" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--json", "--period", "July 2020"], "leave one out"),
        (["--set-aside", "data/moves.csv"], "among the files that are read"),
        (["--csv", "contract.pbr"], "cannot be written"),
        (["--csv", "no/out.csv"], "because the folder `no` does not exist"),
        (["--set-aside", "no/out.csv"], "because the folder `no` does not exist"),
        (["--csv", "contract.pbr/out.csv"], "because `contract.pbr` is not a folder"),
        (["--csv", "out.csv", "--set-aside", "out.csv"], "cannot be written"),
        (["--data", "dta"], "does not exist"),
        (["--data", "contract.pbr"], "is neither a folder nor a database"),
        (["--jsn"], "--json"),
    ],
)
def test_wrong_usage_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(write(tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run("pay", ".", *options)
    assert (done.stdout, done.exit_code) == ("", 2)
    assert said in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_missing_folder_of_data_is_a_mistake_that_says_what_should_be_in_it(tmp_path: Path) -> None:
    (tmp_path / "contract.pbr").write_text(CONTRACT, encoding="utf-8")
    done = run("pay", tmp_path)
    assert done.exit_code == 1
    assert "moves.csv" in done.stderr
    assert "--set-aside" not in done.stderr


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    file = write(tmp_path) / f"{'long' * 100}.csv"
    done = run("pay", tmp_path, "--csv", file)
    assert (done.stdout, done.exit_code) == ("", 1)
    assert done.stderr.startswith(f"pbr: `{file}`: ")


def test_a_contract_without_data_needs_a_day(tmp_path: Path) -> None:
    start, end = CONTRACT.index("data Move"), CONTRACT.index("fee Home Found")
    alone = CONTRACT[:start] + CONTRACT[end:]
    alone = alone[: alone.index("fee Home Found")] + "grant Start\n    on 1 April 2020\n    pays £100\n"
    write(tmp_path, alone)
    assert "--as-at DATE" in run("pay", tmp_path).stderr
    assert run("pay", tmp_path).exit_code == 2
    done = run("pay", tmp_path, "--as-at", "2020-12-31")
    assert "All statements" in done.stdout
    assert "£100.00" in done.stdout
