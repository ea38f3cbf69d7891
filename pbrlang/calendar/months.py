"""The months by name, and the years that dates lie in."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

FIRST_YEAR, LAST_YEAR = 1900, 2199
