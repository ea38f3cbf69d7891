import subprocess
import sys
from pathlib import Path

import pytest

from tests.examples.independent import (
    care_review,
    custody_nights,
    rows,
    west_yorkshire_custody,
    work_programme,
)

SCRIPTS = [
    "care-review",
    "drug-recovery",
    "partial-add-on",
    "resettlement",
    "transforming-rehabilitation",
    "west-yorkshire-custody",
    "work-programme",
]


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_makes_the_same_bytes_again(repository: Path, tmp_path: Path, name: str) -> None:
    example = repository / "examples" / name
    subprocess.run([sys.executable, "-B", str(example / "make_data.py"), str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in (example / "data").iterdir()}
    assert all(b"\r" not in text for text in made.values())


def test_nights_are_28_and_42_per_cent_below_the_baseline(repository: Path) -> None:
    assert custody_nights(repository / "examples/west-yorkshire-custody/data") == [36_000, 29_000]


def test_the_missed_part_of_the_target_is_given_back_out_of_the_years_half(tmp_path: Path) -> None:
    text = "Stay,Team,Admitted,Released\n" + "".join(f"S{n},Leeds,2011-10-01,2012-09-20\n" for n in range(1, 135))
    (tmp_path / "custody_stays.csv").write_text(text + "S0,Leeds,2011-10-01,2011-11-10\n", encoding="utf-8")
    assert custody_nights(tmp_path) == [134 * 355 + 40, 0]
    missed_pence = 37_500_000 * (47_610 - 45_000) // 5_000
    assert west_yorkshire_custody(tmp_path)["Grant Recovery"] == {"2011-10-01": -missed_pence}


def test_half_pennies_go_down_and_recovery_stops_at_what_was_paid(tmp_path: Path) -> None:
    heading = "Case,Approved Budget,Revised Budget,Amount Reinstated,Reviewed On,Reinstated On\n"
    cases = "A,18250.37,17015.80,0.00,2015-06-30,\nB,31975.50,28825.50,5200.00,2015-08-11,2016-01-12\n"
    (tmp_path / "case_reviews.csv").write_text(heading + cases, encoding="utf-8")
    assert care_review(tmp_path) == {
        "Share Of Saving": {"2015-04-01": 61_728, "2015-07-01": 157_500},
        "Reinstated Care": {"2016-01-01": -157_500},
    }


@pytest.mark.parametrize(
    ("participant", "pounds"),
    [
        ("P00002", 3_810),
        ("P00003", 4_395),
        ("P00022", 6_600),
        ("P00023", 6_600),
        ("P00024", 3_700),
        ("P00025", 6_500),
        ("P00026", 13_720),
    ],
)
def test_one_participant_earns_the_most_of_each_group(
    repository: Path, tmp_path: Path, participant: str, pounds: int
) -> None:
    for name in ("participants.csv", "employment_claims.csv"):
        lines = (repository / "examples/work-programme/data" / name).read_text(encoding="utf-8").splitlines()
        kept = [lines[0], *(line for line in lines if line.startswith(participant))]
        (tmp_path / name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    sums = work_programme(tmp_path)
    sums.pop("Incentive", None)
    assert sum(sum(periods.values()) for periods in sums.values()) == 100 * pounds


def test_published_job_outcome_payments_come_back(repository: Path, tmp_path: Path) -> None:
    script = repository / "examples/work-programme/make_outcomes.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path)], check=True)
    assert len(rows(tmp_path / "participants.csv")) == 66_900
    assert sum(work_programme(tmp_path)["Job Outcome"].values()) == 8_028_000_000
    assert max(row["Reached On"] for row in rows(tmp_path / "employment_claims.csv")) <= "2014-03-31"
