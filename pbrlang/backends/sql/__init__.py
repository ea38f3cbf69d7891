"""What is worked out row by row, as SQL from the lowered contract: lines, what they count in, what became of rows.

Tables and fields are called as `naming` says, and every number is whole, over the scale that the lowered contract
gives to it. `Emitter` turns a lowered expression, read at a `Place` on a date, into text in a `Dialect`, with bounds of
its number, and with the conditions under which it is not readable or divides by nought. `Sheets` has the steps in
which the lines of all clauses for each row of a table are made. What cannot be said is refused.
"""

from pbrlang.backends.sql.dialects import DUCKDB, Dialect
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.values import Sql

__all__ = ["DUCKDB", "Dialect", "Emitter", "Sql"]
