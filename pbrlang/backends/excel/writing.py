"""The sheets of a workbook as a file."""

import io
from datetime import datetime
from math import ceil
from typing import Any

from pbrlang.backends.excel.looks import QUIET, TABS, Looks, width
from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.sheets import TOP, Choice, Column, Sheet, at_row, day_number, letters, total

_MOST_IN_A_LIST = 255
"""How many letters of words a list may have that is written into a rule for what may be typed."""


_LINE_WIDTH, _LINE_HEIGHT = 105, 15
"""How many letters stand in a line of the first sheet, and how high one is, in points."""


class NotInstalled(Exception):
    """The library that writes workbooks is not there."""


def written(book: Book, check: Sheet) -> bytes:
    """The workbook; the same book gives the same bytes. Raises NotInstalled."""
    try:
        import xlsxwriter
    except ImportError as absent:
        raise NotInstalled from absent
    terms = book.basis.program.terms
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    day = book.basis.as_at
    workbook.set_properties({"title": terms.name, "created": datetime(day.year, day.month, day.day)})
    looks = Looks(workbook, terms.symbol)
    _read_me(workbook, book, looks)
    statement, *others = sorted(book.sheets, key=lambda each: _ORDER.index(each.kind))
    _sheet(workbook, statement, looks, book)
    _dates(workbook, book, check, looks)
    for each in others:
        _sheet(workbook, each, looks, book)
    workbook.get_worksheet_by_name(statement.name).activate()
    workbook.close()
    return file.getvalue()


_ORDER = ("statement", "who", "data", "tariff", "steps", "settlement", "shares", "check")


def _sheet(workbook: Any, sheet: Sheet, looks: Looks, book: Book) -> None:
    page = workbook.add_worksheet(sheet.name, _plain_formulae())
    page.set_tab_color(TABS[sheet.kind])
    page.hide_gridlines(2)
    page.write_string(0, 0, sheet.title, looks.of(bold=True, font_size=15))
    page.write_string(1, 0, sheet.about, looks.of(font_color=QUIET))
    if sheet.kind in ("statement", "settlement"):
        _warning(page, looks)
    page.set_row(TOP - 2, 48)
    for column in sheet.columns:
        _column(page, sheet, column, looks)
        if column.choice is not None:
            _rule(page, sheet, column, column.choice, book)
    if sheet.note and sheet.columns:
        _note(page, 0, 0, sheet.note)
    if sheet.kind == "statement":
        _totals(page, sheet, looks)
    first_typed = min((each.index for each in sheet.columns if each.formula is not None), default=1)
    page.freeze_panes(TOP - 1, 1 if sheet.kind != "data" else min(first_typed, 1))
    _paper(page, book.basis.program.terms.name, sheet)
    if sheet.columns:
        last = TOP - 2 + max(sheet.filled, 1) + (sheet.kind == "statement")
        page.print_area(0, 0, last, len(sheet.columns) - 1)


def _plain_formulae() -> Any:
    """A sheet that writes formulae as they are: to look for newer functions in each would take most of the time."""
    from xlsxwriter.worksheet import Worksheet

    class Plain(Worksheet):  # type: ignore[misc, unused-ignore]
        def _prepare_formula(self, formula: str, _expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return Plain


def _column(page: Any, sheet: Sheet, column: Column, looks: Looks) -> None:
    page.set_column(column.index, column.index, width(column))
    page.write_string(TOP - 2, column.index, column.title, looks.head(column))
    if column.note:
        _note(page, TOP - 2, column.index, column.note)
    look = looks.cell(column)
    if column.summed:
        cells = f"{letters(column.index)}{TOP}:{letters(column.index)}{sheet.last}"
        page.write_formula(TOP - 3, column.index, f"=SUM({cells})", looks.of(font_color=QUIET), total(column.values))
    for at in range(max(sheet.rows, 1) if column.formula or column.choice else sheet.filled):
        row = TOP - 1 + at
        value = column.values[at] if at < len(column.values) else ""
        if column.formula is not None:
            text = at_row(column.formula, row + 1)
            page.write_formula(row, column.index, f"={text}", look, value)
        elif value == "":
            page.write_blank(row, column.index, None, look)
        elif isinstance(value, str):
            page.write_string(row, column.index, value, look)
        else:
            page.write_number(row, column.index, value, look)


def _note(page: Any, row: int, column: int, text: str) -> None:
    lines = text.splitlines()
    options = {"x_scale": 4 if max(map(len, lines)) > 40 else 2, "y_scale": 1 + len(lines) // 5}
    page.write_comment(row, column, text, options)


def _rule(page: Any, sheet: Sheet, column: Column, choice: Choice, book: Book) -> None:
    """What may be typed into a column."""
    where = (TOP - 1, column.index, TOP - 2 + max(sheet.rows, 1), column.index)
    told = {"error_title": column.title, "error_message": f"Type {choice.told}."} if choice.told else {}
    source = _names(book, sheet, column)
    if source is not None:
        page.data_validation(*where, {"validate": "list", "source": f"={source}", **told})
    elif choice.words and sum(map(len, choice.words)) + len(choice.words) <= _MOST_IN_A_LIST:
        page.data_validation(*where, {"validate": "list", "source": list(choice.words), **told})
    elif choice.day:
        terms = book.basis.program.terms
        first = datetime(min(1901, terms.starts.year), 1, 1)
        rule = {"validate": "date", "criteria": ">=", "value": first}
        page.data_validation(*where, {**rule, **told})
    elif choice.least is not None:
        rule = {"validate": "decimal" if choice.places else "integer", "criteria": "between"}
        page.data_validation(*where, {**rule, "minimum": choice.least, "maximum": choice.most, **told})


def _names(book: Book, sheet: Sheet, column: Column) -> str | None:
    """The names of the rows that a column may name."""
    for table in book.basis.program.tables.values():
        if book.sheet_of_table(table.name) is not sheet or column.title not in table.by_name:
            continue
        other = table.by_name[column.title].refers_to
        if other in book.basis.program.tables and other != table.name:
            return book.sheet_of_table(other).known["typed", book.basis.program.tables[other].key[0]].range
    return None


def _warning(page: Any, looks: Looks) -> None:
    text = (
        '"Problems in the data: "&\'Dates\'!$B$9&". Nothing is paid until they are mended; see the columns Problems."'
    )
    look = looks.of(bold=True, font_color="#B00020")
    page.write_formula(2, 0, f"=IF('Dates'!$B$9=0,\"\",{text})", look, "")


def _totals(page: Any, sheet: Sheet, looks: Looks) -> None:
    row = TOP - 1 + sheet.rows
    bold = looks.of(bold=True, top=1, num_format=looks.cell(sheet.columns[-1]).num_format)
    page.write_string(row, 0, "All statements", looks.of(bold=True, top=1))
    for column in sheet.columns[1:]:
        if column.look != "pounds" or column.title == "Total to date":
            page.write_blank(row, column.index, None, looks.of(bold=True, top=1))
            continue
        letter = letters(column.index)
        text = f"=SUM({letter}{TOP}:{letter}{sheet.last})"
        page.write_formula(
            row, column.index, text, bold, sum(each for each in column.values if not isinstance(each, str))
        )


def _dates(workbook: Any, book: Book, check: Sheet, looks: Looks) -> None:
    page = workbook.add_worksheet("Dates")
    page.hide_gridlines(2)
    page.set_tab_color(TABS["data"])
    terms = book.basis.program.terms
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 16)
    page.write_string(0, 0, "Dates", looks.of(bold=True, font_size=15))
    page.write_string(1, 0, "Up to which day is settled, and whether all is well.", looks.of(font_color=QUIET))
    day = looks.of(num_format="d mmm yyyy")
    typed = looks.of(num_format="d mmm yyyy", bg_color="#FFFBEB", border=1, border_color="#E8DDB5")
    difference = check.known["difference"]
    rows: list[tuple[str, Any, Any]] = [
        ("Settled up to (all data is complete to this day)", day_number(book.basis.as_at), typed),
        ("The contract runs from", day_number(terms.starts), day),
        ("Results settle until", day_number(terms.settles_until), day),
        ("Problems in the data", _sum_of(book.problems), looks.of(num_format="0", bold=True)),
        (
            "Differences from what was compiled, in pence",
            f"=SUM({difference.range})",
            looks.of(num_format="0", bold=True),
        ),
    ]
    for row, (title, value, look) in enumerate(rows, start=TOP - 1):
        page.write_string(row, 0, title, looks.of())
        if isinstance(value, str):
            page.write_formula(row, 1, value, look, 0)
        else:
            page.write_number(row, 1, value, look)
    page.data_validation(TOP - 1, 1, TOP - 1, 1, {"validate": "date", "criteria": ">=", "value": datetime(1901, 1, 1)})
    advice = (
        "Differences are told for the rows and the date with which the workbook was made; they mean nothing for others."
    )
    page.write_string(TOP + 5, 0, advice, looks.of(font_color=QUIET))
    _paper(page, terms.name, None)


def _sum_of(columns: Any) -> str:
    return "=" + ("+".join(f"SUM({each.range})" for each in columns) or "0")


def _read_me(workbook: Any, book: Book, looks: Looks) -> None:
    page = workbook.add_worksheet("Read me")
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 96)
    terms = book.basis.program.terms
    page.write_string(0, 0, terms.name, looks.of(bold=True, font_size=15))
    page.write_string(
        1, 0, "Written by `pbr build --to excel`. Every sum is a live formula.", looks.of(font_color=QUIET)
    )
    wrapped, bold = looks.of(text_wrap=True, valign="top"), looks.of(bold=True, valign="top")
    for row, (title, text) in enumerate(_told(book), start=3):
        page.set_row(row, _LINE_HEIGHT * ceil(len(text) / _LINE_WIDTH))
        page.write_string(row, 0, title, bold)
        page.write_string(row, 1, text, wrapped)
    _paper(page, terms.name, None)


def _told(book: Book) -> list[tuple[str, str]]:
    data = [each.name for each in book.sheets if each.kind == "data"]
    clauses = [
        f"{each.name} (clause {each.clause})" if each.clause else each.name
        for each in book.basis.program.clauses.values()
    ]
    typed = "Yellow columns are typed or pasted into; each row without a first cell is blank. All else is worked out."
    whole = "What is reckoned with are whole numbers: pence, the last decimal place of a number, the number of a day. "
    whole += "A sum is divided once, where it is rounded. Sheets called Statement show pounds; nothing reads them."
    order = (
        "Of lines of one date for the same, the one in the higher row counts first. `pbr pay` goes by the key instead, "
    )
    order += "so keep rows in the order of their keys; they were written so."
    room = f"There is room for {book.basis.room} more rows on each sheet of data; `--rows` leaves more."
    limit = f"No number may be above {book.largest:,} of its smallest unit, or what the contract says it is at most. "
    limit += "A contract that says of each number what it is at most leaves more room."
    named = {*data, *(each.name for each in book.basis.program.clauses.values())}
    others = [(each.name, each.about) for each in book.sheets if each.name not in named]
    return [
        ("Data", f"{', '.join(data)}. {typed}" if data else "The contract has none."),
        ("Room", room),
        (
            "Clauses",
            f"A sheet for each, step by step: {', '.join(clauses)}. A note on a heading has the clause's words.",
        ),
        ("Whole numbers", whole),
        ("Order of rows", order),
        ("Limits", limit),
        (
            "Problems",
            "The column Problems of each sheet of data counts what cannot be so. While there is any, nothing is paid.",
        ),
        ("Dates", "The day up to which is settled can be changed; it is a date to which all data is complete."),
        (
            "Check",
            "Live less compiled: what the formulae give for the rows as they were written, less what pbrlang gave.",
        ),
        *(each for each in others if each[0] != "Check"),
    ]


def _paper(page: Any, name: str, sheet: Sheet | None) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{name.replace('&', '&&')}&C&A&RPage &P of &N")
    if sheet is not None:
        page.repeat_rows(TOP - 2)
