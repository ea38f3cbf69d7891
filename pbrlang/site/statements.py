"""The statements of a contract from the data beside it, as parts of a document."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.api import Contract, DataMistakes
from pbrlang.ir.program import Terms
from pbrlang.render.model import Block, Column, Note, Paragraph, Section, Table, Text
from pbrlang.settle import Settlement, Statement
from pbrlang.values.wording import decimal, in_words

_MOST = 12


def settled(contract: Contract) -> Settlement | DataMistakes | None:
    """What is due by the data beside a contract, or what is wrong with them; nothing where there are none."""
    if not contract.data.is_dir() or not contract.program.tables:
        return None
    try:
        return contract.pay().settlement
    except DataMistakes as mistakes:
        return mistakes
    except ValueError:  # nothing says up to which day
        return None


def statements_section(found: Settlement | DataMistakes) -> Section:
    """The statements, the latest first; or the mistakes for which there are none."""
    title = (Text("Statements"),)
    if isinstance(found, DataMistakes):
        told = [each.message() for each in found.findings]
        blocks: list[Block] = [Paragraph((Text(f"{each[:1].upper()}{each[1:]}."),)) for each in told[:_MOST]]
        if len(told) > _MOST:
            blocks.append(Paragraph((Text(f"And {len(told) - _MOST} more."),)))
        return Section("statements", title, (Note("problem", (Text("Nothing is paid on the data"),), tuple(blocks)),))
    as_at = f"As at {in_words(found.as_at)}, data complete to {in_words(found.complete_to)}."
    return Section("statements", title, (Paragraph((Text(as_at),)), *_statements(found)))


def total(found: Settlement | DataMistakes | None) -> str:
    """What is due in all, in words for a table."""
    if found is None:
        return "no data"
    return "mistakes in the data" if isinstance(found, DataMistakes) else _money(found.total, found.program.terms)


def _statements(settlement: Settlement) -> Iterator[Block]:
    terms = settlement.program.terms
    columns = (Column((Text("Period"),)), Column((Text("Total"),), "right"), Column((Text("To date"),), "right"))
    rows = tuple(
        ((Text(each.stretch.name),), (Text(_money(each.total, terms)),), (Text(_money(each.to_date, terms)),))
        for each in settlement.statements
        if each.lines
    )
    if not rows:
        yield Paragraph((Text("Nothing has fallen due."),))
        return
    last = ((Text("All statements"),), (Text(_money(settlement.total, terms)),), ())
    yield Table(columns, (*rows, last), row_headings=True, total=True)
    for number, each in enumerate(reversed([each for each in settlement.statements if each.lines]), start=1):
        yield _statement(each, terms, number)


def _statement(statement: Statement, terms: Terms, number: int) -> Section:
    stretch = statement.stretch
    amounts = {
        "Due": [each.due for each in statement.clauses],
        "Cut by limits": [each.cut for each in statement.clauses],
        "Recovered": [each.recovered for each in statement.clauses],
        "Total": [each.total for each in statement.clauses],
        "To date": [each.to_date for each in statement.clauses],
    }
    kept = {name: values for name, values in amounts.items() if any(values) or name == "Total"}
    columns = (Column((Text("Clause"),)), *(Column((Text(each),), "right") for each in ("Lines", *kept)))
    rows = tuple(
        (
            (Text(f"{each.number} {each.clause}"),),
            (Text(f"{each.count:,}"),),
            *((Text(_money(values[place], terms)),) for values in kept.values()),
        )
        for place, each in enumerate(statement.clauses)
    )
    days = "" if stretch.first == stretch.last else f" ({in_words(stretch.first)} to {in_words(stretch.last)})"
    heading = f"{stretch.name}{days}: {_money(statement.total, terms)}"
    return Section(f"statement-{number}", (Text(heading),), (Table(columns, rows, row_headings=True),))


def _money(value: Fraction, terms: Terms) -> str:
    return f"{'-' if value < 0 else ''}{terms.symbol}{decimal(abs(value), terms.places)}"
