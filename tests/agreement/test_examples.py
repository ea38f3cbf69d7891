"""The examples with their data, by the command of what was built: the same bytes, and the same rows refused."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import pbrlang
from pbrlang.api import DataMistakes

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
    folder = repository / "examples" / example
    done = run(EXAMPLES[example], folder / "data")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == pbrlang.load(folder).pay().as_json()


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
