"""Each operation of the language: its name, how it is said, and exactly what it gives."""

from attrs import frozen


@frozen
class Operation:
    """One operation. `said` is a pattern of words, with its arguments as A and B; `meaning` is one exact sentence."""

    name: str
    said: str
    meaning: str


_ALL = (
    Operation("add", "A + B", "The sum of two values of one unit, or the date some length of time after a date."),
    Operation(
        "subtract", "A - B", "A less B; the number of days from date B to date A; the date some time before one."
    ),
    Operation("multiply", "A * B", "The product; the units multiply."),
    Operation("divide", "A / B", "The exact quotient; where B is nought there is no value."),
    Operation("in points", "A in percentage points", "A share as a number of percentage points; 1% is 1 of them."),
    Operation("negate", "-A", "The opposite of A."),
    Operation("lesser", "(the lesser of A and B)", "A if it is not more than B, else B."),
    Operation("greater", "(the greater of A and B)", "A if it is not less than B, else B."),
    Operation("otherwise", "A, or B where there are no X", "A, or B where A divides by nought and so has no value."),
    Operation(
        "at the start", "A, or B at the start", "A, or B in the first period or cohort, which none comes before."
    ),
    Operation("more than", "A is more than B", "Whether A exceeds B; A equal to B does not."),
    Operation("less than", "A is less than B", "Whether A is short of B; A equal to B is not."),
    Operation("at least", "A is at least B", "Whether A is B or exceeds it."),
    Operation("at most", "A is at most B", "Whether A is B or short of it."),
    Operation("is", "A is B", "Whether the two are the same."),
    Operation("is not", "A is not B", "Whether the two differ."),
    Operation("one of", "A is one of B, C", "Whether A is one of those listed."),
    Operation("a multiple of", "A is a multiple of B", "Whether A divided by B is a whole number; nought is one."),
    Operation("blank", "A is blank", "Whether the field holds nothing."),
    Operation("not blank", "A is not blank", "Whether the field holds something."),
    Operation("before", "A is before B", "Whether date A is earlier than date B."),
    Operation("on or before", "A is on or before B", "Whether date A is date B or earlier."),
    Operation("after", "A is after B", "Whether date A is later than date B."),
    Operation("on or after", "A is on or after B", "Whether date A is date B or later."),
    Operation(
        "in the stretch",
        "A is in the 90 days after B",
        "Whether date A lies in the stretch, its first and last days included.",
    ),
    Operation("and", "A and B", "Whether all hold."),
    Operation("or", "A or B", "Whether at least one holds."),
)

OPERATIONS = {each.name: each for each in _ALL}
"""The operations by name."""
