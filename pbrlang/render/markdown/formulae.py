"""Formulae on one line, in words and signs."""

from collections.abc import Mapping

from pbrlang.render.model import (
    Bracket,
    Call,
    Cases,
    Joined,
    Math,
    Over,
    Sign,
    SumOver,
    Symbol,
    Words,
)


def linear(math: Math, furniture: Mapping[str, str]) -> str:
    """A formula on one line; what stands above and below a fraction's bar is bracketed where it has parts."""
    match math:
        case Words(text=text) | Symbol(name=text):
            return text
        case Sign(sign=sign):
            return f" {sign} "
        case Joined(parts=parts):
            return "".join(linear(each, furniture) for each in parts)
        case Over(above=above, below=below):
            return f"{_grouped(above, furniture)} ÷ {_grouped(below, furniture)}"
        case Bracket(inner=inner):
            return f"({linear(inner, furniture)})"
        case Call(name=name, arguments=arguments):
            return f"{name} ({'; '.join(linear(each, furniture) for each in arguments)})"
        case SumOver(word=word, over=over, of=of):
            what = f" ({linear(of, furniture)})" if of is not None else ""
            return f"{word}{what} {furniture['over']} {over}" if of is not None else f"{word} {over}"
        case Cases():
            return _cases(math, furniture)
        case _:
            raise TypeError(f"no line is written for {type(math).__name__}")


def _grouped(part: Math, furniture: Mapping[str, str]) -> str:
    text = linear(part, furniture)
    return f"({text})" if isinstance(part, Joined | Over | SumOver) else text


def _cases(math: Cases, furniture: Mapping[str, str]) -> str:
    told = []
    for case in math.cases:
        when = furniture["otherwise"] if case.when is None else f"{furniture['if']} {linear(case.when, furniture)}"
        told.append(f"{linear(case.value, furniture)} {when}")
    return "; ".join(told)
