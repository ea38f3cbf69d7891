"""`pbr incentives`: what is paid as a measure moves."""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.homes import CONTRACT, run, write
from tests.findings.frame import above

OUTCOME = """\
outcome Lasting Work
    measure Weeks In Work for each year, in weeks
        means total of Weeks of Spells in the year
        higher is better
        baseline 5,000 weeks, matched comparison group "Two like towns"

    payment Extra Weeks
        for each year
        when Weeks In Work is at least 5,500 weeks
        pays £20,000 + £40 per week * (Weeks In Work - 5,500 weeks)
        not more than £200,000

    payment Placed
        for each Spell
        when Weeks is at least 4 weeks
        pays £10 per week * Weeks
        every time

outcome Rates
    measure Long Share for each year
        means share of Spells in the year that are Long Spells, or 0% where there are no Spells
        higher is better
        baseline 30%, matched comparison group "Two like towns"

    payment Long Spells Paid
        for each year
        pays £500 per Spell * (number of Long Spells in the year - 30% * number of Spells in the year)
        not less than £0

Long Spell means each Spell where Weeks is at least 26 weeks
"""


def folder(tmp_path: Path) -> Path:
    return write(tmp_path, above(OUTCOME), moves=None, complete=None)


def test_pieces_jumps_limits_and_what_is_certain_are_told(tmp_path: Path) -> None:
    shown = run("incentives", folder(tmp_path), "--measure", "weeks in work").stdout
    for line in (
        "Weeks In Work, higher is better, baseline 5,000 weeks",
        "0 weeks to below 5,500 weeks £0.00 £0.00",
        "5,500 weeks to 10,000 weeks £20,000.00 to £200,000.00 £40.00",
        "10,000 weeks and more £200,000.00 £0.00",
        "  jumps by £20,000.00 at 5,500 weeks",
        "  Budget leaves £666,666.67 for each if all are alike; that is reached nowhere here",
        "  brings as much as the fee, £80,000.00, at 7,000 weeks",
        "  at least £0.00, at most £200,000.00",
    ):
        assert line.split() in [each.split() for each in shown.splitlines()], shown
    assert "█" in shown


def test_a_share_moves_by_points_and_what_is_supposed_is_said(tmp_path: Path) -> None:
    shown = run("incentives", folder(tmp_path), "--measure", "Long Share").stdout
    assert "for one point more" in shown
    assert "£500.00" in shown
    assert "supposing 100" in shown
    assert "number of Spells in the year" in shown


def test_a_clause_that_counts_nothing_is_shown_by_the_numbers_of_its_rows(tmp_path: Path) -> None:
    shown = run("incentives", folder(tmp_path), "--measure", "Weeks").stdout
    assert "jumps by £40.00 at 4 weeks" in shown
    assert "no end" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--measure", "Weeks In Wrk"], "did you mean Weeks In Work?"),
        (["--example", "none such"], "no worked example begins with"),
        (["--scenario", "Poor"], "there is no scenario Poor"),
        (["-o", "all.svg"], "choose it with --measure"),
        (["-o", "all.jpg"], "all.jpg has to end in .svg or .png"),
        (["--cost", "much"], "much is not an amount: write it as £120,000 or 120000"),
    ],
)
def test_wrong_usage_says_what_there_is(tmp_path: Path, words: list[str], said: str) -> None:
    done = run("incentives", folder(tmp_path), *words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_picture_is_well_formed_and_has_its_jump(tmp_path: Path) -> None:
    file = tmp_path / "weeks.svg"
    assert run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "-o", file).exit_code == 0
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    paths = [each.get("stroke-dasharray") for each in root if each.tag.endswith("path")]
    assert paths.count("4 3") == 1
    assert "5,500 weeks" in file.read_text(encoding="utf-8")


def test_a_picture_names_the_baseline_and_where_it_breaks_even(tmp_path: Path) -> None:
    file = tmp_path / "weeks.svg"
    run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "--cost", "£390,000", "-o", file)
    text = file.read_text(encoding="utf-8")
    for words in (
        "baseline, 5,000 weeks",
        "as much as the fee, £80,000.00, at 7,000 weeks",
        "cost covered, £130,000.00",
    ):
        assert words in text


def test_a_png_is_the_picture_in_dots(tmp_path: Path) -> None:
    file = tmp_path / "weeks.png"
    assert run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "-o", file).exit_code == 0
    head = file.read_bytes()[:24]
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    assert head.startswith(b"\x89PNG")
    assert (width, height) > (1000, 500)


def test_a_missing_library_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "-o", tmp_path / "weeks.png")
    assert done.exit_code == 2
    assert "pip install 'pbrlang[documents]'" in done.stderr


def test_costs_and_a_lower_fee_break_even_where_less_is_better_too(tmp_path: Path, repository: Path) -> None:
    shown = run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "--fee-cut", "90000.00").stdout
    assert "brings back what the fee was cut by, £30,000.00, at 5,750 weeks" in shown
    custody = repository / "examples" / "west-yorkshire-custody"
    shown = run("incentives", custody, "--cost", "£700,000").stdout
    assert "the cost, £350,000.00, is covered at about 45,333.3333 nights, where it comes to -£25,000.00" in shown
    shown = run("incentives", custody, "--cost", "£0").stdout
    assert "the cost, £0.00, is covered whatever comes of it" in shown


def test_a_fee_by_month_that_is_indexed_is_known_without_rows(repository: Path) -> None:
    shown = run("incentives", repository / "examples" / "transforming-rehabilitation").stdout
    assert "brings as much as the fee, £2,299,056.00, nowhere" in shown


def test_pieces_and_points_are_json_with_exact_numbers(tmp_path: Path) -> None:
    done = run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "--json", "--cost", "100000.10")
    (measure,) = json.loads(done.stdout)["measures"]
    assert measure["points"][1] == {"at": "5500", "paid": "20000"}
    assert measure["pieces"][1] == {
        "from": "5500",
        "to": "10000",
        "coefficients": ["-200000", "40"],
        "for_one_more": "40",
    }
    assert measure["limits"] == [{"name": "Budget", "limit": "2000000/3", "reached": None}]
    assert [each["covers"] for each in measure["break_even"]] == ["fee", "cost"]
    assert measure["break_even"][0] == {"covers": "fee", "amount": "80000", "needed": "80000", "at": "7000"}
    assert (measure["least"], measure["most"]) == ("0", "200000")


def test_the_formula_is_printed(tmp_path: Path) -> None:
    shown = run("incentives", folder(tmp_path), "--measure", "Weeks In Work", "--formula").stdout
    assert "40⋅x - 200000  for x ≥ 5500 ∧ x < 10000" in shown


def test_a_contract_with_errors_shows_them_alone(tmp_path: Path) -> None:
    done = run("incentives", write(tmp_path, CONTRACT.replace("when Bedrooms is 1", "when Bedroms is 1")))
    assert done.exit_code == 1
    assert "error[PBR201]" in done.stdout


def test_nothing_that_moves_is_said_to_be_so(tmp_path: Path) -> None:
    frame = above("").replace("fee Running Costs", "fee Running Costs")
    shown = run("incentives", write(tmp_path, frame.strip() + "\n", moves=None, complete=None)).stdout
    assert shown.startswith("Nothing is paid by what moves")
