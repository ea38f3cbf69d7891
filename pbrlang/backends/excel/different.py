"""How many different values members hold: of words, or of rows that they name, as many as there can be are tried."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Number, needs_of
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.keys import code_of, words_of
from pbrlang.backends.excel.members import Gathered
from pbrlang.backends.excel.order import row_column
from pbrlang.backends.excel.sheets import Column
from pbrlang.lower.nodes import Needed, Node, ReadField
from pbrlang.names.homes import TableHome


def different(reader: Reader, found: Gathered, body: Node) -> Number:
    """How many different words, or rows that they name, members hold; blanks are left out."""
    column, values, most = _codes(reader, found, body)
    tests = ",".join([*(each.text for each in found.tests), f"{column.range},{values}"])
    text = found.guarded(f"SUMPRODUCT(SIGN(COUNTIFS({tests})))")

    def value(at: int) -> int:
        return len({column.values[place] for place in found.passing(at) if column.values[place]})

    needs = needs_of(*(each.with_ for each in found.tests), *found.there)
    return Number(text, value, 0, most, needs=needs)


def _codes(reader: Reader, found: Gathered, body: Node) -> tuple[Column, str, int]:
    """The column of numbers that stand for what members hold, all numbers that there can be, and how many."""
    inner, words = found.reader, words_of(reader, body)
    if found.single:
        raise decline(reader.part, f"the different values of one row, in {reader.part.name}")
    if words:
        code = code_of(reader, inner.read(body), words)
        listed = f"{{{','.join(str(each) for each in range(1, len(words) + 1))}}}"
        return kept(inner.book, found.sheet, "Different words", code).columns[0], listed, len(words)
    node = body.of if isinstance(body, Needed) else body
    refers = found.sheet.known.get(("refers", node.field)) if isinstance(node, ReadField) and not node.path else None
    if refers is None or inner.prefix or not isinstance(node, ReadField):
        raise decline(reader.part, f"the number of different values of this kind, in {reader.part.name}")
    other = inner.book.homes[TableHome(inner.book.basis.program.tables[node.table].by_name[node.field].refers_to or "")]
    return refers, row_column(other).range, max(other.rows, 1)
