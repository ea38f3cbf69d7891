"""Data into a database: the same values, messages and counts as the interpreter's reader gives, for many rows.

A column is read by SQL where a cell can be read in one way alone. Each other cell is read once by the interpreter's
own reader, and its value joined to all rows that have it. Rows that must not be used are found by SQL, conservatively;
they alone, with the rows that a message about them depends on, are read again by the interpreter's reader, which
writes the messages. So there is one meaning of a cell and one wording of a fault.
"""

from pbrlang.engines.loading.cells import BeyondWholeNumbers
from pbrlang.engines.loading.load import Loaded, load

__all__ = ["BeyondWholeNumbers", "Loaded", "load"]
