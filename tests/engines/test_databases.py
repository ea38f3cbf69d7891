"""A database file in the place of a folder: the same values, and the same messages by both readers."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pbrlang.api import load
from pbrlang.data.errors import BrokenFile, CompletenessUnsaid, MissingFile, MissingFolder, TwoFiles, UnmatchedFile
from pbrlang.data.folder import read_folder
from tests.cli.homes import CONTRACT, run
from tests.data.tables import TABLES
from tests.engines.both import assert_alike

COMPLETE = """
    CREATE TABLE complete ("Data" VARCHAR, "Complete To" DATE);
    INSERT INTO complete VALUES ('Participants', '2012-03-31'), ('Employment Claims', '2012-03-31'),
        ('Custody Stays', '2012-02-29'), ('Surveys', '2012-04-30');
"""
TYPED = """
    CREATE TABLE participants (Participant VARCHAR, payment_group VARCHAR, referred_on DATE, supported BOOLEAN);
    INSERT INTO participants VALUES ('P1', 'New ESA', '2011-06-20', true), ('P2', 'JSA 18 To 24', '2011-06-20', false);
    CREATE TABLE "Employment Claim" (Participant VARCHAR, weeks_in_work INTEGER, reached_on TIMESTAMP);
    INSERT INTO "Employment Claim" VALUES ('P1', 26, '2012-02-01'), ('P2', 26, '2012-02-01');
    CREATE TABLE custody_stays (Stay BIGINT, Team VARCHAR, Admitted DATE, Released DATE);
    INSERT INTO custody_stays VALUES (7, 'Leeds', '2012-03-02', NULL);
    CREATE TABLE surveys (Survey VARCHAR, response_rate VARCHAR, held_on DATE, "Grant" DECIMAL(12, 2));
    INSERT INTO surveys VALUES ('S1', '37.5%', '2012-02-01', 8000.50);
"""
BAD = """
    INSERT INTO participants VALUES ('P3', 'ESA', NULL, NULL), (NULL, NULL, NULL, NULL);
    INSERT INTO "Employment Claim" VALUES ('P3', 1, '2012-02-01'), ('P9', -1, '2012-02-01 09:30:00'), ('P1', 27, NULL);
    DELETE FROM "Employment Claim" WHERE Participant = 'P2';
    INSERT INTO surveys VALUES ('S2', '5', '1812-02-01', -3), ('S2', '5%', '2012-02-01', 1);
"""


def made(path: Path, script: str) -> Path:
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path)) as connection:
            connection.execute(script)
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
            connection.commit()
    return path


@pytest.mark.parametrize("script", [TYPED + COMPLETE, TYPED + COMPLETE + BAD], ids=["good", "bad"])
@pytest.mark.parametrize("name", ["claims.duckdb", "claims.sqlite", "it's.db"])
def test_tables_are_told_alike(tmp_path: Path, name: str, script: str) -> None:
    reading = assert_alike(made(tmp_path / name, script), TABLES)
    assert reading.as_at == date(2012, 2, 29)
    if name.endswith(".duckdb"):
        assert bool(reading.bad) == (BAD in script)
        assert len(reading.rows["Employment Claim"]) == (1 if reading.bad else 2)


def test_views_and_types_that_only_python_reads(tmp_path: Path) -> None:
    script = (
        TYPED.replace("CREATE TABLE surveys", "CREATE TABLE asked").replace("INTO surveys", "INTO asked") + COMPLETE
    )
    script += "CREATE VIEW surveys AS SELECT *, 0.1::FLOAT AS f, [1, 2] AS l, now() AS n FROM asked;"
    script += 'ALTER TABLE "Employment Claim" ALTER weeks_in_work TYPE FLOAT;'
    reading = assert_alike(made(tmp_path / "claims.duckdb", script), TABLES)
    assert not reading.bad
    assert [type(each) for each in reading.problems if each.name == "unmatched-file"] == [UnmatchedFile]


def test_what_is_wrong_with_a_whole_database(tmp_path: Path) -> None:
    path = made(tmp_path / "claims.duckdb", "CREATE TABLE participant (a INT); CREATE TABLE participants (a INT)")
    problems = assert_alike(path, TABLES).problems
    assert {type(each) for each in problems} == {TwoFiles, MissingFile, CompletenessUnsaid}
    missing = next(each for each in problems if isinstance(each, MissingFile))
    assert missing.message() == "there is no table for Employment Claim; employment_claims is expected"
    assert missing.help() == "add the table employment_claims; where there are no rows yet, it is empty"


@pytest.mark.parametrize("mark", [b"SQLite format 3\0" + b"\0" * 100, b"\0" * 8 + b"DUCK" + b"\0" * 100])
def test_a_database_that_is_spoilt(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "claims.db"
    path.write_bytes(mark)
    assert BrokenFile in {type(each) for each in assert_alike(path, TABLES).problems}


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Participant\n")
    [problem] = assert_alike(path, TABLES).problems
    assert isinstance(problem, MissingFolder)


def test_the_command_pays_from_a_database(tmp_path: Path) -> None:
    (tmp_path / "contract.pbr").write_text(CONTRACT, encoding="utf-8")
    tables = tuple(load(tmp_path).program.tables.values())
    assert [each.name for each in tables] == ["Move"]
    columns = ", ".join(f'"{each.name}" VARCHAR' for each in tables[0].fields)
    script = f'CREATE TABLE moves ({columns}); CREATE TABLE complete (Data VARCHAR, "Complete To" DATE);'
    path = made(tmp_path / "moves.duckdb", script + "INSERT INTO complete VALUES ('Moves', '2020-09-30')")
    assert read_folder(path, tables, symbol="£").errors == ()
    done = run("pay", tmp_path, "--data", path)
    assert done.exit_code == 0, done.output
    assert "Moves: 0 rows read" in done.output


def test_the_command_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "contract.pbr").write_text(CONTRACT, encoding="utf-8")
    done = run("pay", tmp_path, "--data", tmp_path / "contract.pbr")
    assert done.exit_code == 2
    assert "neither a folder nor a database" in done.output
