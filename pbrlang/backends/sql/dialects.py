"""How databases differ, in one table: types, dates, division, and how a row is told from all others."""

from datetime import date

from pbrlang.source.late import Late

WHOLE_BITS, WIDE_BITS = 63, 126
"""Below two to these powers lie the numbers that the two types of whole numbers are used for."""


class Dialect(metaclass=Late):
    """A database's way of saying things. Texts in braces are filled with SQL.

    `lateral` says that queries aside may read what stands beside them; else they are made for all and joined.
    `whole` and `wide` are types of whole numbers, of 64 bits and of more. `over` divides two numbers that are not
    below nought and leaves out the rest; where it is for quotients of 64 bits alone, `over_wide` is for any. `row`
    tells a row of a stored table from all others. `escape` stands before a quotation mark within a text. `link` says
    that a value of a query aside is the same as one of what reads it.
    `dear` says that a statement costs so much by itself that several questions are put into one.
    """

    name: str
    whole: str
    wide: str
    over: str
    between: str
    later: str
    months_later: str
    row: str
    temporary: str
    months: str
    lateral: bool = True
    quote: str = '"'
    escape: str = "'"
    link: str = "({} = {})"
    dear: bool = False
    over_wide: str = ""

    def named(self, name: str) -> str:
        """A name as it stands in SQL."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote

    def literal(self, value: int | date | bool | str) -> str:
        """A value of the contract."""
        match value:
            case bool():
                return "TRUE" if value else "FALSE"
            case date():
                return f"DATE '{value.isoformat()}'"
            case str():
                escaped = value.replace("\\", "\\\\") if self.escape == "\\" else value
                return "'" + escaped.replace("'", self.escape + "'") + "'"
            case _:
                return str(value)

    def joined(self, own: str, other: str) -> str:
        """Whether a value of a query aside is the same as one of the row for which it is asked."""
        return self.link.format(own, other)

    def days_between(self, later: str, earlier: str) -> str:
        """The number of days from one date to another."""
        return self.between.format(later, earlier)

    def days_later(self, day: str, number: str) -> str:
        """A date some days after another."""
        return self.later.format(day, number)

    def month_of(self, day: str) -> str:
        """The number of the month of a date, twelve in each year."""
        return self.months.format(day)

    def divided(self, number: str, by: str, *, fits: bool = False) -> str:
        """One number that is not below nought over another, cut to a whole number; `fits` if into 64 bits."""
        return (self.over if fits else self.over_wide or self.over).format(number, by)

    def divides(self, text: str) -> bool:
        """Whether a text may divide."""
        return self.over.replace("{}", "").strip("(), ") in text or "%" in text

    def cast_wide(self, number: str) -> str:
        """A number as one of more bits."""
        return f"CAST({number} AS {self.wide})"

    def cast_whole(self, number: str) -> str:
        """A number as one of 64 bits."""
        return f"CAST({number} AS {self.whole})"


DUCKDB = Dialect(
    name="duckdb",
    whole="BIGINT",
    wide="HUGEINT",
    over="({} // {})",
    between="({} - {})",
    later="({} + CAST({} AS INTEGER))",
    months_later="CAST({} + INTERVAL ({}) MONTH AS DATE)",
    row='{}."_row"',
    temporary="CREATE OR REPLACE TEMP TABLE {} AS",
    months="(YEAR({0}) * 12 + MONTH({0}))",
)

POSTGRES = Dialect(
    name="postgres",
    whole="BIGINT",
    wide="NUMERIC",
    over="DIV({}, {})",  # of whole numbers too: a quotient of numerics has decimals
    between="CAST({} - {} AS BIGINT)",  # else of 32 bits, as what is multiplied with it would be
    later="({} + CAST({} AS INTEGER))",
    months_later="CAST({} + INTERVAL '{} MONTH' AS DATE)",
    row='{}."_row"',
    temporary="DROP TABLE IF EXISTS pg_temp.{0}; CREATE TEMP TABLE {0} AS",
    months="CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) AS BIGINT)",
    dear=True,
)
SPARK = Dialect(
    name="spark",
    whole="BIGINT",
    wide="DECIMAL(38, 0)",
    over="({} DIV {})",
    between="CAST(DATEDIFF({}, {}) AS BIGINT)",
    later="DATE_ADD({}, CAST({} AS INT))",
    months_later="ADD_MONTHS({}, {})",
    row="{}.`_row`",
    temporary="CREATE OR REPLACE TEMPORARY VIEW {} AS",
    months="CAST(YEAR({0}) * 12 + MONTH({0}) AS BIGINT)",
    quote="`",
    escape="\\",  # two quotation marks end one text and begin another, which are joined
    # Of columns alone Spark would make no join: it takes the reader's column to be the member's, and tries each of
    # the readers' dates with each member, so that cost grows with the square of the data.
    link="(COALESCE({}) = {})",
    dear=True,
    # DIV of decimals gives 64 bits, and of a longer quotient its last ones, without a word. What is divided here leaves
    # no rest, so that its quotient is exact, and a quotient that is too long for a decimal is an error.
    over_wide="CAST(({0} - {0} % {1}) / {1} AS DECIMAL(38, 0))",
)
DIALECTS = {each.name: each for each in (DUCKDB, POSTGRES, SPARK)}
