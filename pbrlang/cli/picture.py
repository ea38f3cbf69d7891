"""The chart of one measure in a file: SVG is drawn here, and PNG is made from it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.incentive_text import money_of, places_of, quantity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pbrlang.analysis.incentive import Incentive
    from pbrlang.analysis.pictures import Mark
    from pbrlang.ir.program import Program

SUFFIXES = (".svg", ".png")
_NAMES = {"fee": "as much as the fee", "cost": "cost covered", "fee cut": "fee cut brought back"}


def draw(each: "Incentive", program: "Program", file: Path) -> None:
    """Write the chart of a measure, in the format that the end of the file's name says."""
    picture = picture_of(each, program)
    if file.suffix.casefold() == ".png":
        file.write_bytes(png(picture))
    else:
        file.write_text(picture, encoding="utf-8", newline="\n")


def picture_of(each: "Incentive", program: "Program") -> str:
    """What is paid as a measure moves, as Scalable Vector Graphics with its baseline and limits marked."""
    from pbrlang.analysis.charts import view
    from pbrlang.analysis.pictures import svg

    return svg(
        view(each.total, places_of(each)),
        f"What is paid by {each.variable.name}",
        lambda x: money_of(x, program),
        lambda x: quantity_of(each, program, x),
        tuple(_marks(each, program)),
    )


def _marks(each: "Incentive", program: "Program") -> "Iterator[Mark]":
    from pbrlang.analysis.pictures import Mark

    if each.baseline is not None:
        yield Mark(each.baseline, f"baseline, {quantity_of(each, program, each.baseline)}")
    for point in each.break_evens:
        if point.at is not None and not (each.least is not None and point.needed <= each.least):
            where, amount = quantity_of(each, program, point.at), money_of(point.amount, program)
            yield Mark(point.at, f"{_NAMES[point.covers]}, {amount}, at {where}")
    for cap in each.caps:
        if cap.reached is not None:
            where, limit = quantity_of(each, program, cap.reached), money_of(cap.limit, program)
            yield Mark(cap.reached, f"{cap.cap}, {limit}, at {where}")


def png(picture: str) -> bytes:
    """A picture as PNG, two dots to the point; a usage error says what to install where typst is missing."""
    try:
        import typst
    except ImportError:
        raise click.UsageError("a PNG needs typst: pip install 'pbrlang[documents]', or write an .svg") from None
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.picture), format: "svg")'
    made: bytes = typst.compile(page.encode(), format="png", ppi=144, sys_inputs={"picture": picture})
    return made
