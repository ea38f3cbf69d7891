import json
from pathlib import Path

from tests.cli.homes import BAD_MOVES, CONTRACT, run, write


def test_what_passed_is_listed_and_counted_alone_at_the_end(tmp_path: Path) -> None:
    done = run("test", write(tmp_path))
    assert done.exit_code == 0
    assert "  passed  one home\n" in done.stdout
    assert "Properties (stated, not proved):\n    held in 2 trials  always: Home Found paid" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 passed, 0 failed"


def test_a_failed_expectation_shows_its_line_what_was_expected_and_what_came_out(tmp_path: Path) -> None:
    wrong = CONTRACT.replace(
        "expect Home Found in April 2020 is £1,234.50", "expect Home Found in April 2020 is £1,250"
    )
    done = run("test", write(tmp_path, wrong))
    line = 1 + wrong[: wrong.index("expect Home")].count("\n")
    assert f"contract.pbr:{line}: expect Home Found in April 2020 is £1,250\n" in done.stdout
    assert "expected £1,250, came out £1,234.50\n" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 passed, 1 failed"
    assert done.exit_code == 1


def test_faults_in_given_rows_are_drawn(tmp_path: Path) -> None:
    done = run("test", write(tmp_path, CONTRACT.replace("| 3 April 2020 |", "| 3/4/2020     |")))
    assert "  FAILED  one home\n" in done.stdout
    assert "= more: pbr rule unreadable-given\n" in done.stdout
    assert done.exit_code == 1


def test_a_property_that_fails_counts_as_failed(tmp_path: Path) -> None:
    done = run("test", write(tmp_path, CONTRACT.replace("Most Of All means £2,500", "Most Of All means £2,499.99")))
    assert "    FAILED  always: Home Found paid never exceeds Most Of All\n" in done.stdout
    assert "in the data\n" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 passed, 1 failed"
    assert done.exit_code == 1


def test_a_moved_value_that_breaks_a_property_is_shown(tmp_path: Path) -> None:
    worse = CONTRACT.replace(
        "always: Home Found paid never exceeds Most Of All",
        "Price means £1,234.50\n\nalways: more Price never increases Home Found",
    ).replace("pays £1,234.50", "pays Price")
    done = run("test", write(tmp_path, worse))
    assert "when Price goes from £1,234.50 to £1,296.225, Home Found goes from £1,234.50 to £1,296.23\n" in done.stdout
    assert done.exit_code == 1


def test_bad_data_is_said_to_be_why_properties_were_not_tried_on_it(tmp_path: Path) -> None:
    done = run("test", write(tmp_path, moves=BAD_MOVES))
    assert "held in 1 trial " in done.stdout
    assert "not tried on the data, which has 2 faults: `pbr pay` tells them\n" in done.stdout
    assert done.exit_code == 0


def test_a_contract_with_errors_is_told_and_the_others_are_run(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good"), write(tmp_path / "bad", CONTRACT.replace("currency GBP\n", ""))
    done = run("test", bad, good)
    assert "error[PBR" in done.stdout
    assert "Not run, because of errors: 1 contract\n" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 passed, 0 failed"
    assert done.exit_code == 1


def test_json_says_what_was_expected_and_what_came_out(tmp_path: Path) -> None:
    wrong = CONTRACT.replace(
        "expect Home Found in April 2020 is £1,234.50", "expect Home Found in April 2020 is £1,250"
    ).replace("Most Of All means £2,500", "Most Of All means £2,499.99")
    good, bad = write(tmp_path / "good", wrong), write(tmp_path / "bad", CONTRACT.replace("currency GBP\n", ""))
    done = run("test", good, bad, "--json")
    told = json.loads(done.stdout)
    assert (told["passed"], told["failed"], done.exit_code) == (0, 2, 1)
    first, second = told["contracts"]
    (missed,) = (each for each in first["examples"][0]["expected"] if not each["passed"])
    assert (missed["expected"], missed["found"]) == ("1250", "1234.5")
    assert missed["line"] == 1 + wrong[: wrong.index("expect Home")].count("\n")
    assert [each["held"] for each in first["properties"]] == [False]
    assert first["properties"][0]["counter_example"]["case"]
    assert second["messages"][0]["severity"] == "error"
