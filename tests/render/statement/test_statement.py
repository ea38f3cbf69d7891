"""A statement as a document: what it says is what was settled."""

import csv
import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

import pbrlang
from pbrlang.render.formats import FORMATS, draw
from pbrlang.render.model import Items, Note, Paragraph, Section, plain
from pbrlang.render.model.visiting import every
from pbrlang.render.statement import explained, held, lines_csv, lines_for, sheet_of
from tests.render.everything import HOSTILE
from tests.render.made import texts
from tests.render.statement.making import cells, document, facts, paid, sheet, written

FAST = ("care-review", "cash-on-delivery", "drug-recovery", "partial-add-on", "transforming-rehabilitation")


def coins(shown: str) -> Fraction:
    """What an amount on paper comes to."""
    return Fraction(shown.replace("£", "").replace("$", "").replace(",", "") or 0)


@pytest.mark.parametrize("example", FAST)
def test_every_statement_adds_up_on_paper(example: str) -> None:
    payment = paid(example)
    before = Fraction(0)
    for each in payment.settlement.statements:
        of = sheet_of(payment.settlement, each, "0")
        shown = document(of, most=5)
        tables = cells(shown, "amounts")
        if not of.lines:
            assert tables == []
            continue
        *clauses, total = tables[0]
        assert sum(coins(row[-2]) for row in clauses) == coins(total[-2]) == each.total
        assert sum(coins(row[-1]) for row in clauses) == coins(total[-1]) == each.to_date == before + each.total
        own = [row for row in clauses if row[0] != "Clauses without lines in this period"]
        for (*rows, last), clause in zip(cells(shown, "lines"), own, strict=True):
            assert sum(coins(row[-1]) for row in rows) == coins(last[-1]) == coins(clause[-2])
            assert sum(coins(row[2]) for row in rows) == coins(last[2]) == coins(clause[2])
        listed = list(csv.DictReader(io.StringIO(lines_csv(of))))
        assert len(listed) == len(of.lines)
        assert sum(Fraction(row["Amount"]) for row in listed) == each.total
        before += each.total


def test_says_whose_it_is_and_when_it_is_to_be_paid() -> None:
    payment = paid("partial-add-on")
    assert facts(document(sheet(payment, "August 2032"))) == {
        "Commissioner": "A combined authority",
        "Provider": "A charity",
        "Contract": "Steps Into Work",
        "Statement": "number 30",
        "Period": "August 2032: 1 August 2032 to 31 August 2032, both days included",
        "Due to the provider": "£42,000.00",
        "To be paid by": "30 September 2032",
        "Worked out": "as at 31 March 2034, from data complete to 31 March 2034",
    }


def test_what_is_below_nought_is_to_be_repaid() -> None:
    payment = paid("partial-add-on")
    told = facts(document(evolve(sheet(payment, "August 2032"), payable=Fraction(-5))))
    assert told["To be repaid by the provider"] == "£5.00"


def test_what_is_set_off_is_not_due() -> None:
    payment = paid("transforming-rehabilitation")
    rows = cells(document(sheet(payment, "quarter 4 of year 5")), "lines")[4]
    assert [row[2] for row in rows] == ["£10,000.00", "", "", "", "£10,000.00"]
    assert [row[-1] for row in rows] == ["£10,000.00", "-£8,000.00", "-£1,400.00", "-£600.00", "£0.00"]


def test_a_long_clause_is_summarised_by_its_largest(repository: Path) -> None:
    payment = pbrlang.load(repository / "examples/work-programme").pay(as_at=date(2012, 2, 29))
    of = sheet(payment, "February 2012")
    shown = document(of)
    (*rows, rest, total) = cells(shown, "lines")[0]
    assert len(rows) == 10
    assert {row[-1] for row in rows} == {"£600.00"}
    assert rest == ["59 further lines", "", "£25,200.00", "£25,200.00"]
    assert total[-1] == "£31,200.00"
    text = draw(shown, ".md").decode()
    assert "The 10 of 69 lines with the largest amounts. All are in lines.csv." in text


def test_what_came_late_is_put_right_and_told(repository: Path, tmp_path: Path) -> None:
    contract = written(repository / "docs/how-to/late-and-corrected-data.md", tmp_path / "home")
    payment = contract.pay(as_at=date(2031, 2, 28), complete_to=date(2031, 2, 28))
    shown = document(sheet(payment, "quarter 2 of year 1"))
    (rows,) = cells(shown, "corrections")
    (told,) = rows
    assert (told[0], told[1], told[3], told[4]) == (
        "quarter 1 of year 1",
        f"{payment.settlement.statements[1].clauses[0].number} Training Payment",
        "30 November 2030",
        "£600.00",
    )
    assert [each.anchor for each in document(sheet(payment, "quarter 1 of year 1")).sections] == [
        "amounts",
        "lines",
        "rests",
    ]


def test_payers_bear_the_total(repository: Path, tmp_path: Path) -> None:
    contract = written(repository / "docs/how-to/several-payers.md", tmp_path / "home")
    payment = contract.pay(as_at=contract.program.terms.settles_until, complete_to=contract.program.terms.settles_until)
    found = 0
    for each in payment.settlement.statements:
        of = sheet_of(payment.settlement, each, "0")
        (shared,) = of.shares
        assert sum(amount for _, amount, _ in shared.parts) == each.total
        found += bool(each.total)
        rows = cells(document(of), "amounts")[-1]
        assert [row[0] for row in rows] == [name for name, _, _ in shared.parts]
        assert sum(coins(row[1]) for row in rows) == each.total
    assert found > 1


def test_what_no_payer_bears_is_taken_off_on_paper(repository: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    text = (repository / "docs/how-to/several-payers.md").read_text(encoding="utf-8")
    page.write_text(text.replace('share falls on "A town council"', "share is not paid"), encoding="utf-8")
    contract = written(page, tmp_path / "home")
    payment = contract.pay(as_at=contract.program.terms.settles_until, complete_to=contract.program.terms.settles_until)
    beyond = 0
    for each in payment.settlement.statements:
        if each.lines:
            rows = cells(document(sheet_of(payment.settlement, each, "0")), "amounts")[0]
            assert sum(coins(row[-2]) for row in rows[:-1]) == coins(rows[-1][-2]) == each.total
            assert sum(coins(row[-1]) for row in rows[:-1]) == coins(rows[-1][-1]) == each.to_date
            beyond += rows[-2][0] == "Beyond the limits of all payers, not paid"
    assert beyond


def test_explains_the_largest_of_each_clause_and_what_is_asked() -> None:
    payment = paid("drug-recovery")
    of = sheet(payment, "quarter 3 of year 3")
    largest = explained(payment.settlement, of, [])
    assert 0 < len(largest) <= 3
    line = of.lines[-1]
    asked = lines_for(of, {"": line.key[0][1]})
    assert line in asked
    both = explained(payment.settlement, of, [line])
    assert both[0].headline.startswith(f"{line.clause} for ")
    assert set(largest) <= set(both)
    shown = document(evolve(of, explained=both, asked=True))
    (why,) = (each for each in shown.sections if each.anchor == "why")
    lists = [each for each in every(why.blocks) if isinstance(each, Items)]
    assert [len(each.items) for each in lists] == [len(each.lines) for each in both]


def test_no_line_is_for_what_the_statement_does_not_have() -> None:
    payment = paid("drug-recovery")
    of = sheet(payment, "quarter 3 of year 3")
    assert lines_for(of, {"": "nobody"}) == []
    name, value = of.lines[0].key[0]
    assert lines_for(of, {name: value})
    assert lines_for(of, {"Other": value}) == []


def test_names_the_files_with_their_digests(repository: Path) -> None:
    from hashlib import sha256

    contract = pbrlang.load(repository / "examples/transforming-rehabilitation")
    reading = contract.read()
    files = held(contract.path, contract.data, contract.program, reading)
    names = [each.name for each in files]
    assert names == ["contract.pbr", "cpi.csv", "offenders.csv", "reoffences.csv", "complete.csv"]
    for each in files:
        (path,) = [*contract.path.parent.glob(each.name), *contract.data.glob(each.name)]
        assert each.digest == sha256(path.read_bytes()).hexdigest()
    assert files[2].read == len(reading.rows["Offender"])
    payment = paid("transforming-rehabilitation")
    shown = document(evolve(sheet_of(payment.settlement, payment.settlement.statements[0], "0"), held=files))
    assert files[0].digest in shown.imprint
    words = [plain(each.words) for each in every(shown.sections) if isinstance(each, Paragraph)]
    assert {each.digest for each in files} <= set(words)


def test_a_provisional_one_says_so_on_each_page() -> None:
    payment = paid("care-review")
    final = sheet_of(payment.settlement, payment.settlement.statements[0], "0")
    shown = document(evolve(final, provisional=True))
    assert shown.title.startswith("Provisional statement 1")
    assert "Provisional" in shown.running
    notes = [each for each in every(shown.sections) if isinstance(each, Note)]
    assert [plain(each.title) for each in notes] == ["This statement is provisional"]
    assert not [each for each in every(document(final).sections) if isinstance(each, Note)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_markup_in_data_stays_words(suffix: str) -> None:
    payment = paid("care-review")
    of = next(
        each for each in (sheet_of(payment.settlement, one, "0") for one in payment.settlement.statements) if each.lines
    )
    hostile = evolve(of, contract=HOSTILE, lines=tuple(evolve(each, words=HOSTILE) for each in of.lines))
    shown = draw(document(hostile), suffix)
    assert draw(document(hostile), suffix) == shown
    assert b"<b>bold" not in shown


def test_parts_are_numbered_in_their_order() -> None:
    payment = paid("care-review")
    of = next(
        each for each in (sheet_of(payment.settlement, one, "0") for one in payment.settlement.statements) if each.lines
    )
    sections: tuple[Section, ...] = document(of).sections
    assert [(each.number, each.anchor) for each in sections] == [("1", "amounts"), ("2", "lines"), ("3", "rests")]


def test_what_limits_take_away_is_explained_only_where_it_stands() -> None:
    explained_in = set()
    for example in FAST:
        settlement = paid(example).settlement
        for each in settlement.statements:
            of = sheet_of(settlement, each, "0")
            said = any("“Cut by limits” is" in text for text in texts(document(of, most=5)))
            assert said == any(clause.cut for clause in of.clauses)
            explained_in.add(said)
    assert explained_in == {True, False}
