"""The months by name, and the years that dates lie in."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

FIRST_YEAR, LAST_YEAR = 1900, 2199


def month_number(year: int, month: int) -> int:
    """A number for each month that there ever is, one more than that of the month before."""
    return year * 12 + month - 1


def month_name(number: int) -> str:
    """The month of a number, as it is written: `April 2015`."""
    year, month = divmod(number, 12)
    return f"{MONTHS[month]} {year}"
