import csv
from pathlib import Path

from pbrlang.data.folder import read_folder
from pbrlang.data.set_aside import write_set_aside
from tests.data.tables import TABLES, with_files, write_files


def set_aside(folder: Path, **changed: str) -> list[list[str]]:
    reading = read_folder(write_files(folder / "data", with_files(**changed)), TABLES, symbol="£")
    path = folder / "set_aside.csv"
    write_set_aside(path, reading.bad)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_each_fault_has_a_line_and_each_row_its_cells_once(tmp_path: Path) -> None:
    lines = set_aside(
        tmp_path,
        employment_claims='Participant,Weeks In Work,Reached On,Remark\nP1,x,3/4/2012,"late, sorry"\n',
        surveys="Survey,Response Rate,Held On,Grant\nS1,0.5,2012-02-01,£8\n",
    )
    assert lines[0] == [
        *("File", "Row", "Column", "Value", "Expected", "Reason"),
        *("Participant", "Weeks In Work", "Reached On", "Remark"),
        *("Survey", "Response Rate", "Held On", "Grant"),
    ]
    assert [line[:5] for line in lines[1:]] == [
        ["employment_claims.csv", "2", "Weeks In Work", "x", "a whole number of weeks"],
        ["employment_claims.csv", "2", "Reached On", "3/4/2012", "a date"],
        ["surveys.csv", "2", "Response Rate", "0.5", "a share in per cent with at most 1 decimal place"],
    ]
    assert lines[1][6:] == ["P1", "x", "3/4/2012", "late, sorry", "", "", "", ""]
    assert lines[2][6:] == []
    assert lines[3][6:] == ["", "", "", "", "S1", "0.5", "2012-02-01", "£8"]
    assert lines[3][5] == '"0.5" in Response Rate has no per cent sign; it may mean either: write "50%" or "0.5%"'


def test_headings_like_its_own_and_cells_without_a_heading(tmp_path: Path) -> None:
    lines = set_aside(
        tmp_path, employment_claims="Participant,Weeks In Work,Reached On,value\nP1,1,026,2012-02-01,none\n"
    )
    assert lines[0][6:] == ["Participant", "Weeks In Work", "Reached On", "value (as written)", "Further cell 1"]
    assert lines[1][6:] == ["P1", "1", "026", "2012-02-01", "none"]


def test_mended_cells_can_be_put_back(tmp_path: Path) -> None:
    lines = set_aside(tmp_path, employment_claims="Participant,Weeks In Work,Reached On\nP1,26 days,2012-02-01\n")
    mended = [",".join(line[6:]).replace("days", "weeks") for line in lines]
    files = with_files(employment_claims="\n".join(mended) + "\n")
    reading = read_folder(write_files(tmp_path / "data", files), TABLES, symbol="£")
    assert reading.bad == ()
    assert len(reading.rows["Employment Claim"]) == 1


def test_nothing_to_set_aside(tmp_path: Path) -> None:
    assert set_aside(tmp_path) == [["File", "Row", "Column", "Value", "Expected", "Reason"]]
