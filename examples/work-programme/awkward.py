"""The participants and claims at the edges of the Work Programme contract; the README says what each shows."""

from datetime import date, timedelta


def day(text: str) -> date:
    """A date written as in ISO 8601."""
    return date.fromisoformat(text)


def every_four_weeks(key: str, first_weeks: int, first: str, count: int) -> list[tuple[str, int, date]]:
    """Claims of someone who never leaves work."""
    return [(key, first_weeks + 4 * n, day(first) + timedelta(weeks=4 * n)) for n in range(count)]


PARTICIPANTS = [
    ("P00001", "JSA 18 To 24", day("2011-06-20"), day("2011-07-04")),
    ("P00002", "JSA 18 To 24", day("2011-06-01"), day("2011-06-06")),
    ("P00003", "JSA 25 And Over", day("2011-08-09"), day("2011-08-30")),
    ("P00004", "JSA 25 And Over", day("2011-10-05"), day("2011-10-17")),
    ("P00005", "JSA 25 And Over", day("2012-05-08"), day("2012-05-28")),
    ("P00006", "JSA 18 To 24", day("2012-05-09"), day("2012-05-29")),
    ("P00007", "JSA 25 And Over", day("2012-07-02"), day("2012-07-23")),
    ("P00008", "JSA 18 To 24", day("2012-09-03"), day("2012-09-20")),
    ("P00009", "JSA 25 And Over", day("2012-11-12"), day("2012-11-26")),
    ("P00010", "JSA 25 And Over", day("2012-12-03"), day("2012-12-17")),
    ("P00011", "JSA 18 To 24", day("2013-01-14"), day("2013-02-04")),
    ("P00012", "New ESA", day("2013-02-11"), day("2013-03-04")),
    ("P00013", "ESA Ex Incapacity Benefit", day("2016-03-01"), day("2016-03-31")),
    ("P00014", "JSA 25 And Over", day("2012-03-20"), day("2012-04-16")),
    ("P00015", "New ESA", day("2013-03-25"), day("2013-04-22")),
    ("P00016", "ESA Volunteers", day("2014-03-31"), day("2014-04-25")),
    ("P00017", "ESA Volunteers", day("2014-04-01"), day("2014-04-25")),
    ("P00018", "New ESA", day("2015-09-14"), day("2015-10-05")),
    ("P00019", "JSA Ex Incapacity Benefit", day("2012-02-29"), day("2012-03-12")),
    ("P00020", "JSA Early Access", day("2013-04-15"), day("2013-05-06")),
    ("P00021", "JSA Early Access", day("2013-04-15"), day("2013-05-06")),
    ("P00022", "JSA Early Access", day("2011-06-13"), day("2011-06-27")),
    ("P00023", "JSA Ex Incapacity Benefit", day("2011-06-14"), day("2011-07-01")),
    ("P00024", "ESA Volunteers", day("2011-07-04"), day("2011-07-25")),
    ("P00025", "New ESA", day("2011-07-05"), day("2011-07-29")),
    ("P00026", "ESA Ex Incapacity Benefit", day("2011-07-18"), day("2011-08-08")),
]

CLAIMS = [
    ("P00001", 26, day("2012-02-01")),
    ("P00001", 30, day("2012-02-29")),
    *every_four_weeks("P00002", 26, "2012-01-09", 14),
    *every_four_weeks("P00003", 26, "2012-05-14", 16),
    *every_four_weeks("P00004", 26, "2012-06-18", 4),
    ("P00005", 26, day("2013-03-31")),
    ("P00005", 30, day("2013-04-28")),
    ("P00006", 26, day("2013-04-01")),
    ("P00006", 30, day("2013-04-29")),
    ("P00007", 26, day("2013-04-15")),
    ("P00007", 27, day("2013-04-15")),
    ("P00007", 30, day("2013-05-06")),
    ("P00008", 26, day("2013-06-10")),
    ("P00008", 30, day("2013-06-10")),
    ("P00009", 20, day("2013-07-01")),
    ("P00010", 26, day("2013-08-05")),
    ("P00010", 28, day("2013-08-19")),
    ("P00010", 30, day("2013-09-02")),
    ("P00011", 27, day("2013-09-16")),
    ("P00011", 30, day("2013-10-07")),
    ("P00012", 12, day("2013-06-17")),
    ("P00012", 13, day("2013-06-24")),
    ("P00013", 13, day("2018-02-26")),
    ("P00013", 17, day("2018-03-26")),
    ("P00013", 21, day("2020-03-31")),
    ("P00013", 25, day("2020-04-28")),
    *every_four_weeks("P00018", 13, "2016-04-04", 3),
    ("P00019", 13, day("2012-08-06")),
    ("P00020", 13, day("2015-05-03")),
    ("P00021", 13, day("2015-05-04")),
    *every_four_weeks("P00022", 13, "2011-11-14", 21),
    *every_four_weeks("P00023", 13, "2012-01-16", 21),
    *every_four_weeks("P00024", 13, "2012-02-06", 21),
    *every_four_weeks("P00025", 13, "2012-03-05", 21),
    *every_four_weeks("P00026", 13, "2012-04-02", 27),
]

# Sent in late: their rows stand at the end of the file, the last claim first.
OUT_OF_ORDER = {"P00004"}
