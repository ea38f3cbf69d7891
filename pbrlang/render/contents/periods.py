"""Years and settlement periods as dates."""

from pbrlang.calendar.periods import Period
from pbrlang.render.contents.material import Material
from pbrlang.render.model import Block, Column, Inlines, Paragraph, Section, Table, Text
from pbrlang.values.wording import in_words


def periods(material: Material) -> Section:
    """The section: a table of the contract years, and one of the settlement periods."""
    program = material.program
    step = program.terms.step
    blocks: list[Block] = [
        Paragraph((Text("A period includes its first and its last day."),)),
        _table("Contract years", program.calendars["year"].periods, material),
    ]
    if step != "year":
        blocks.append(
            _table(f"Settlement periods: one statement for each {step}", program.calendars[step].periods, material)
        )
    return Section("periods", (Text("Years and settlement periods"),), tuple(blocks))


def _table(caption: str, found: tuple[Period, ...], material: Material) -> Table:
    heads = (("Period", "left"), ("First day", "left"), ("Last day", "left"), ("Days", "right"), ("Part of", "left"))
    columns = tuple(Column((Text(heading),), align) for heading, align in heads)
    rows = tuple(_row(each, material) for each in found)
    return Table(columns, rows, (Text(caption),), row_headings=True)


def _row(period: Period, material: Material) -> tuple[Inlines, ...]:
    ends = material.program.terms.ends
    part = "the term" if period.last <= ends else "the run-off" if period.first > ends else "the term and the run-off"
    cells = (period.name, in_words(period.first), in_words(period.last), str(period.days), part)
    return tuple((Text(each),) for each in cells)
