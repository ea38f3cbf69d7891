"""A formula on lines of a page: one that is too long is broken before its signs and after its commas."""

from collections.abc import Iterator

from pbrlang.render.model import Bracket, Call, Case, Cases, Joined, Math, Over, Sign, SumOver, Symbol, Words

ROOM = 84  # letters of a formula that stand beside one another on a page
_SIGN = 3  # with the space around it
_INDENT = 4  # of every line but the first


def lines(math: Math, furniture: dict[str, str], room: int = ROOM) -> tuple[Math, ...]:
    """The formula as it is if it fits; else its lines, in which fractions too long are written with ÷ and brackets."""
    if width(math) <= room:
        return (math,)
    broken: list[list[Math]] = [[]]
    free = room
    for piece in _pieces(math, furniture, room - _INDENT):
        needed = sum(map(width, piece))
        if needed > free and broken[-1]:
            broken.append([])
            free = room - _INDENT
        broken[-1] += piece
        free -= needed
    return tuple(Joined(tuple(each)) for each in broken)


def width(math: Math) -> int:
    """About how many letters wide a formula is."""
    match math:
        case Words(text=words) | Symbol(name=words):
            return len(words)
        case Sign():
            return _SIGN
        case Joined(parts=parts):
            return sum(map(width, parts))
        case Over(above=above, below=below):
            return max(width(above), width(below)) + 1
        case Bracket(inner=inner):
            return width(inner) + 2
        case Call(name=name, arguments=arguments):
            return len(name) + 3 + sum(width(each) + 2 for each in arguments)
        case SumOver(word=word, over=over, of=of):
            return max(len(word), len(over) * 3 // 4) + (1 + width(of) if of is not None else 0)
        case Cases(cases=cases):
            return 8 + max(width(each.value) for each in cases) + max(_when(each) for each in cases)
        case _:
            raise TypeError(f"{type(math).__name__} has no width")


def _when(case: Case) -> int:
    return width(case.when) if case.when is not None else 6


def _pieces(math: Math, furniture: dict[str, str], room: int) -> Iterator[list[Math]]:
    """Parts that stay on a line each, in the order of the text. A sign leads the part that follows it."""
    sign: list[Math] = []
    for each in _flat(math, furniture, room):
        if isinstance(each, Sign):
            sign = [*sign, each]
            continue
        yield [*sign, each]
        sign = []
    if sign:
        yield sign


def _flat(math: Math, furniture: dict[str, str], room: int) -> Iterator[Math]:
    """The parts of a formula one after another, taken apart where they do not fit a line."""
    if isinstance(math, Joined):
        before: Math | None = None
        for each in math.parts:
            divisor = isinstance(before, Sign) and before.sign == "÷" and isinstance(each, Over) and width(each) > room
            yield from _flat(Bracket(each) if divisor else each, furniture, room)
            before = each
        return
    if width(math) <= room:
        yield math
        return
    match math:
        case Over(above=above, below=below):
            yield from _flat(_one(above), furniture, room)
            yield Sign("÷")
            yield from _flat(_one(below), furniture, room)
        case Bracket(inner=inner):
            yield from _enclosed("(", [list(_flat(inner, furniture, room))], ")")
        case Call(name=name, arguments=arguments):
            yield from _enclosed(f"{name} (", [list(_flat(each, furniture, room)) for each in arguments], ")")
        case SumOver(word=word, over=over, of=of) if of is not None:
            yield SumOver(word, over)
            yield from _flat(_one(of), furniture, room)
        case Cases(cases=cases):
            yield from _cases(cases, furniture, room)
        case Words(text=words):
            yield from (Words(f"{each} ") for each in words.split())
        case _:
            yield math


def _one(math: Math) -> Math:
    """Something that can stand beside a sign without being taken apart."""
    return math if isinstance(math, Words | Symbol | Bracket | Call) else Bracket(math)


def _enclosed(before: str, arguments: list[list[Math]], after: str) -> Iterator[Math]:
    """Arguments with what stands before and after them, which must not begin or end a line by itself."""
    for number, (first, *rest) in enumerate(arguments):
        *most, last = [_joined(Words(before if number == 0 else ""), first), *rest]
        yield from most
        yield _joined(last, Words(after if number == len(arguments) - 1 else ", "))


def _joined(*parts: Math) -> Math:
    kept = tuple(each for each in parts if not isinstance(each, Words) or each.text)
    return kept[0] if len(kept) == 1 else Joined(kept)


def _cases(cases: tuple[Case, ...], furniture: dict[str, str], room: int) -> Iterator[Math]:
    """Cases as words: `A if B; C otherwise`."""
    for number, case in enumerate(cases):
        yield from _flat(case.value, furniture, room)
        end = Words("; " if number < len(cases) - 1 else "")
        if case.when is None:
            yield _joined(Words(f" {furniture['otherwise']}"), end)
            continue
        first, *rest = list(_flat(case.when, furniture, room))
        *most, last = [_joined(Words(f" {furniture['if']} "), first), *rest]
        yield from most
        yield _joined(last, end)
