from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.folder import read_folder
from pbrlang.data.rows import Row
from pbrlang.diagnostics.page import Page
from pbrlang.interpret import Interpreter
from pbrlang.interpret.errors import INTERPRET_ERRORS
from pbrlang.ir.expressions import Rows, Window
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.kinds.model import DAY
from pbrlang.names.homes import ByReference, TableHome
from pbrlang.pipeline import compile_text
from pbrlang.settle import settle
from tests.frame import CLIENTS, above
from tests.interpret.building import (
    CLAIM_AMOUNT,
    TO_PERSON,
    a_field,
    aggregate,
    apply,
    claims,
    clause,
    definition,
    having,
    key_of,
    of_field,
    of_value,
    paying_claims,
    pounds,
    small,
)
from tests.settle.real_contracts import PARTICIPANT, work_programme

MAY, JUNE = date(2030, 5, 1), date(2030, 6, 1)


def of_pages() -> Program:
    """What the pages' examples are data of: a date of referral may be blank, a group has lost its price."""
    contract = work_programme()
    blank = a_field("Referred On", DAY, optional=True)
    fields = tuple(blank if each.name == blank.name else each for each in PARTICIPANT.fields)
    table = Table("Participant", "Participants", fields, PARTICIPANT.key, PARTICIPANT.span, "2", PARTICIPANT.dated)
    contract.tables["Participant"] = table
    card = contract.tariffs["Attachment Price"]
    for number in (3, 4):
        del card.cells["Attachment Price", ("JSA 18 To 24", number)]
    return contract


OF_THE_FRAME = [each for each in INTERPRET_ERRORS if Page.of(each).examples("Example")[0].language == "pbr"]
OF_PAGES = [each for each in INTERPRET_ERRORS if each not in OF_THE_FRAME]


@pytest.mark.parametrize("message", OF_THE_FRAME)
@pytest.mark.parametrize("heading", ["Example", "Instead"])
def test_pages_with_a_contract_of_their_own_give_what_they_say(
    message: type[DataDiagnostic], heading: str, tmp_path: Path
) -> None:
    contract, *files = Page.of(message).examples(heading)
    program = compile_text("page.pbr", above(contract.text)).program
    assert program is not None
    (tmp_path / "clients.csv").write_text(CLIENTS, encoding="utf-8")
    for fence in files:
        (tmp_path / fence.words.split('"')[1]).write_text(fence.text, encoding="utf-8")
    reading = read_folder(tmp_path, list(program.tables.values()), symbol="£", complete_to=date(2034, 3, 31))
    assert not reading.errors
    settlement = settle(program, reading.rows, as_at=date(2034, 3, 31))
    assert {each.fault.code for each in settlement.faults} == ({message.code} if heading == "Example" else set())


@pytest.mark.parametrize("message", OF_PAGES)
@pytest.mark.parametrize(("heading", "codes"), [("Example", 1), ("Instead", 0)])
def test_pages_give_what_they_say(message: type[DataDiagnostic], heading: str, codes: int, tmp_path: Path) -> None:
    for fence in Page.of(message).examples(heading):
        (tmp_path / fence.words.split('"')[1]).write_text(fence.text, encoding="utf-8")
    contract = of_pages()
    reading = read_folder(tmp_path, list(contract.tables.values()), symbol="£", complete_to=date(2020, 3, 31))
    assert not reading.bad
    assert not reading.errors
    settlement = settle(contract, reading.rows, as_at=date(2020, 3, 31))
    assert [each.fault.code for each in settlement.faults] == [message.code] * codes
    for each in settlement.faults:
        assert each.reason.startswith(each.fault.message())
        assert each.expected
        assert each.record[0].startswith("P1")


def people_claiming(joined: date) -> dict[str, tuple[Row, ...]]:
    rows = claims(("C1", "P1", 1, MAY), ("C2", "P1", 2, JUNE))
    rows["Person"][0].values["Joined"] = joined
    return rows


def joined_on_or_before() -> Program:
    joined = of_field("Person", "Joined", DAY, TO_PERSON)
    early = apply("on or before", joined, of_field("Claim", "Made On", DAY))
    return having(small(), paying_claims(when=early))


def test_a_row_dated_later_than_the_line_that_reads_it() -> None:
    reader = Interpreter(joined_on_or_before(), people_claiming(date(2030, 5, 15)))
    (line,) = reader.lines("Claim Payment")
    assert line.date == JUNE
    (fault,) = reader.faults
    assert fault.row is not None
    assert fault.row.key == ("C1",)
    assert fault.told.message() == (
        "`P1` in Person names a Person dated 2030-05-15, which cannot be read on 2030-05-01"
    )


def test_which_reader_comes_first_makes_no_difference_to_who_cannot_read() -> None:
    """A name that is the same for every reader is remembered, but not for readers too early to see what it reads."""
    joined = of_field("Person", "Joined", DAY, TO_PERSON)
    later = apply("on or after", of_value("Person Joined", DAY), joined)
    contract = having(
        small(),
        definition("Person Joined", TableHome("Claim"), joined, DAY),
        clause("At Once", TableHome("Claim"), pounds(1), when=later),
        clause("In The End", TableHome("Claim"), pounds(1), when=later, day=of_field("Claim", "Withdrawn On", DAY)),
    )
    found = set()
    for order in permutations(["At Once", "In The End"]):
        rows = people_claiming(date(2030, 5, 15))
        for row in rows["Claim"]:
            row.values["Withdrawn On"] = date(2031, 1, 1)
        reader = Interpreter(contract, rows)
        lines = {name: len(reader.lines(name)) for name in order}
        found.add((lines["At Once"], lines["In The End"], len(reader.faults)))
    assert found == {(1, 2, 1)}


def test_a_sum_cannot_be_read_until_all_that_its_members_name_is_dated() -> None:
    joined = of_field("Person", "Joined", DAY, TO_PERSON)
    before = apply("on or before", joined, of_field("Claim", "Made On", DAY))
    number = aggregate("number", Rows("Claim"), TO_PERSON, TO_PERSON, window=Window("to date"), where=before)
    rows = claims(("C1", "P1", 1, MAY), ("C2", "P1", 2, JUNE), ("C3", "P2", 2, JUNE))
    rows["Person"][0].values["Joined"] = date(2030, 6, 15)
    reader = Interpreter(having(small(), paying_claims(when=apply("more than", number, pounds(0)))), rows)
    assert [key_of(line) for line in reader.lines("Claim Payment")] == ["C3"]
    assert [fault.row and fault.row.key for fault in reader.faults] == [("C1",), ("C2",)]
    assert reader.evaluate(number, rows["Claim"][0], date(2030, 6, 15)) == 0


def test_a_provisional_settlement_leaves_out_bad_rows_and_those_that_name_them() -> None:
    joined, of_nobody = (of_field("Person", "Joined", DAY, path) for path in ((), (ByReference("Nobody"),)))
    contract = having(
        small(),
        clause("Joining Payment", TableHome("Person"), pounds(10), when=apply("after", of_nobody, joined)),
        clause("Claim Payment", TableHome("Claim"), CLAIM_AMOUNT),
    )
    rows = claims(("C1", "P1", 1, MAY), ("C2", None, 2, MAY))
    strict = settle(contract, rows, as_at=date(2030, 6, 30))
    assert (len(strict.statements), len(strict.faults)) == (0, 2)
    assert strict.total == 0
    settlement = settle(contract, rows, as_at=date(2030, 6, 30), provisional=True)
    assert [(each.table, each.fault.code) for each in settlement.faults] == [
        ("Person", "PBR543"),
        ("Person", "PBR543"),
        ("Claim", "PBR525"),
    ]
    assert settlement.total == Fraction(2)
