"""How large numbers may be, and how many rows there may be, so that no sum leaves the types of databases."""

from pbrlang.source.late import Late


class Size(metaclass=Late):
    """The most that a number may be, over the scale of its field, where the contract says none; and the most rows."""

    most: int
    rows: int


SIZES = (Size(10**12, 2**40), Size(10**10, 10**9), Size(10**9, 10**8), Size(10**8, 10**7), Size(10**7, 10**6))
"""The largest first: a script has the largest with which all its sums fit."""
