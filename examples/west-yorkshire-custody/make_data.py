"""Make the stays of the West Yorkshire custody example: `python make_data.py [FOLDER]`, by default into `data`.

The nights of the two contract years come to exactly 36,000 and 29,000: 28 % and 42 % below 50,000.
"""

import csv
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20111001
NIGHT = timedelta(days=1)
YEAR_1 = (date(2011, 10, 1), date(2012, 9, 30))
YEAR_2 = (date(2012, 10, 1), date(2013, 9, 30))
RUN_OFF_END = date(2013, 12, 31)
TEAMS = {"Bradford": 25, "Calderdale": 10, "Kirklees": 15, "Leeds": 35, "Wakefield": 15}
# Shortest and longest stay, and how many in a hundred are of that length.
LENGTHS = [(3, 28, 15), (28, 120, 33), (120, 240, 36), (240, 380, 12), (380, 560, 4)]
LONGEST_IN_A_YEAR = 366

# Team, admitted, released; the README says what each stay shows.
AWKWARD = [
    ("Leeds", "2011-09-30", "2011-10-02"),
    ("Bradford", "2012-09-30", "2012-10-02"),
    ("Wakefield", "2012-09-30", "2012-10-01"),
    ("Leeds", "2012-10-01", "2012-10-05"),
    ("Kirklees", "2011-10-01", "2013-09-30"),
    ("Bradford", "2011-08-15", "2013-11-20"),
    ("Calderdale", "2012-05-14", ""),
    ("Leeds", "2013-09-30", ""),
    ("Kirklees", "2013-09-29", "2013-10-03"),
    ("Leeds", "2010-11-02", "2011-03-18"),
    ("Wakefield", "2011-06-01", "2011-10-01"),
    ("Bradford", "2012-02-28", "2012-03-01"),
    ("Leeds", "2012-11-05", "2012-11-05"),
    ("Calderdale", "2013-10-01", "2013-10-20"),
    ("Bradford", "2013-12-20", ""),
]


@dataclass
class Stay:
    """One stay; `released` is the day after the last night, None while in custody."""

    team: str
    admitted: date
    released: date | None

    def nights(self, year: tuple[date, date]) -> int:
        """The nights of the stay that begin in the year."""
        after_last = min(self.released or year[1] + NIGHT, year[1] + NIGHT)
        return max(0, (after_last - max(self.admitted, year[0])).days)


def awkward_stays() -> list[Stay]:
    """The stays at the edges, as listed."""
    return [
        Stay(team, date.fromisoformat(admitted), date.fromisoformat(released) if released else None)
        for team, admitted, released in AWKWARD
    ]


def made_stay(rng: random.Random, first: date, last: date) -> Stay:
    """One ordinary stay that begins between two days; it is still open if it would outlast the run-off."""
    admitted = first + timedelta(days=rng.randrange((last - first).days + 1))
    shortest, longest, _ = rng.choices(LENGTHS, weights=[share for *_, share in LENGTHS])[0]
    released = admitted + timedelta(days=rng.randrange(shortest, longest))
    team = rng.choices(list(TEAMS), weights=list(TEAMS.values()))[0]
    return Stay(team, admitted, released if released <= RUN_OFF_END else None)


def fill(stays: list[Stay], rng: random.Random, year: tuple[date, date], target: int) -> None:
    """Add stays that begin in the year, then lengthen those inside it, until its nights are exactly the target."""
    missing = target - sum(stay.nights(year) for stay in stays)
    ordinary: list[Stay] = []
    while missing >= LONGEST_IN_A_YEAR:
        ordinary.append(made_stay(rng, *year))
        missing -= ordinary[-1].nights(year)
    stays.extend(ordinary)
    while missing:
        for stay in ordinary:
            if missing and stay.released and stay.released <= year[1]:
                stay.released += NIGHT
                missing -= 1


def all_stays() -> list[Stay]:
    """The awkward stays, then the others by the day on which they began."""
    rng = random.Random(SEED)
    awkward = awkward_stays()
    before = [made_stay(rng, date(2010, 10, 1), date(2011, 9, 29)) for _ in range(90)]
    stays = awkward + before
    fill(stays, rng, YEAR_1, 36_000)
    fill(stays, rng, YEAR_2, 29_000)
    stays += [made_stay(rng, date(2013, 10, 1), date(2013, 12, 24)) for _ in range(30)]
    return awkward + sorted(stays[len(awkward) :], key=lambda stay: stay.admitted)


def write(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    """Write one CSV file, the same bytes on every machine."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write the data folder."""
    rows = [
        [f"S{n:04d}", stay.team, stay.admitted.isoformat(), stay.released.isoformat() if stay.released else ""]
        for n, stay in enumerate(all_stays(), 1)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "custody_stays.csv", ["Stay", "Team", "Admitted", "Released"], rows)
    write(folder / "complete.csv", ["Data", "Complete To"], [["Custody Stay", RUN_OFF_END.isoformat()]])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
