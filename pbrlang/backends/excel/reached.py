"""The day on which a cap over the contract is reached, found by halving: so few lines have to look at all others."""

from collections.abc import Sequence
from itertools import accumulate

from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import COINS, DAY, TOP, Column, Sheet, clause_words, day_number, letters
from pbrlang.ir.program import Cap

NEVER = 9_999_999
"""What stands for the day where a cap cuts nothing: a number above that of each day."""


def day_reached(book: Book, limit: Cap, most: tuple[str, int], sums: Sequence[str], lines: dict[int, int]) -> Column:
    """A column of one row with the day: on it, and not before, more is due to date than the cap lets be paid.

    `sums` are formulae of what is due by the day `{day}`, `lines` what is due on each day, `most` the formula of the
    cap and what it gives.
    """
    terms = book.basis.program.terms
    text, room = most
    first, last = day_number(terms.starts) - 1, min(day_number(limit.until), day_number(terms.settles_until))
    rows = max(last - first, 1).bit_length() + 1
    title = f"{limit.name}: day"
    about = "The day on which the cap is reached, found by halving the time in which it lies."
    sheet = book.sheet(title, title, about, rows, rows)
    sheet.note = clause_words(limit.span, limit.clause)
    days = sorted(lines)
    so_far = dict(zip(days, accumulate(lines[each] for each in days), strict=True))

    def due_by(day: int) -> int:
        return max((so_far[each] for each in days if each <= day), default=0)

    found: list[tuple[int, int, int, int]] = []
    low, high = first, last
    for _ in range(rows):
        middle = (low + high) // 2
        found.append((low, high, middle, due_by(middle)))
        low, high = (middle, high) if due_by(middle) <= room else (low, middle)
    low_at, high_at, middle_at, due_at = (_above(sheet, index) for index in range(4))
    goes_on = f"{due_at}<={text}"
    start, end = f"IF(ROW()={TOP},{first},", f"IF(ROW()={TOP},{last},"
    earlier = sheet.add("After", DAY, f"{start}IF({goes_on},{middle_at},{low_at}))", lambda at: found[at][0])
    later = sheet.add("Not after", DAY, f"{end}IF({goes_on},{high_at},{middle_at}))", lambda at: found[at][1])
    half = sheet.add("Half way", DAY, f"INT(({earlier.own}+{later.own})/2)", lambda at: found[at][2])
    due = "+".join(each.replace("{day}", half.own) for each in sums)
    sheet.add("Due by then", COINS, due, lambda at: found[at][3])
    return later


def _above(sheet: Sheet, index: int) -> str:
    return f"{sheet.prefix}${letters(index)}{{above}}"
