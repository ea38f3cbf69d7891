"""Formulae too long for a line."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.render.furniture import furniture
from pbrlang.render.lines import ROOM, lines, width
from pbrlang.render.model import Bracket, Call, Case, Cases, Joined, Math, Over, Sign, SumOver, Symbol, Words

SAID = furniture("en-GB")
FEE, CAP = Symbol("Fee"), Symbol("Cap of the Year")


def read(math: Math) -> str:
    """A formula as one reads it out, with brackets where there are any."""
    match math:
        case Words(text=words) | Symbol(name=words):
            return words
        case Sign(sign=sign):
            return f" {sign} "
        case Joined(parts=parts):
            return "".join(map(read, parts))
        case Over(above=above, below=below):
            return f"(({read(above)}) ÷ ({read(below)}))"
        case Bracket(inner=inner):
            return f"({read(inner)})"
        case Call(name=name, arguments=arguments):
            return f"{name} ({', '.join(map(read, arguments))})"
        case SumOver(word=word, over=over, of=of):
            return f"{word} {over} {read(of) if of else ''}"
        case Cases(cases=cases):
            told = (f"{read(each.value)} {f'if {read(each.when)}' if each.when else 'otherwise'}" for each in cases)
            return "; ".join(told)
        case _:
            raise AssertionError(math)


def letters(words: str) -> str:
    """Words without brackets and spaces."""
    return re.sub(r"[() ]", "", words)


def formulae() -> st.SearchStrategy[Math]:
    names = st.text("abcdefgh ", min_size=1, max_size=30).map(str.strip).filter(bool)
    signs = st.sampled_from("+−×÷=").map(Sign)

    def larger(inner: st.SearchStrategy[Math]) -> st.SearchStrategy[Math]:
        joined = st.lists(st.tuples(signs, inner), min_size=1, max_size=5).map(
            lambda pairs: Joined(tuple(each for pair in pairs for each in pair)[1:])
        )
        return st.one_of(
            joined,
            st.builds(Over, inner, inner),
            st.builds(Bracket, inner),
            st.builds(Call, names, st.lists(inner, min_size=1, max_size=4).map(tuple)),
            st.builds(SumOver, names, names, inner),
            st.builds(lambda value, when, last: Cases((Case(value, when), Case(last))), inner, inner, inner),
        )

    return st.recursive(st.builds(Words, names) | st.builds(Symbol, names), larger, max_leaves=14)


def test_a_short_one_stays_as_it_is() -> None:
    whole = Joined((FEE, Sign("="), Over(CAP, Words("12"))))
    assert lines(whole, SAID) == (whole,)


def test_a_long_one_is_broken_before_its_signs() -> None:
    sums = tuple(each for _ in range(7) for each in (Sign("+"), CAP))
    found = [read(each) for each in lines(Joined((FEE, Sign("="), CAP, *sums)), SAID)]
    assert len(found) == 2
    assert found[0].startswith("Fee = Cap of the Year + ")
    assert found[1].startswith(" + Cap of the Year")


def test_a_fraction_too_wide_is_written_with_brackets() -> None:
    sums = tuple(each for _ in range(7) for each in (Sign("+"), CAP))
    *_, last = lines(Joined((FEE, Sign("="), Over(Joined((CAP, *sums)), Joined((FEE, Sign("−"), CAP))))), SAID)
    assert read(last).endswith(" ÷ (Fee − Cap of the Year)")


def test_a_factor_of_one_name_has_no_brackets() -> None:
    sums = tuple(each for _ in range(7) for each in (Sign("+"), CAP))
    *_, last = lines(Over(Joined((CAP, *sums)), FEE), SAID)
    assert read(last).endswith(" ÷ Fee")


@given(formulae())
def test_lines_say_what_the_formula_says_and_fit(math: Math) -> None:
    found = lines(math, SAID)
    assert letters("".join(map(read, found))) == letters(read(math))
    assert all(width(each) <= ROOM for each in found)


LONG = {
    f"quantity {letter} of the contract that is called so at length": number for number, letter in enumerate("abc", 2)
}


def sums() -> st.SearchStrategy[Math]:
    signs = st.sampled_from("+−×÷").map(Sign)

    def larger(inner: st.SearchStrategy[Math]) -> st.SearchStrategy[Math]:
        part = st.builds(Over, inner, inner) | st.builds(Bracket, inner) | st.sampled_from([*map(Symbol, LONG)])
        return st.lists(st.tuples(signs, part), min_size=2, max_size=4).map(
            lambda pairs: Joined(tuple(each for pair in pairs for each in pair)[1:])
        )

    return st.recursive(st.sampled_from([*map(Symbol, LONG)]), larger, max_leaves=10)


def worth(told: str) -> Fraction | None:
    for name, number in LONG.items():
        told = told.replace(name, f"Fraction({number})")
    try:
        found: Fraction = eval(told.translate(str.maketrans("−×÷", "-*/")), {"Fraction": Fraction})
    except ZeroDivisionError:
        return None
    return found


@given(sums())
def test_lines_are_worth_what_the_formula_is_worth(math: Math) -> None:
    assert worth("".join(map(read, lines(math, SAID)))) == worth(_whole(math))


def _whole(math: Math) -> str:
    """A formula read with every bracket."""
    match math:
        case Joined(parts=parts):
            return "".join(map(_whole, parts))
        case Over(above=above, below=below):
            return f"(({_whole(above)}) ÷ ({_whole(below)}))"
        case Bracket(inner=inner):
            return f"({_whole(inner)})"
        case _:
            return read(math)
