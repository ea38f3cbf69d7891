"""What has no meaning changes no finding: names, the order of blocks, and whether a value has a name of its own."""

import random
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pbrlang.ir.program import Program
from pbrlang.lints import find
from pbrlang.pipeline import Compilation, compile_text
from tests.findings.cases import Case, cases
from tests.properties.contracts import Grown, grown

WHOLE = [case for case in cases() if not case.file.endswith("contract.pbr")]
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("**/contract.pbr"))
IN_ORDER = ("cap ", "advance ", "clawback ", "floor ", "account ", "example ", "scenario ", "payers", "break ")
"""Blocks whose order among themselves has a meaning."""
BY_WORDS = "sounds-like-progress"
"""The one finding that looks at words, as its page says."""


@lru_cache(maxsize=400)
def compiled(text: str, folder: Path | None = None) -> Compilation:
    """A contract compiled, with the files beside it that its tables and examples name."""

    def beside(name: str) -> str | None:
        file = folder / name if folder else None
        return file.read_text(encoding="utf-8") if file and file.exists() else None

    return compile_text("c.pbr", text, beside)


@lru_cache(maxsize=400)
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
        longer = "[A-Z]" if old in program.cohorts else "[A-Z0-9]"
        bare = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-]| {longer})", new, bare)
    return re.sub("\0", lambda _: kept.pop(0), bare)


def _letters(number: int) -> str:
    return f"X{chr(ord('a') + number // 26 % 26)}{chr(ord('a') + number % 26)}q"


def reordered(text: str, seed: int) -> str:
    """The contract with its blocks in another order, the header first; what has an order of its own keeps it."""
    blocks = re.split(r"\n(?=[A-Za-z])", text.strip("\n"))
    header = [each for each in blocks if each.startswith(("contract ", "#"))]
    others = [each for each in blocks if each not in header]
    chance = random.Random(seed)
    places = {each: chance.random() for each in others}
    for word in IN_ORDER:
        of_word = [each for each in others if each.startswith(word)]
        places |= dict(zip(of_word, sorted(places[each] for each in of_word), strict=True))
    others.sort(key=lambda each: places[each])
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


def taken_out(text: str) -> str:
    """The contract with what clauses for each of something pay as definitions of their own, where one line says it."""
    paid = re.compile(
        r"^( +)for each ([\w ]+?)((?: of the term| to the end of run-off)?)\n((?:\1\S.*\n)*?)\1pays (.+)\n(?!\1 )", re.M
    )
    added: list[str] = []

    def named(match: re.Match[str]) -> str:
        indent, home, term, between, amount = match.groups()
        added.append(f"Taken Out {len(added)} for each {home} means {amount}")
        return f"{indent}for each {home}{term}\n{between}{indent}pays Taken Out {len(added) - 1}\n"

    changed = paid.sub(named, text)
    return changed + "".join(f"\n{each}\n" for each in added)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(WHOLE), st.integers(0, 600))
def test_other_names_change_no_finding(case: Case, seed: int) -> None:
    program = compiled(case.text).program
    assert program is not None
    text = renamed(case.text, program, seed)
    after = compiled(text)
    if after.program is not None:
        assert found(after) == found(compiled(case.text)), case.title


def test_most_contracts_can_be_renamed() -> None:
    programs = [(case, compiled(case.text).program) for case in WHOLE[::3]]
    made = [compiled(renamed(case.text, program, 7)).program for case, program in programs if program is not None]
    assert sum(each is not None for each in made) > len(programs) * 3 // 4


@pytest.mark.parametrize("case", WHOLE[::3], ids=lambda each: each.title)
def test_an_amount_with_a_name_changes_no_finding(case: Case) -> None:
    after = compiled(taken_out(case.text))
    if after.program is not None:
        assert found(after) == found(compiled(case.text)), case.title


def test_most_amounts_can_be_taken_out() -> None:
    texts = [taken_out(each.text) for each in WHOLE[::3]]
    changed = [each for each, case in zip(texts, WHOLE[::3], strict=True) if each != case.text]
    assert sum(compiled(each).program is not None for each in changed) > len(changed) * 3 // 4 > 20


@settings(deadline=None, max_examples=25)
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


def name_of(file: Path) -> str:
    return "-".join(file.parent.parts[file.parent.parts.index("examples") + 1 :])


@pytest.mark.parametrize("file", EXAMPLES, ids=name_of)
def test_neither_names_nor_order_nor_split_prices_change_what_is_found_in_an_example(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    before = compiled(text, file.parent)
    assert before.program is not None
    texts = {
        "other names": renamed(text, before.program, 7),
        "another order": reordered(text, 5),
        "yet another order": reordered(text, 11),
        "split": split(text),
        "taken out": taken_out(text),
    }
    for how, each in texts.items():
        after = compiled(each, file.parent)
        if how == "taken out" and after.program is None:
            continue  # what an amount rests on its condition for, it cannot say of itself alone
        assert after.program is not None, how
        assert found(after) == found(before), how


@settings(deadline=None, max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(grown(), st.integers(0, 600))
def test_neither_names_nor_order_nor_split_prices_change_what_is_found_in_a_grown_contract(
    case: Grown, seed: int
) -> None:
    before = compiled(case.text)
    assert before.program is not None
    for each in (renamed(case.text, before.program, seed), reordered(case.text, seed), taken_out(split(case.text))):
        after = compiled(each)
        if after.program is not None:
            assert found(after) == found(before), each


def test_most_grown_contracts_can_be_changed() -> None:
    made = Counter[str]()

    @settings(deadline=None, max_examples=12, derandomize=True, database=None, phases=(Phase.generate,))
    @given(grown())
    def count(case: Grown) -> None:
        program = compiled(case.text).program
        assert program is not None
        texts = {"names": renamed(case.text, program, 7), "order": reordered(case.text, 7), "split": split(case.text)}
        made.update(how for how, text in texts.items() if text != case.text and compiled(text).program is not None)
        made["all"] += 1

    count()
    assert made["order"] == made["all"]
    assert made["names"] > made["all"] // 2
    assert made["split"] > made["all"] // 4
