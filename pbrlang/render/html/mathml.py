"""Formulae as MathML Core, which browsers draw by themselves."""

from html import escape

from attrs import frozen

from pbrlang.render.lines import lines
from pbrlang.render.model import (
    Bracket,
    Call,
    Case,
    Cases,
    Joined,
    Math,
    Over,
    Sign,
    SumOver,
    Symbol,
    Words,
)

ROOM = 66
"""How many letters of a formula stand on one line of a printed page."""
_OPEN, _CLOSE = (f'<mo lspace="0" rspace="0">{sign}</mo>' for sign in "()")
_SPACE = '<mspace width="0.25em"/>'
_SIGNS = {"-": "−", "*": "×", "/": "÷"}


@frozen
class Mathematician:
    """Writes formulae; `furniture` are the words that it adds."""

    furniture: dict[str, str]

    def write(self, math: Math, spoken: str) -> str:
        """A formula on a line of its own, with what is said of it aloud."""
        first, *more = [_row(self._one(each)) for each in lines(math, self.furniture, ROOM)]
        if not more:
            return f'<math display="block" aria-label="{escape(spoken)}">{first}</math>'
        rows = [first, *(f'<mrow><mspace width="1.5em"/>{each}</mrow>' for each in more)]
        table = "".join(f"<mtr><mtd>{each}</mtd></mtr>" for each in rows)
        return f'<math display="block" class="lines" aria-label="{escape(spoken)}"><mtable>{table}</mtable></math>'

    def _one(self, part: Math) -> str:
        match part:
            case Words(text=text):
                return f"<mtext>{escape(text, quote=False)}</mtext>"
            case Symbol(name=name, to=to):
                words = f"<mtext>{escape(name, quote=False)}</mtext>"
                return f'<mrow href="#{escape(to)}" class="symbol">{words}</mrow>' if to else words
            case Sign(sign=sign):
                return _sign(sign)
            case Joined(parts=parts):
                return _row("".join(map(self._one, parts)))
            case Over(above=above, below=below):
                return f"<mfrac>{_row(self._one(above))}{_row(self._one(below))}</mfrac>"
            case Bracket(inner=inner):
                return _row(f"{_OPEN}{self._one(inner)}{_CLOSE}")
            case Call() | SumOver() | Cases():
                return self._called(part)
            case _:
                raise TypeError(f"no MathML is written for {type(part).__name__}")

    def _called(self, part: Call | SumOver | Cases) -> str:
        match part:
            case Call(name=name, arguments=arguments):
                inner = "<mo>;</mo>".join(map(self._one, arguments))
                return _row(f"<mtext>{escape(name, quote=False)}</mtext>{_SPACE}{_OPEN}{inner}{_CLOSE}")
            case SumOver(word=word, over=over, of=of):
                what = f"{_SPACE}{_OPEN}{self._one(of)}{_CLOSE}" if of is not None else ""
                below = f"<mtext>{escape(over, quote=False)}</mtext>"
                return _row(f"<munder><mtext>{escape(word, quote=False)}</mtext>{below}</munder>{what}")
            case Cases(cases=cases):
                rows = "".join(map(self._case, cases))
                return _row(f"<mo>{{</mo><mtable>{rows}</mtable>")

    def _case(self, case: Case) -> str:
        word = self.furniture["otherwise" if case.when is None else "if"]
        when = "" if case.when is None else f"<mspace width='0.3em'/>{self._one(case.when)}"
        return f"<mtr><mtd>{self._one(case.value)}</mtd><mtd>{_row(f'<mtext>{word}</mtext>{when}')}</mtd></mtr>"


def _row(inner: str) -> str:
    return f"<mrow>{inner}</mrow>"


def _sign(sign: str) -> str:
    if sign.isalpha():
        return f'<mspace width="0.3em"/><mtext>{escape(sign)}</mtext><mspace width="0.3em"/>'
    shown = escape(_SIGNS.get(sign, sign), quote=False)
    return f'{_SPACE}<mo lspace="0" rspace="0">{shown}</mo>{_SPACE}'
