"""A folder loaded into a database says what the interpreter's reader says of it, to the letter."""

import re
from pathlib import Path

import duckdb
import pytest

from pbrlang.api import load
from pbrlang.data.errors import DATA_ERRORS, DataDiagnostic
from pbrlang.diagnostics.page import Page
from pbrlang.engines import loading
from tests.data.tables import GOOD_FILES, TABLES, with_files, write_files
from tests.engines.both import assert_alike, loaded

EXAMPLES = sorted(path.name for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_loads_as_it_is_read(repository: Path, name: str) -> None:
    program = load(repository / "examples" / name).program
    folder = repository / "examples" / name / "data"
    reading = assert_alike(folder, tuple(program.tables.values()), program.nouns.plurals)
    assert not reading.bad


def _files(message: type[DataDiagnostic], heading: str) -> dict[str, str]:
    files = dict(GOOD_FILES)
    for fence in Page.of(message).examples(heading):
        title = re.search(r'title="([^"]+)"', fence.words)
        if title:
            stem = title[1].partition(".")[0]
            files = {name: text for name, text in files.items() if name.partition(".")[0] != stem}
            files[title[1]] = fence.text
    return files


@pytest.mark.parametrize("heading", ["Example", "Instead"])
@pytest.mark.parametrize("message", DATA_ERRORS, ids=lambda each: each.name)
def test_each_page_of_a_message_is_told_alike(tmp_path: Path, message: type[DataDiagnostic], heading: str) -> None:
    assert_alike(write_files(tmp_path / "data", _files(message, heading)), TABLES)


CLAIM = "Participant,Weeks In Work,Reached On\n"
STAY = "Stay,Team,Admitted,Released\n"
SURVEY = "Survey,Response Rate,Held On,Grant\n"

CLAIMS = {
    "spelt otherwise": "REACHED_ON, weeks-in-work ,participant,Remark\n"
    '1 February 2012,"1,026",P1,x\n2 Feb 2012,26 weeks,P1,\n',
    "two faults in a row": CLAIM + "P1,x,3/4/2012\nP1,27,2012-02-01\n",
    "blank rows": CLAIM + "P1,26,2012-02-01\n\n,,\n  ,\t,\nP1,27,2012-02-30\n",
    "ragged rows": CLAIM + "P1,26\nP1,1,026,2012-02-01\nP1,27,2012-02-01,\nP1,28,2012-02-01\n",
    "surplus headings": "Participant,Weeks In Work,Reached On,,\nP1,26,2012-02-01,,\nP1,27,2012-02-01,,x\n",
    "shared keys": CLAIM + "P1,26,2012-02-01\nP1,27,2012-02-01\nP1,26,x\nP1,026,2012-02-01\n",
    "quoted line ends": CLAIM + '"P1\n",26,2012-02-01\nP1,27,2012-13-01\n',
    "spaces around quotations": CLAIM + ' "P1" , "26",2012-02-01\nP1, "27",2012-02-01\n',
    "spaces": CLAIM + ' P1 , 26 ,\t2012-02-01\nP1\u00a0,\u00a027,2012\u201102\u201101\n"  P1",28,x\n',
    "no names": CLAIM + "p1,26,2012-02-01\n P-1,27,2012-02-01\nP99,28,2012-02-01\n00P1,5,2012-02-01\n",
    "names a spreadsheet spoilt": CLAIM + "#N/A,26,2012-02-01\n1.2E+05,27,2012-02-01\nE+,1,2012-02-01\n",
    "long numbers": CLAIM + f"P1,{'9' * 18},2012-02-01\nP1,{'9' * 19},2012-02-01\nP1,{'1' * 30},2012-02-01\n",
    "years": CLAIM + "P1,1,1899-12-31\nP1,2,1900-01-01\nP1,3,2199-12-31\nP1,4,2200-01-01\nP1,5,99999-01-01\n",
    "a broken quotation": CLAIM + 'P1,26,2012-02-01\nP1,"27"x,2012-02-01\n',
    "an unended quotation": CLAIM + 'P1,26,2012-02-01\nP1,"27,2012-02-01\n',
    "a bare line end": "Participant,Weeks In Work,Reached On\rP1,26,2012-02-01\rP1,27,x\r",
    "several line ends": "Participant,Weeks In Work,Reached On\r\nP1,26,2012-02-01\nP1,27,x\r\n",
    "a heading in two lines": '"Participant","Weeks\nIn Work",Reached On\nP1,26,2012-02-01\nP1,27,x\n',
    "a blank row first": "\n,,\nParticipant,Weeks In Work,Reached On\nP1,26,x\n",
    "no final line end": CLAIM + "P1,26,2012-02-01\nP1,27,x",
    "headings alone": "Participant,Weeks In Work,Reached On",
    "nothing": "",
    "semicolons": "Participant;Weeks In Work;Reached On\nP1;26;2012-02-01\n",
    "a byte order mark": "\ufeffParticipant,Weeks In Work,Reached On\nP1,26,2012-02-01\nP1,27,x\n",
    "a nought byte": CLAIM + "P1,26\0,2012-02-01\n",
    "a cell beyond all measure": CLAIM + f"P1,26,2012-02-01\n{'P' * 140_000},27,2012-02-01\n",
    "backslashes and quotations": CLAIM + 'P1\\,26,2012-02-01\n"P""1",27,2012-02-01\nP"1,28,2012-02-01\n',
}


@pytest.mark.parametrize("text", CLAIMS.values(), ids=CLAIMS.keys())
def test_claims_are_told_alike(tmp_path: Path, text: str) -> None:
    folder = write_files(tmp_path / "data", with_files())
    (folder / "employment_claims.csv").write_text(text, encoding="utf-8", newline="")
    assert_alike(folder, TABLES)


def test_a_character_that_is_not_utf8(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "data", with_files())
    (folder / "employment_claims.csv").write_bytes(
        b"Participant,Weeks In Work,Reached On\nP1,26,2012-02-01\nP\xa31,2,3\n"
    )
    [problem] = assert_alike(folder, TABLES).problems
    assert problem.message() == "line 3 of employment_claims.csv holds a character that is not in UTF-8"


STAYS = {
    "spans": STAY + "S1,Leeds,2012-03-09,2012-03-02\nS2,leeds ,2012-03-09,\nS3,Bradfrod,2012-03-09,n/a\n",
    "a shared key with an early end": STAY + "S1,Leeds,2012-03-09,2012-03-02\nS1,Leeds,2012-03-09,\n",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS.keys())
def test_stays_are_told_alike(tmp_path: Path, text: str) -> None:
    assert_alike(write_files(tmp_path / "data", with_files(custody_stays=text)), TABLES)


SURVEYS = {
    "numbers": SURVEY
    + "S1,37.5%,2012-02-01,8000\nS2,37.55%,2012-02-01,£1.5\nS3,0.5,2012-02-01,-£3.25\nS4,-1 %,2012-02-01,£ 3\n"
    "S5,100%,2012-02-01,.5\nS6,1e3%,2012-02-01,1e3\nS7,%,2012-02-01,$5\nS8,0%,2012-02-01,(3)\nS9,007%,2012-02-01,-0\n",
    "long amounts": SURVEY
    + f"S1,0%,2012-02-01,{'9' * 16}.99\nS2,0%,2012-02-01,{'9' * 17}.99\n"
    + f"S3,0%,2012-02-01,-{'9' * 25}.9\n",
}


@pytest.mark.parametrize("text", SURVEYS.values(), ids=SURVEYS.keys())
def test_surveys_are_told_alike(tmp_path: Path, text: str) -> None:
    assert_alike(write_files(tmp_path / "data", with_files(surveys=text)), TABLES)


def test_what_names_a_bad_row_is_bad(tmp_path: Path) -> None:
    people = (
        "Participant,Payment Group,Referred On,Supported\n"
        "P1,New ESA,x,yes\nP2,new esa,2012-01-01,No\nP3,New ESA,2012-01-01,1\n"
    )
    claims = CLAIM + "P1,26,2012-02-01\nP2,26,2012-02-01\nP3,1,2012-02-01\nP4,1,2012-02-01\n"
    reading = assert_alike(
        write_files(tmp_path / "data", with_files(participants=people, employment_claims=claims)), TABLES
    )
    assert [each.fault.name for each in reading.bad] == [
        *("unreadable-date", "unreadable-yes-no"),
        *("refers-to-bad-row", "refers-to-bad-row", "dangling-reference"),
    ]


def test_the_least_and_the_most_of_each_column_are_told(tmp_path: Path) -> None:
    surveys = SURVEY + "S1,37.5%,2012-02-01,8000\nS2,-1%,2011-01-01,£1.5\nS3,99%,2013-01-01,x\n"
    found, _ = loaded(write_files(tmp_path / "data", with_files(surveys=surveys)), TABLES)
    assert found.extremes["Survey", "Response Rate"] == (-10, 375)
    assert found.extremes["Survey", "Grant"] == (150, 800_000)
    assert ("Custody Stay", "Released") not in found.extremes


def test_rows_are_counted_as_they_stand_in_a_long_file(tmp_path: Path) -> None:
    people = [f"P{number},New ESA,2011-06-20,yes\n" for number in range(1, 1001)]
    rows = [f"P{number % 1000 + 1},{number},2012-02-01\n" for number in range(300_000)]
    files = with_files(participants="Participant,Payment Group,Referred On,Supported\n" + "".join(people))
    folder = write_files(tmp_path / "data", files | {"employment_claims.csv": CLAIM + "".join(rows)})
    with duckdb.connect(config={"threads": 4, "preserve_insertion_order": False}) as connection:
        found = loading.load(connection, folder, TABLES, symbol="£")
        assert connection.execute("SELECT current_setting('preserve_insertion_order')").fetchone() == (False,)
        wrong = connection.execute("SELECT count(*) FROM employment_claim WHERE _row <> weeks_in_work + 2").fetchone()
    assert found.reading.read["Employment Claim"] == 300_000
    assert wrong == (0,)
