"""The Work Programme in polars on whole pence, written by hand: `python polars_frame.py FOLDER`, with Parquet files."""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import polars as pl
import scheme


def prices() -> pl.DataFrame:
    """The price list, a row for each group."""
    names = ("list", "outcome", "point", "sustainment", "limit", "level")
    rows = [{"Payment Group": group, **dict(zip(names, row, strict=True))} for group, row in scheme.GROUPS.items()]
    return pl.DataFrame(rows)


def number_of(column: str, ends: tuple[date, ...]) -> pl.Expr:
    """The number, from nought, of the stretch of days in which a date lies."""
    return sum((pl.col(column) > end).cast(pl.Int64) for end in ends)  # type: ignore[return-value]


def main(folder: Path) -> dict[str, int]:
    """What each clause pays in all, in pence."""
    people = (
        pl.scan_parquet(folder / "participants.parquet")
        .join(prices().lazy(), on="Payment Group")
        .with_columns(
            year=number_of("Referred On", scheme.YEAR_ENDS).clip(0, 3),
            attached=number_of("Attached On", scheme.YEAR_ENDS),
        )
    )
    fees = pl.DataFrame(
        [
            {"list": card, "year": year, "fee": fee}
            for card, row in enumerate(scheme.ATTACHMENT)
            for year, fee in enumerate(row)
        ]
    )
    attached = people.join(fees.lazy(), on=["list", "year"]).group_by("Attached On").agg(pl.col("fee").sum())
    columns = ["Participant", "Payment Group", *prices().columns[2:]]
    claims = (
        pl.scan_parquet(folder / "employment_claims.parquet")
        .filter(pl.col("Reached On") <= scheme.LAST_DAY)
        .join(people.select(columns), on="Participant")
    )
    first = (
        claims.filter(pl.col("Weeks In Work") >= pl.col("point"))
        .group_by("Participant")
        .agg(
            pl.col("Reached On").min(),
            pl.col("outcome", "Payment Group").first(),
        )
    )
    weeks_on = pl.col("Weeks In Work") - pl.col("point")
    sustained = (
        claims.filter((weeks_on >= 4) & (weeks_on % 4 == 0))
        .sort("Reached On", "Weeks In Work")
        .with_columns(place=pl.int_range(pl.len()).over("Participant"))
        .filter(pl.col("place") < pl.col("limit"))
        .group_by("Reached On")
        .agg(pl.col("sustainment").sum())
    )
    reached = first.with_columns(attached=number_of("Reached On", scheme.YEAR_ENDS))
    years = (
        people.group_by("Payment Group", "attached")
        .agg(number=pl.len(), level=pl.col("level").first())
        .join(
            reached.group_by("Payment Group", "attached").agg(good=pl.len()),
            on=["Payment Group", "attached"],
            how="left",
        )
        .with_columns(
            bonus=100_000 * pl.col("good").fill_null(0).cast(pl.Int64)
            - 100 * pl.col("level") * pl.col("number").cast(pl.Int64)
        )
    )
    outcomes = first.group_by("Reached On").agg(pl.col("outcome").sum())
    frames = pl.collect_all([attached, outcomes, sustained, years])
    due: dict[date, dict[str, int]] = defaultdict(dict)
    for clause, frame in zip(scheme.CLAUSES, frames[:3], strict=False):
        for day, pence in frame.iter_rows():
            due[day][clause] = pence
    for row in frames[3].iter_rows(named=True):
        day = due[scheme.YEAR_ENDS[row["attached"]]]
        day["Incentive"] = day.get("Incentive", 0) + max(row["bonus"], 0)
    return scheme.capped(due)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
