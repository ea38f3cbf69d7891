"""What is counted, as steps beside the reader: so a sum reads the cell of a number, and not how it was counted."""

from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Formula, Number, Quotient
from pbrlang.backends.excel.kept import Kept, kept
from pbrlang.backends.excel.tallies import counted
from pbrlang.ir.expressions import Lines, Members
from pbrlang.lower.nodes import OfMembers, ReadPick


def counted_beside(reader: Reader, node: OfMembers) -> Formula:
    """What a tally comes to, as a column of its own unless a definition gives it a name."""
    if reader.named:
        return counted(reader, node)
    key = ("counted", node, reader.prefix, reader.on, reader.asked)
    held = reader.book.timed.get((reader.sheet.name, key))
    if held is None:
        read = counted(reader, node)
        if not isinstance(read, Number | Quotient):
            return read
        held = reader.book.timed[reader.sheet.name, key] = _kept(reader, node, read)
    return held.read([(each.own, each.values.__getitem__) for each in held.columns])


def _kept(reader: Reader, node: OfMembers, read: Number | Quotient) -> Kept:
    coins = node.form.scale == 100
    return kept(reader.book, reader.sheet, _title(reader, node), read, coins)


def _title(reader: Reader, node: OfMembers) -> str:
    """What is counted, in a few words."""
    tally, plural = node.tally, reader.book.basis.program.nouns.plural
    over = tally.over
    what = plural(over.clause if isinstance(over, Lines) else over.group if isinstance(over, Members) else over.table)
    if tally.length is not None:
        return f"{tally.length.capitalize()}s of {what}"
    if isinstance(node, ReadPick) and node.word != "total":
        return f"{node.word.capitalize()} of {what}"
    if tally.that_are is not None:
        return f"Of {what}, {plural(tally.that_are)}"
    return f"{'Number' if tally.word == 'number' else 'Total'} of {what}"
