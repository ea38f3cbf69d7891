"""Lines that the database writes where they lie: the file of those that are brought out of it, to the byte."""

import codecs
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from pyarrow import parquet

from pbrlang import load
from pbrlang.engines.errors import Declined
from pbrlang.engines.paying import Asked, settle_in, settled_in
from pbrlang.engines.unbrought import write_settled
from pbrlang.engines.writing import spooled_lines, write_lines
from pbrlang.interpret.bulk import Batch
from pbrlang.payment import Payment
from pbrlang.settle import Settlement
from tests.agreement.both import files_of, folder_of, reading_of
from tests.cli.homes import CONTRACT, MOVES, run, write
from tests.engines.database import put
from tests.engines.test_examples import EXAMPLES, SLOW
from tests.engines.test_grown import MANY, days
from tests.lower.buildable import SETTLES, Grown
from tests.lower.growing import contracts
from tests.properties.paying import compiled

BROUGHT = {"partial-add-on", "peterborough", "transforming-rehabilitation", "west-yorkshire-custody"}
"""Examples of which each line is settled by itself, or is for no row. One that no longer is must leave this table."""


def written_there(settlement: Settlement) -> set[str]:
    """The clauses whose lines were never here."""
    return {each.clause.name for each in settlement.settled.values() if isinstance(each.line, Batch)}


def assert_same_files(one: Path, other: Path) -> None:
    """CSV byte for byte, Parquet table for table, its types included."""
    assert one.with_suffix(".csv").read_bytes() == other.with_suffix(".csv").read_bytes()
    assert parquet.read_table(one.with_suffix(".parquet")).equals(parquet.read_table(other.with_suffix(".parquet")))


def paid_both_ways(contract: Path, folder: Path, as_at: date | None = None) -> set[str]:
    """Which clauses were written where they lie, once both files are seen to be equal."""
    read = load(contract)
    wanted = read.pay(engine="duckdb", as_at=as_at)
    there = set()
    for suffix in (".csv", ".parquet"):
        wanted.write_lines(folder / f"brought{suffix}")
        there = written_there(read.pay(engine="duckdb", as_at=as_at, lines=folder / f"there{suffix}").settlement)
    assert_same_files(folder / "brought", folder / "there")
    return there


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in EXAMPLES],
)
def test_an_example_gives_the_same_files(repository: Path, tmp_path: Path, name: str) -> None:
    there = paid_both_ways(repository / "examples" / name, tmp_path)
    assert bool(there) == (name not in BROUGHT)


def test_a_day_in_between_gives_the_same_files(repository: Path, tmp_path: Path) -> None:
    there = paid_both_ways(repository / "examples" / "work-programme", tmp_path, date(2013, 5, 20))
    assert there == {"Attachment Fee", "Job Outcome", "Sustainment"}


def test_a_clause_that_is_cut_is_brought_out_and_no_other(tmp_path: Path) -> None:
    assert paid_both_ways(write(tmp_path), tmp_path) == {"Small Home"}


@pytest.mark.parametrize("how", ["the latest first", "all in proportion"])
@pytest.mark.parametrize(("budget", "there"), [("£3,703.49", set()), ("£3,703.50", {"Home Found"})])
def test_a_limit_that_is_reached_cuts_nothing(tmp_path: Path, how: str, budget: str, there: set[str]) -> None:
    contract = CONTRACT.replace("£2,500", budget).replace("the latest first", how)
    contract = contract.replace("always: Home Found paid never exceeds Most Of All\n", "")
    assert paid_both_ways(write(tmp_path, contract), tmp_path) == {"Small Home"} | there


KEYED = """Moved On,Bedrooms,Fee Paid,Whose
2020-07-09,10,no,"Whose ""home"", it is"
2020-07-09,9,yes,Anna
2020-07-09,9,no,Anna
2020-07-09,9,no, Åsa
2020-07-09,9,no,Whose
2020-07-01,1,no,zoë
2020-07-01,1,no,Zoe
"""


@pytest.mark.parametrize(("number", "there"), [("number of bedrooms", True), ("money", False)])
def test_keys_of_all_kinds_are_told_and_ordered_alike(tmp_path: Path, number: str, there: bool) -> None:
    contract = CONTRACT.replace("Move        identifier", "Whose       text\n    Fee Paid    yes or no")
    contract = contract.replace("one row for each Move", "one row for each Whose and Bedrooms and Fee Paid")
    contract = contract.replace("number of bedrooms", number).replace("£2,500", "£25,000")
    contract = contract.replace(" 1 bedroom", " £1" if number == "money" else " 1 bedroom")
    contract = contract[: contract.index("example")]
    path = write(tmp_path, contract, KEYED)
    assert paid_both_ways(path, tmp_path) == ({"Home Found", "Small Home"} if there else set())
    assert (tmp_path / "there.csv").read_text(encoding="utf-8").count("\n") == 10


def test_the_command_brings_no_lines_out_where_they_are_only_written(tmp_path: Path) -> None:
    path = write(tmp_path)
    told = {}
    for name, options in {"there": [], "brought": ["--json"]}.items():
        for suffix in ("csv", "parquet"):
            done = run("pay", path, "--engine", "duckdb", "--lines", str(tmp_path / f"{name}.{suffix}"), *options)
            assert done.exit_code == 0
            told[name] = done.stdout
    assert_same_files(tmp_path / "there", tmp_path / "brought")
    assert told["there"] == run("pay", path, "--engine", "python").stdout


NASTY = """Moved On,Bedrooms,Fee Paid,Whose
2020-07-09,3,no,"Whose ""home"", it is"
2020-07-09,3,yes,"two\nlines"
2020-07-09,3,no,"a\rb"
2020-07-09,3,no,#5
2020-07-10,3,no,' Åsa '
2020-07-10,1,no,NULL
"""


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_csv_alone_is_the_same_to_the_byte_and_no_line_is_brought_out_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    contract = CONTRACT.replace("Move        identifier", "Whose       text\n    Fee Paid    yes or no")
    contract = contract.replace("one row for each Move", "one row for each Whose and Bedrooms and Fee Paid")
    contract = contract[: contract.index("example")].replace("£2,500", "£25,000")
    path = write(tmp_path, contract, NASTY)
    wanted = load(path).pay().as_csv()
    with monkeypatch.context() as context:
        if engine == "duckdb":
            context.delattr(Payment, "as_csv")
        done = run("pay", path, "--csv", str(tmp_path / "lines.csv"), "--engine", engine)
    assert done.exit_code == 0
    assert (tmp_path / "lines.csv").read_bytes().decode("utf-8-sig") == wanted
    assert (tmp_path / "lines.csv").read_bytes().startswith(codecs.BOM_UTF8)
    assert done.stdout == run("pay", path, "--engine", "python").stdout
    assert '"Whose a\rb' in wanted


def test_csv_beside_another_file_of_lines_is_the_same(tmp_path: Path) -> None:
    path = write(tmp_path)
    files = ["--csv", str(tmp_path / "one.csv"), "--lines", str(tmp_path / "other.csv")]
    assert run("pay", path, "--engine", "duckdb", *files).exit_code == 0
    assert (tmp_path / "one.csv").read_text(encoding="utf-8-sig") == (tmp_path / "other.csv").read_text("utf-8")
    assert (tmp_path / "one.csv").read_text(encoding="utf-8-sig") == load(path).pay().as_csv()


def test_other_engines_write_them_too(tmp_path: Path) -> None:
    contract = load(write(tmp_path))
    paid = contract.pay(lines=tmp_path / "lines.csv")
    contract.pay(engine="duckdb", lines=str(tmp_path / "there.csv"))
    assert paid.lines_file == tmp_path / "lines.csv"
    assert (tmp_path / "lines.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Cannot open"):
        load(write(tmp_path, moves=MOVES)).pay(engine="duckdb", lines=tmp_path / "nowhere" / "lines.csv")


def check(case: Grown, as_at: date) -> None:
    """A grown contract, if a database takes it, has both files alike."""
    program = compiled(case.text)
    with (
        folder_of(program, files_of(case)) as folder,
        tempfile.TemporaryDirectory() as written,
        duckdb.connect() as connection,
    ):
        connection.execute("SET threads = 1")
        seen = put(connection, program, reading_of(program, folder, SETTLES).rows)
        there, brought = Path(written) / "there.csv", Path(written) / "brought.csv"
        try:
            wanted = settle_in(connection, program, seen, Asked(as_at, SETTLES, False, True))
        except Declined:
            return
        settled, answers = settled_in(connection, program, seen, Asked(as_at, SETTLES, False, False, True))
        write_settled(connection, settled, answers.plan, there)
        lines = spooled_lines(connection, wanted)
        write_lines(connection, lines, brought, program.terms.places)
        assert there.read_bytes() == brought.read_bytes()


@settings(max_examples=6, deadline=None)
@given(contracts(), days)
def test_a_grown_contract_gives_the_same_files(case: Grown, as_at: date) -> None:
    check(case, as_at)


@pytest.mark.slow
@settings(max_examples=MANY, deadline=None)
@given(contracts(), days)
def test_a_grown_contract_gives_the_same_files_over_and_over(case: Grown, as_at: date) -> None:
    check(case, as_at)
