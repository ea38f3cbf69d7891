"""The statements of a contract from the data beside it, as parts of a document."""

from fractions import Fraction

from pbrlang.api import Contract, DataMistakes
from pbrlang.ir.program import Terms
from pbrlang.render.model import Block, Column, Inlines, Note, Paragraph, Section, Table, Text
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


def statements_section(found: Settlement | DataMistakes, more: Inlines) -> Section:
    """The latest statement, with words that lead to the others; or the mistakes for which there are none."""
    title = (Text("Statements"),)
    if isinstance(found, DataMistakes):
        return Section("statements", title, (_mistakes(found),))
    made = _made(found)
    if not made:
        return Section("statements", title, (_as_at(found), Paragraph((Text("Nothing has fallen due."),))))
    due = Paragraph((Text(f"Due in all: {_money(found.total, found.program.terms)}. The latest statement; "), *more))
    return Section("statements", title, (_as_at(found), due, _statement(made[-1], found.program.terms)))


def all_statements(found: Settlement) -> tuple[Section, ...]:
    """A table of all statements, and each of them by clause, the latest first."""
    terms, made = found.program.terms, _made(found)
    columns = (Column((Text("Period"),)), Column((Text("Total"),), "right"), Column((Text("To date"),), "right"))
    rows = tuple(
        ((Text(each.stretch.name),), (Text(_money(each.total, terms)),), (Text(_money(each.to_date, terms)),))
        for each in made
    )
    last = ((Text("All statements"),), (Text(_money(found.total, terms)),), ())
    table = Table(columns, (*rows, last), row_headings=True, total=True)
    return (
        Section("totals", (Text("All statements"),), (_as_at(found), table)),
        Section("statements", (Text("By clause"),), tuple(_statement(each, terms) for each in reversed(made))),
    )


def _made(found: Settlement) -> list[Statement]:
    """The statements in which anything is due."""
    return [each for each in found.statements if each.lines]


def _as_at(found: Settlement) -> Paragraph:
    return Paragraph((Text(f"As at {in_words(found.as_at)}, data complete to {in_words(found.complete_to)}."),))


def _mistakes(found: DataMistakes) -> Note:
    told = [each.message() for each in found.findings]
    blocks: list[Block] = [Paragraph((Text(f"{each[:1].upper()}{each[1:]}."),)) for each in told[:_MOST]]
    if len(told) > _MOST:
        blocks.append(Paragraph((Text(f"And {len(told) - _MOST} more."),)))
    return Note("problem", (Text("Nothing is paid on the data"),), tuple(blocks))


def total(found: Settlement | DataMistakes | None) -> str:
    """What is due in all, in words for a table."""
    if found is None:
        return "no data"
    return "mistakes in the data" if isinstance(found, DataMistakes) else _money(found.total, found.program.terms)


def _statement(statement: Statement, terms: Terms) -> Section:
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
    return Section(
        f"statement-{stretch.first}-{stretch.last}", (Text(heading),), (Table(columns, rows, row_headings=True),)
    )


def _money(value: Fraction, terms: Terms) -> str:
    return f"{'-' if value < 0 else ''}{terms.symbol}{decimal(abs(value), terms.places)}"
