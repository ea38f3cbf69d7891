"""What the tables of a contract and their fields are called in a database, and the columns that each table has.

A relation has a column for each field, and `ROW` and `FILE`, which say where a row stands: the number of its row in
its file, as messages tell it, and the file's name. Numbers, money and shares are whole numbers over the scale that
the lowered contract gives to the field; dates are dates, yes and no are truths, and words, texts and references
(the key of the row that is referred to) are texts. A blank is null.
"""

from collections import Counter

from pbrlang.ir.tables import Table

ROW, FILE = "_row", "_file"


def relation(table: str) -> str:
    """What holds the rows of a table: its name in small letters, words joined by low lines; not yet quoted."""
    return _joined(table)


def column(field: str) -> str:
    """What holds a field; no term begins with a low line, so `ROW` and `FILE` are never taken."""
    return _joined(field)


def quoted(name: str) -> str:
    """A name as it stands in SQL."""
    return '"' + name.replace('"', '""') + '"'


def clashes(tables: dict[str, Table]) -> list[str]:
    """Names of tables, and of fields of one table, that would come to be called alike."""
    found = _twice(list(tables))
    for table in tables.values():
        found += _twice([each.name for each in table.fields])
    return found


def _twice(names: list[str]) -> list[str]:
    times = Counter(map(_joined, names))
    return [each for each in names if times[_joined(each)] > 1]


def _joined(name: str) -> str:
    """Databases do not tell small letters from capitals, so that neither do we."""
    return name.replace(" ", "_").lower()
