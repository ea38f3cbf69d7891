"""The one division of a sum: a quotient to a whole number, in each way of rounding."""

from pbrlang.backends.excel.forms import LARGEST, Number, TooLarge, needs_of
from pbrlang.backends.excel.numbers import shortened


def rounded(way: str, over: Number, under: Number, step: int) -> Number:
    """`over` by `under`, which is above nought, to a whole number, so many times."""
    over, under = shortened(over, under)
    most = 2 * max(abs(over.low), abs(over.high)) + under.high
    if most >= LARGEST:
        raise TooLarge
    least = max(under.low, 1)
    reach = max(abs(over.low), abs(over.high)) // least + 1
    low, high = (-reach if over.low < 0 else 0) * step, (reach if over.high > 0 else 0) * step
    text = _rounded_text(way, over, under)
    return Number(
        text if step == 1 else f"{step}*{text}",
        lambda at: step * _rounded_value(way, over.value(at), under.value(at)),
        low,
        high,
        1,
        needs_of(over, under),
    )


def _rounded_text(way: str, over: Number, under: Number) -> str:
    if under.text == "1":
        return over.text
    below = f"({under.text})" if "*" in under.text else under.text
    if way == "half up":
        return f"ROUND({over.text}/{below},0)"
    # ROUNDUP and ROUNDDOWN are not exact with so many figures; INT is.
    size, sign = (over.text, "") if over.low >= 0 else (f"ABS({over.text})", f"SIGN({over.text})*")
    match way:
        case "up":
            return f"{sign}INT(({size}+{below}-1)/{below})"
        case "down":
            return f"{sign}INT({size}/{below})"
        case "half down":
            return f"{sign}INT((2*{size}+{below}-1)/(2*{below}))"
        case _:
            doubled = f"(2*{size}+{below})"
            whole = f"INT({doubled}/(2*{below}))"
            return f"{sign}({whole}-IF({doubled}=2*{below}*{whole},{whole}-2*INT({whole}/2),0))"


def _rounded_value(way: str, over: int, under: int) -> int:
    size = abs(over)
    whole, rest = divmod(size, under)
    more = {
        "half up": 2 * rest >= under,
        "half down": 2 * rest > under,
        "half to even": 2 * rest > under or (2 * rest == under and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[way]
    return (whole + more) * (1 if over >= 0 else -1)
