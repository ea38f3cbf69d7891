"""Words and formulae as Typst source. All words stand in strings, so that none of them is markup."""

from collections.abc import Iterable

from attrs import frozen

from pbrlang.render import model as m

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SAFE = ("http://", "https://", "mailto:")
_SIGNS = {"<": "lt", ">": "gt", "=": "eq"}


def string(words: str) -> str:
    """A string of Typst that holds these words and nothing else."""
    return f'"{words.translate(_ESCAPES)}"'


def listed(parts: Iterable[str]) -> str:
    """An array of Typst, also of one part or of none."""
    inner = "".join(f"{each}, " for each in parts)
    return f"({inner})" if inner else "()"


def inlines(parts: m.Inlines, places: dict[str, str]) -> str:
    """Content of Typst."""
    return f"[{''.join(f'#{_inline(each, places)}' for each in parts)}]"


def _inline(part: m.Inline, places: dict[str, str]) -> str:
    match part:
        case m.Text(text=words):
            return string(words)
        case m.Strong(parts=inner):
            return f"strong({inlines(inner, places)})"
        case m.Emphasis(parts=inner):
            return f"emph({inlines(inner, places)})"
        case m.Code(text=words):
            return f"raw({string(words)})"
        case m.Inserted(parts=inner):
            return f"ins({inlines(inner, places)})"
        case m.Removed(parts=inner):
            return f"del({inlines(inner, places)})"
        case m.Link():
            return _link(part, places)
        case _:
            raise TypeError(f"{type(part).__name__} is not drawn")


def _link(link: m.Link, places: dict[str, str]) -> str:
    if link.outside:
        if not link.to.startswith(_SAFE):
            return inlines(link.parts, places)
        return f"link({string(link.to)}, {inlines(link.parts, places)})"
    number = places.get(link.to)
    shown = inlines((m.Text(number),) if link.numbered and number is not None else link.parts, places)
    return shown if number is None else f"link(label({string(link.to)}), {shown})"


@frozen
class Maths:
    """Draws formulae; knows what their terms can lead to, and the words of furniture."""

    places: dict[str, str]
    furniture: dict[str, str]

    def drawn(self, math: m.Math) -> str:
        """The inside of an equation of Typst."""
        match math:
            case m.Words(text=words):
                return f"#w({string(words)})"
            case m.Symbol(name=name, to=to):
                return f"#s({string(name)}, to: {string(to) if to in self.places and to is not None else 'none'})"
            case m.Sign(sign="and" | "or" as sign):
                return f'space #w("{sign}") space'
            case m.Sign(sign=sign):
                return _SIGNS.get(sign, sign)
            case m.Joined(parts=parts):
                return " ".join(map(self.drawn, parts))
            case m.Over(above=above, below=below):
                return f"frac({self.drawn(above)}, {self.drawn(below)})"
            case m.Bracket(inner=inner):
                return f"lr(( {self.drawn(inner)} ))"
            case m.Call(name=name, arguments=arguments):
                among = ' #w(", ") '.join(map(self.drawn, arguments))
                return f"#w({string(name + ' ')}) lr(( {among} ))"
            case m.SumOver(word=word, over=over, of=of):
                sign = "sum" if word == "sum" else f"limits(#w({string(word)}))"
                return f"{sign}_(#w({string(over)})) {self.drawn(of) if of is not None else ''}"
            case m.Cases(cases=cases):
                return f"cases({', '.join(map(self._case, cases))})"
            case _:
                raise TypeError(f"{type(math).__name__} is not drawn")

    def _case(self, case: m.Case) -> str:
        if case.when is None:
            when = f"#w({string(self.furniture['otherwise'])})"
        else:
            when = f"#w({string(self.furniture['if'] + ' ')}) {self.drawn(case.when)}"
        return f"display({self.drawn(case.value)}) & quad {when}"
