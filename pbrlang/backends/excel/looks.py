"""How a workbook looks: colours that print, formats of numbers, widths of columns."""

from typing import Any

from attrs import define, field

from pbrlang.backends.excel.sheets import COINS, DAY, POUNDS, WHOLE, WORDS, YES, Column

INK, QUIET, LINE = "#1B2733", "#5B6770", "#B8C2CA"
HEADS = {"typed": "#FFE9A8", "given": "#E4E8EB", "step": "#D6E6F2", "result": "#CFE8D5"}
TABS = {
    "data": "#E0A800",
    "tariff": "#7A8791",
    "steps": "#3D7EAA",
    "settlement": "#2F8F5B",
    "statement": "#2F8F5B",
    "shares": "#2F8F5B",
    "who": "#2F8F5B",
    "check": "#8E5BA6",
}
_RESULTS = ("Due", "After ", "Recovered", "It counts", "Differences", "Problems")
_TOTALS = ("Total", "Total to date")
_WIDTHS = {DAY: 13, COINS: 14, POUNDS: 15, WHOLE: 10, YES: 8}


def role(column: Column) -> str:
    """What a column is: typed, given, a step or a result."""
    if column.choice is not None:
        return "typed"
    if column.formula is None:
        return "given"
    return "result" if column.title.startswith(_RESULTS) or column.title in _TOTALS else "step"


def number_format(look: str, symbol: str) -> str:
    """The format of what a column shows."""
    kind, _, places = look.partition(" ")
    decimals = f".{'0' * int(places)}" if places and int(places) else ""
    match kind:
        case "money":
            return f'"{symbol}"#,##0{decimals};[Red]-"{symbol}"#,##0{decimals}'
        case "number":
            return f"#,##0{decimals}"
        case "share":
            return f"0{decimals}%"
        case _:
            pass
    shown = f'"{symbol}"#,##0.00;[Red]-"{symbol}"#,##0.00'
    formats = {DAY: "d mmm yyyy", COINS: "#,##0;[Red]-#,##0", POUNDS: shown, WHOLE: "0", WORDS: "@", YES: "@"}
    return formats.get(kind, "General")


def width(column: Column) -> int:
    """How wide a column is: as its longest word, and as what it shows."""
    if column.look == WORDS:
        longest = max((len(str(each)) for each in column.values), default=0)
        return max(12, min(36, longest + 2), *(len(word) + 2 for word in column.title.split()))
    kind = column.look.partition(" ")[0]
    return max(_WIDTHS.get(kind, 13), *(len(word) + 2 for word in column.title.split()))


@define(eq=False, repr=False)
class Looks:
    """The formats of a workbook, each made once."""

    workbook: Any
    symbol: str
    made: dict[tuple[tuple[str, Any], ...], Any] = field(factory=dict)

    def of(self, **what: Any) -> Any:
        """A format."""
        key = tuple(sorted(what.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(
                {"font_name": "Arial", "font_size": 10, "font_color": INK, **what}
            )
        return self.made[key]

    def cell(self, column: Column) -> Any:
        """The format of what a column shows."""
        typed = {"bg_color": "#FFFBEB", "border": 1, "border_color": "#E8DDB5"} if column.choice is not None else {}
        bold = {"bold": True} if role(column) == "result" else {}
        apart = {"indent": 1} if column.look == WORDS and column.index else {}
        return self.of(num_format=number_format(column.look, self.symbol), **typed, **bold, **apart)

    def head(self, column: Column) -> Any:
        """The format of its heading."""
        return self.of(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            align="left" if column.look == WORDS else "center",
            bg_color=HEADS[role(column)],
            bottom=1,
            bottom_color=LINE,
        )
