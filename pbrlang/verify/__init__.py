"""The reference interpreter and what is built from a contract, on the same data, to the penny.

`way_of` builds for a target and makes it ready to run. `data_of` takes data that was read, `grown_data` makes some
up from the values at which the contract changes its mind. `verify` gives for each way the data on which it differs,
with each sum that does: what the interpreter means, what was found. Amounts are decimal text in the main unit.
"""

from pbrlang.verify.comparing import Difference, differences
from pbrlang.verify.verifying import Data, Outcome, Verdict, compared, data_of, grown_data, verify, written
from pbrlang.verify.ways import TARGETS, VIEWS, WORKBOOK, NotThere, Way, WayFailed, way_of

__all__ = [
    "TARGETS",
    "VIEWS",
    "WORKBOOK",
    "Data",
    "Difference",
    "NotThere",
    "Outcome",
    "Verdict",
    "Way",
    "WayFailed",
    "compared",
    "data_of",
    "differences",
    "grown_data",
    "verify",
    "way_of",
    "written",
]
