"""What members of a tally share with its subject, besides where both lead, and what they are tried with."""

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Day, Formula, Maybe, Number, Truth, Word
from pbrlang.backends.excel.homes import decline
from pbrlang.backends.excel.kept import kept
from pbrlang.backends.excel.members import Gathered, Test, asks
from pbrlang.backends.excel.sheets import Column
from pbrlang.kinds.model import Category
from pbrlang.lower.nodes import Needed, Node, OfMembers, Operation, ReadField
from pbrlang.lower.visit import walk

_TURNED = {"less": "more", "more": "less", "at least": "at most", "at most": "at least", "same": "same"}


def same_key(reader: Reader, found: Gathered, one: Node, other: Node) -> None:
    """That a value read at a member is the one that is read at the subject; a blank is none."""
    words = words_of(reader, one) or words_of(reader, other)
    read = code_of(reader, found.reader.read(one), words)
    subject = code_of(reader, reader.read(other), words)
    column = _column(found.reader, "Key", one, read)
    with_ = _beside(reader, "Key", subject)
    found.tests.append(Test(column, "same", with_))
    if words or isinstance(reader.read(other), Maybe | Day):
        found.there.append(with_)


def tried_with(reader: Reader, found: Gathered, node: Node) -> None:
    """A comparison of what is read at a member with what is read at the subject."""
    if not isinstance(node, Operation) or node.word not in numbers.COMPARISONS:
        raise decline(reader.part, f"a condition on a row together with another, in {reader.part.name}")
    one, other = node.arguments
    word = node.word
    if asks(one):
        one, other, word = other, one, _TURNED.get(word, word)
    if asks(one) or not _only_asks(other):
        raise decline(reader.part, f"a condition on a row together with another, in {reader.part.name}")
    words = words_of(reader, one)
    read, subject = (code_of(reader, each, words) for each in (found.reader.read(one), reader.read(other)))
    column = _column(found.reader, "Compared", one, read)
    found.tests.append(Test(column, word, _beside(reader, "Compared with", subject)))


def _only_asks(node: Node) -> bool:
    return not any(isinstance(each, ReadField | OfMembers) for each in walk(node))


def words_of(reader: Reader, node: Node) -> tuple[str, ...]:
    """The words that a field may hold."""
    node = node.of if isinstance(node, Needed) else node
    if not isinstance(node, ReadField):
        return ()
    kind = reader.book.basis.program.tables[node.table].by_name[node.field].kind
    return kind.values if isinstance(kind, Category) else ()


def code_of(reader: Reader, read: Formula, words: tuple[str, ...]) -> Number:
    """A number that stands for a value: for words their places among all there can be, nought for a blank."""
    match read:
        case Number():
            return read
        case Truth():
            return Number(f"IF({read.text},1,0)", lambda at: int(read.value(at)), 0, 1, needs=read.needs)
        case Word() if words:
            listed = ",".join(f'"{each}"' for each in words)
            places = {each: place for place, each in enumerate(words, start=1)}
            text = f"IFERROR(MATCH({read.text},{{{listed}}},0),0)"
            return Number(text, lambda at: places.get(str(read.value(at)), 0), 0, len(words), needs=read.needs)
        case Day(blank=False):
            return Number(read.text, lambda at: int(read.value(at)), read.low, read.high, needs=read.needs)
        case _:
            raise decline(reader.part, f"a key that may be blank, or is a name, in {reader.part.name}")


def _column(inner: Reader, title: str, node: Node, read: Number) -> Column:
    """A number of each member as a column of its sheet."""
    found = next((each for each in inner.sheet.columns if each.own == read.text), None)
    if found is not None:
        return found
    key = ("of a member", node, inner.on)
    held = inner.book.timed.get((inner.sheet.name, key))
    if held is None:
        name = node.field if isinstance(node, ReadField) else ""
        held = kept(inner.book, inner.sheet, f"{name or title}, compared", read)
        inner.book.timed[inner.sheet.name, key] = held
    return held.columns[0]


def _beside(reader: Reader, title: str, read: Number) -> Number:
    """A number of the subject as a cell, so that it can be a test."""
    if not read.needs and (read.text.isdigit() or any(each.own == read.text for each in reader.sheet.columns)):
        return read
    key = ("of the subject", read.text)
    held = reader.book.timed.get((reader.sheet.name, key))
    if held is None:
        held = reader.book.timed[reader.sheet.name, key] = kept(reader.book, reader.sheet, title, read)
    (column,) = held.columns
    found = held.read([(column.own, column.values.__getitem__)])
    assert isinstance(found, Number)
    return found
