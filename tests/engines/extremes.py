"""What databases do each in their own way: an attack on one of them, by its statements and by a whole contract."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pbrlang
from pbrlang.backends.sql import Dialect
from pbrlang.backends.sql.arithmetic import Arithmetic
from pbrlang.backends.sql.calendars import months_later
from pbrlang.backends.sql.values import Sql
from pbrlang.engines.connecting import Resources
from pbrlang.engines.databases import Database
from pbrlang.engines.errors import Declined
from pbrlang.lower.refusals import Refusal
from pbrlang.values.rounding import WAYS, round_to

SIZES = (0, 1, 5, 25, 2**31 - 1, 2**31, 10**15 + 5, 2**62 - 1, 2**63 - 1, 2**63, 10**19 + 5, 2**100 + 7, 2**120 - 1)
UNDERS = (1, 2, 3, 7, 100, 10**6, 2**31, 2**62 + 1)
SURE = 2**100
"""Below this, everything must be right; above it, a database may say that a number is too large."""


def quotients(database: Database, dialect: Dialect) -> tuple[list[str], list[str]]:
    """Wrong roundings of large and small numbers of either sign, and those refused that should not be."""
    wrong, refused = [], []
    for size, sign in product(SIZES, (1, -1)):
        number = size * sign
        cases = list(_cases(number, dialect))
        type_of = dialect.whole if abs(number) < 2**63 else dialect.wide
        columns = ", ".join(text for *_, text in cases)
        query = f"SELECT {columns} FROM (SELECT CAST('{number}' AS {type_of}) AS n) AS v"
        try:
            [found] = database.execute(query).fetchall()
        except OverflowError:
            refused += [str(number)] if size < SURE else []
            continue
        for (under, way, _), given in zip(cases, found, strict=True):
            if int(given) != round_to(Fraction(number, under), Fraction(1), way):
                wrong.append(f"{number} / {under}, {way}: {given}")
    return wrong, refused


def _cases(number: int, dialect: Dialect) -> Iterator[tuple[int, str, str]]:
    sums = Arithmetic(dialect)
    for under, way in product(UNDERS, WAYS):
        try:
            bounds = (min(number, 0), max(number, 0))
            yield under, way, sums.rounded(Sql("n", *bounds), Sql(str(under), under, under), way).text
        except Refusal:
            continue


DAYS = ("0001-01-31", "1582-10-04", "1582-10-15", "1899-12-31", "2011-02-28", "2012-02-29", "2012-01-31", "9998-12-31")
MOVED = {
    ("0001-01-31", 1): "0001-02-28",
    ("1582-10-04", 0): "1582-10-04",
    ("1582-10-15", -1): "1582-09-15",
    ("1899-12-31", 2): "1900-02-28",
    ("2011-02-28", 12): "2012-02-28",
    ("2012-02-29", 12): "2013-02-28",
    ("2012-01-31", 1): "2012-02-29",
    ("9998-12-31", 12): "9999-12-31",
}


def moved(database: Database, dialect: Dialect) -> dict[tuple[str, int], str]:
    """Days moved by months, as the database has them."""
    texts = [months_later(dialect, f"DATE '{day}'", months, "last") for day, months in MOVED]
    [found] = database.execute(f"SELECT {', '.join(texts)}").fetchall()
    return {case: day.isoformat() for case, day in zip(MOVED, found, strict=True)}


WORDS = (
    "a",
    "B",
    "b",
    "Z",
    "z",
    "é",
    "É",
    "ß",
    "ss",
    "ı",
    "I",
    "i",
    "-",
    "_",
    "a b",
    "a-b",
    "ab",
    "ÿ",
    "Ω",
    "\uffee",
    "😀",
)
CONTRACT = """contract Extremes
    purpose "Sums at the limits are right, or are declined."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 January 2012 to 31 December 2013
    results settle until 31 December 2013
    years start on 1 January
    settles every month
    rounds each payment {way}

data Place
    Place       identifier
    Rate        money
    Note        text or blank
    one row for each Place

data Thing
    Thing       identifier
    Place       refers to Place
    Price       money
    Number      number
    On          date
    Last        date or blank
    one row for each Thing
    dated On

fee Three Eighths
    for each Thing
    pays 37.5% of Price * Number / 7
    may be negative

fee First Two
    for each Thing
    when Last is not blank
        and Last is on or after On + 29 days
    pays Rate / 3
    may be negative
    at most 2 times for each Place
"""
THINGS = (
    ("0.01", "1"),
    ("-0.01", "1"),
    ("-0.03", "3"),
    ("-12345678.99", "7"),
    ("99999999.99", "99999999"),
    ("-99999999.99", "99999999"),
    ("0.12", "5"),
    ("-0.04", "35"),
)
ENDS = ("", "2012-02-29", "2013-12-31", "2199-12-31", "2012-01-31")


def written(folder: Path, way: str, things: tuple[tuple[str, str], ...] = THINGS) -> pbrlang.Contract:
    """The contract with its data, whose keys are in no order, in a folder."""
    data = folder / "data"
    data.mkdir(parents=True)
    how = f"to the nearest penny, {way}" if "half" in way else f"{way} to the penny"
    (folder / "contract.pbr").write_text(CONTRACT.format(way=how), encoding="utf-8")
    places = [
        f"{word},{number}.{abs(number):02},{'' if number % 3 else word}" for number, word in enumerate(WORDS, start=-9)
    ]
    rows = []
    for number, (word, (price, times)) in enumerate(product(reversed(WORDS), things)):
        day = "2012-02-29" if number % 2 else "2012-01-31"
        own = f"{WORDS[number * 7 % len(WORDS)]}{number}"
        rows.append(f"{own},{word},{price},{times},{day},{ENDS[number % len(ENDS)]}")
    for name, lines in (
        ("places", ["Place,Rate,Note", *places]),
        ("things", ["Thing,Place,Price,Number,On,Last", *rows]),
    ):
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / "complete.csv").write_text("Data,Complete To\nPlaces,2013-12-31\nThings,2013-12-31\n", encoding="utf-8")
    return pbrlang.load(folder)


def paid(contract: pbrlang.Contract, engine: str, resources: Resources | None = None) -> str | None:
    """The statements as JSON; nothing where they are declined."""
    try:
        return contract.pay(engine=engine, resources=resources).as_json()
    except Declined:
        return None


HUGE = (("90000000000000000.01", "1"), ("-90000000000000000.01", "99999999"), ("0.01", "90000000000000000"))
