"""What has no meaning changes no finding: names, the order of blocks, and whether a value has a name of its own."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.ir.program import Program
from pbrlang.lints import find
from pbrlang.pipeline import Compilation, compile_text
from tests.findings.cases import Case, cases

WHOLE = [case for case in cases() if not case.file.endswith("contract.pbr")]
BY_WORDS = "sounds-like-progress"
"""The one finding that looks at words, as its page says."""


def compiled(text: str) -> Compilation:
    return compile_text("c.pbr", text)


def found(compilation: Compilation) -> Counter[str]:
    assert compilation.program is not None
    told = find(compilation.program, compilation.tree).open
    return Counter(each.name for each in told if each.name != BY_WORDS)


def renamed(text: str, program: Program, seed: int) -> str:
    """The contract with every table, field, clause, cap, outcome and definition called otherwise."""
    names = {*program.clauses, *program.caps, *program.tariffs, *program.groups, *program.cohorts}
    names |= {each.name for each in program.definitions.values() if each.role in ("definition", "measure")}
    names |= set(re.findall(r"^outcome (.+)$", text, re.MULTILINE))
    prose = re.compile(r'"[^"]*"')
    kept: list[str] = prose.findall(text)
    plurals = {program.nouns.plural(each): each for each in names}
    words = {name: f"Term {_letters(seed + number)}" for number, name in enumerate(sorted(names))}
    bare = prose.sub("\0", text)
    for old in sorted({*names, *plurals}, key=len, reverse=True):
        single = plurals.get(old) if old not in names else None
        new = words[single] + "s" if single is not None else words[old]
        bare = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-]| [A-Z0-9])", new, bare)
    return re.sub("\0", lambda _: kept.pop(0), bare)


def _letters(number: int) -> str:
    return f"X{chr(ord('a') + number // 26 % 26)}{chr(ord('a') + number % 26)}q"


def reordered(text: str, seed: int) -> str:
    """The contract with its blocks in another order, the header first."""
    blocks = re.split(r"\n(?=[A-Za-z])", text.strip("\n"))
    header = [each for each in blocks if each.startswith("contract ")]
    others = [each for each in blocks if not each.startswith("contract ")]
    random.Random(seed).shuffle(others)
    return "\n\n".join([*header, *(each.strip("\n") for each in others)]) + "\n"


def split(text: str) -> str:
    """The contract with each sum of money that a clause pays for each of something put under a name of its own."""
    price = re.compile(r"^( +)pays (£[\d,.]+(?: per [\w ]+?)?) \* (.+)$", re.MULTILINE)
    number = 0
    added = []

    def named(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        added.append(f"Split Price {number} means {match[2]}")
        return f"{match[1]}pays Split Price {number} * {match[3]}"

    changed = price.sub(named, text)
    return changed + "".join(f"\n{each}\n" for each in added)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(WHOLE), st.integers(0, 600))
def test_other_names_change_no_finding(case: Case, seed: int) -> None:
    program = compiled(case.text).program
    assert program is not None
    text = renamed(case.text, program, seed)
    after = compiled(text)
    if after.program is not None:
        assert found(after) == found(compiled(case.text)), case.title


def test_most_contracts_can_be_renamed() -> None:
    programs = [(case, compiled(case.text).program) for case in WHOLE]
    made = [compiled(renamed(case.text, program, 7)).program for case, program in programs if program is not None]
    assert sum(each is not None for each in made) > len(WHOLE) * 3 // 4


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(WHOLE), st.integers(0, 600))
def test_another_order_changes_no_finding(case: Case, seed: int) -> None:
    after = compiled(reordered(case.text, seed))
    assert after.program is not None
    assert found(after) == found(compiled(case.text)), case.title


@pytest.mark.parametrize("case", [each for each in WHOLE if split(each.text) != each.text], ids=lambda each: each.title)
def test_a_price_with_a_name_changes_no_finding(case: Case) -> None:
    after = compiled(split(case.text))
    if after.program is not None:
        assert found(after) == found(compiled(case.text)), case.title


def test_most_contracts_can_be_split() -> None:
    texts = [split(each.text) for each in WHOLE]
    changed = [each for each, case in zip(texts, WHOLE, strict=True) if each != case.text]
    assert sum(compiled(each).program is not None for each in changed) > len(changed) * 3 // 4 > 30
