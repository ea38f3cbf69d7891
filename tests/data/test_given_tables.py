from datetime import date
from fractions import Fraction

import pytest

from pbrlang.data.errors import (
    AmbiguousDate,
    CellFault,
    DanglingReference,
    DuplicateKey,
    EndsBeforeItStarts,
    MissingColumn,
    RaggedRow,
    TwoColumns,
    UnknownColumn,
    WrongUnit,
)
from pbrlang.data.rows import Row
from pbrlang.data.tables_in_text import Cell, link_given, read_table
from pbrlang.diagnostics.draw import draw
from pbrlang.ir.tables import Table
from pbrlang.source import Source, Span
from tests.data.tables import CLAIM, PARTICIPANT, STAY, SURVEY


def cells_of(text: str) -> list[list[Cell]]:
    """The cells of a table of bars, each with its span."""
    source = Source.of("contract.pbr", text)
    lines = []
    for start, line in zip(source.line_starts, source.text.splitlines(), strict=False):
        cells, at = [], start + 1
        for cell in line.strip("|").split("|"):
            cells.append((cell.strip(), Span(source, at, at + len(cell), "7.1")))
            at += len(cell) + 1
        lines.append(cells)
    return lines


def given(table: Table, text: str) -> tuple[list[Row], list[CellFault]]:
    headings, *rows = cells_of(text)
    return read_table(table, headings, rows, "£")


def test_rows_are_read_as_from_a_file() -> None:
    rows, faults = given(
        CLAIM,
        "| weeks_in_work | Participants | Reached On      |\n| 26 weeks      | P1           | 1 February 2012 |",
    )
    assert faults == []
    assert rows[0].values == {"Participant": "P1", "Weeks In Work": Fraction(26), "Reached On": date(2012, 2, 1)}
    assert isinstance(rows[0].place, Span)
    assert (rows[0].place.line, rows[0].place.clause) == (2, "7.1")


def test_a_column_that_may_be_blank_may_be_left_out() -> None:
    rows, faults = given(STAY, "| Stay | Team | Admitted |\n| S1 | leeds | 2 March 2012 |")
    assert faults == []
    assert (rows[0].values["Released"], rows[0].values["Team"]) == (None, "Leeds")


@pytest.mark.parametrize(
    ("headings", "fault", "text"),
    [
        ("| Participant | Reached On |", MissingColumn, " Participant | Reached On "),
        ("| Participant | Weeks In Work | weeks in work | Reached On |", TwoColumns, " weeks in work "),
        ("| Participant | Weeks In Work | Adviser | Reached On |", UnknownColumn, " Adviser "),
    ],
)
def test_headings_must_be_those_of_the_data(headings: str, fault: type, text: str) -> None:
    _, [found] = given(CLAIM, headings)
    assert isinstance(found.fault, fault)
    assert found.span.text == text


def test_each_fault_is_told_at_its_cell() -> None:
    rows, faults = given(
        CLAIM,
        "| Participant | Weeks In Work | Reached On |\n"
        "| P1 | 26 days | 3/4/2012 |\n| P1 | 26 |\n| P2 | 1,026 weeks | 2012-02-01 |",
    )
    assert [row.key for row in rows] == [("P2", Fraction(1026))]
    assert [(type(each.fault), each.span.text.strip()) for each in faults] == [
        (WrongUnit, "26 days"),
        (AmbiguousDate, "3/4/2012"),
        (RaggedRow, "P1 | 26"),
    ]
    assert draw(faults[0]).splitlines()[:2] == [
        "error[PBR531]: `26 days` in Weeks In Work is not a whole number of weeks",
        " --> contract.pbr:2:7",
    ]


def test_money_and_shares_carry_their_signs() -> None:
    rows, faults = given(SURVEY, "| Survey | Response Rate | Held On | Grant |\n| S1 | 40% | 1 May 2012 | £8,000 |")
    assert faults == []
    assert (rows[0].values["Response Rate"], rows[0].values["Grant"]) == (Fraction(2, 5), 8000)


def test_a_row_that_ends_before_it_starts() -> None:
    rows, [found] = given(STAY, "| Stay | Team | Admitted | Released |\n| S1 | Leeds | 2012-03-02 | 2012-03-01 |")
    assert rows == []
    assert isinstance(found.fault, EndsBeforeItStarts)


def test_references_reach_across_the_given_tables() -> None:
    people, _ = given(
        PARTICIPANT, "| Participant | Payment Group | Referred On | Supported |\n| P1 | New ESA | 1 May 2012 | yes |"
    )
    claims, _ = given(
        CLAIM,
        "| Participant | Weeks In Work | Reached On |\n"
        "| P1 | 26 | 1 June 2012 |\n| p1 | 30 | 1 June 2012 |\n| P1 | 26 weeks | 8 June 2012 |",
    )
    faults = link_given({"Participant": people, "Employment Claim": claims})
    assert claims[0].links == {"Participant": people[0]}
    assert [(type(each.fault), each.span) for each in faults] == [
        (DuplicateKey, claims[0].place),
        (DuplicateKey, claims[2].place),
        (DanglingReference, claims[1].place),
    ]
    assert faults[1].message() == ("Participant and Weeks In Work `P1, 26` is already in line 2 of contract.pbr")
    assert faults[2].message() == "`p1` in Participant names no Participant in the rows given"
    assert faults[2].help() == "did you mean `P1`?"
