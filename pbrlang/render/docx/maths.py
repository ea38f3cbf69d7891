"""Formulae as equations of Word (Office Math)."""

from pbrlang.render import model as m
from pbrlang.render.docx.markup import escaped, quoted

_NOTHING = "\u200b"
"""Words without width: LibreOffice takes a sign for a mistake where nothing stands before it, as on a further line."""
_FACE = '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>'


def equation(math: m.Math, furniture: dict[str, str]) -> str:
    """An equation, to stand in a paragraph."""
    drawn = _Equation(furniture).drawn(math)
    if isinstance(math, m.Joined) and isinstance(math.parts[0], m.Sign):
        drawn = _upright(_NOTHING) + drawn
    return f"<m:oMath>{drawn}</m:oMath>"


class _Equation:
    def __init__(self, furniture: dict[str, str]) -> None:
        self._said = furniture

    def drawn(self, math: m.Math) -> str:
        match math:
            case m.Words(text=words):
                return _upright(words)
            case m.Symbol(name=name):
                return _upright(name, slanted=True)
            case m.Sign(sign="and" | "or" as sign):
                return _upright(f" {sign} ")
            case m.Sign(sign=sign):
                return f"<m:r><w:rPr>{_FACE}</w:rPr><m:t>{escaped(sign)}</m:t></m:r>"
            case m.Joined(parts=parts):
                return "".join(map(self.drawn, parts))
            case m.Over(above=above, below=below):
                return f"<m:f><m:num>{self.drawn(above)}</m:num><m:den>{self.drawn(below)}</m:den></m:f>"
            case m.Bracket(inner=inner):
                return _bracketed(self.drawn(inner))
            case m.Call(name=name, arguments=arguments):
                return _upright(f"{name} ") + _bracketed(_upright(", ").join(map(self.drawn, arguments)))
            case m.SumOver(word=word, over=over, of=of):
                return _summed(word, over, self.drawn(of) if of is not None else "")
            case m.Cases(cases=cases):
                return _braced("".join(map(self._case, cases)))
            case _:
                raise TypeError(f"{type(math).__name__} is not drawn")

    def _case(self, case: m.Case) -> str:
        if case.when is None:
            when = _upright(self._said["otherwise"])
        else:
            when = _upright(f"{self._said['if']} ") + self.drawn(case.when)
        return f"<m:mr><m:e>{self.drawn(case.value)}</m:e><m:e>{when}</m:e></m:mr>"


def _upright(words: str, *, slanted: bool = False) -> str:
    words = words.replace('"', "”")  # LibreOffice takes a straight mark for the end of the words
    look = f"<w:rPr>{_FACE}{'<w:i/>' if slanted else ''}</w:rPr>"
    return f'<m:r><m:rPr><m:nor/></m:rPr>{look}<m:t xml:space="preserve">{escaped(words)}</m:t></m:r>'


def _bracketed(inner: str) -> str:
    return f"<m:d><m:e>{inner}</m:e></m:d>"


def _summed(word: str, over: str, of: str) -> str:
    if word == "sum":
        sign = '<m:chr m:val="∑"/><m:limLoc m:val="undOvr"/><m:supHide m:val="1"/>'
        return f"<m:nary><m:naryPr>{sign}</m:naryPr><m:sub>{_upright(over)}</m:sub><m:sup/><m:e>{of}</m:e></m:nary>"
    return f"<m:limLow><m:e>{_upright(word)}</m:e><m:lim>{_upright(over)}</m:lim></m:limLow>{of}"


def _braced(rows: str) -> str:
    ends = f'<m:begChr m:val={quoted("{")}/><m:endChr m:val=""/>'
    columns = '<m:mcs><m:mc><m:mcPr><m:count m:val="2"/><m:mcJc m:val="left"/></m:mcPr></m:mc></m:mcs>'
    return f"<m:d><m:dPr>{ends}</m:dPr><m:e><m:m><m:mPr>{columns}</m:mPr>{rows}</m:m></m:e></m:d>"
