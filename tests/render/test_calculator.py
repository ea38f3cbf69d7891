"""The calculator of a page, in a real browser: each worked example comes out as the contract has it."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pbrlang.render.formats import draw
from pbrlang.render.model import Program
from pbrlang.render.model.visiting import every
from pbrlang.settle import run_example
from pbrlang.values.wording import amount
from tests.render.browser import Browser, browser
from tests.render.made import EXAMPLES, contract, document, whole

_PRESETS = """
    return [...document.querySelectorAll("#calculator-preset option")].slice(1).map((each) => each.textContent);
"""
_CHOOSE = """
    const chooser = document.getElementById("calculator-preset");
    chooser.value = arguments[0];
    chooser.dispatchEvent(new Event("change"));
    const told = document.getElementById("calculator-total");
    return [told ? told.textContent : null, document.getElementById("calculator-results").textContent];
"""
_PUT_IN = """
    const box = [...document.querySelectorAll("#calculator-place textarea")][0];
    box.value = arguments[0];
    document.querySelector("#calculator-place form").requestSubmit();
    return document.getElementById("calculator-results").textContent;
"""


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as found:
        yield found


def _runs(name: str) -> bool:
    return any(isinstance(each, Program) for each in every(document(name).sections))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_document_has_a_calculator_or_says_why_not(name: str) -> None:
    assert _runs(name) or "Clause" in whole(document(name)).split("has no calculator, because")[1]


def _page(name: str, folder: Path) -> Path:
    page = folder / f"{name}.html"
    page.write_bytes(draw(document(name), ".html"))
    return page


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_each_worked_example_comes_out_in_a_browser(name: str, window: Browser, tmp_path: Path) -> None:
    if _runs(name):
        _try_presets(name, window, tmp_path)


def test_the_worked_examples_of_one_contract_come_out_in_a_browser(window: Browser, tmp_path: Path) -> None:
    _try_presets("west-yorkshire-custody", window, tmp_path)


def _try_presets(name: str, window: Browser, folder: Path) -> None:
    window.open(_page(name, folder))
    program = contract(name).program
    titles: list[str] = window.run(_PRESETS)
    assert titles
    for number, title in enumerate(titles):
        example = next(each for each in program.examples if each.title == title)
        settlement = run_example(program, example).settlement
        assert settlement is not None
        due = sum((each.amount for each in settlement.settled.values()), Fraction(0))
        total, told = window.run(_CHOOSE, str(number))
        assert total == amount(due, program.terms.symbol, program.terms.places), f"{title}: {told}"


def test_what_a_measure_comes_to_is_marked_in_its_picture(window: Browser, tmp_path: Path) -> None:
    window.open(_page("west-yorkshire-custody", tmp_path))
    window.run(_CHOOSE, "0")
    words = window.run(
        "return [...document.querySelectorAll('#calculator-results svg text')].map((e) => e.textContent);"
    )
    assert {"year 1: 36,000 nights", "year 2: 29,000 nights"} <= set(words)
    assert not {each for each in words if each.startswith("baseline")}


def test_rows_that_are_pasted_are_read_as_they_are_written(window: Browser, tmp_path: Path) -> None:
    window.open(_page("care-review", tmp_path))
    heading = "Case,Approved Budget,Revised Budget,Amount Reinstated,Reviewed On,Reinstated On"
    told = window.run(_PUT_IN, f'{heading}\nC1,"£20,000","£12,000",£0,6 May 2015,\n')
    assert "In all: £4,000" in told
    told = window.run(_PUT_IN, f"{heading}\n".replace(",", "\t") + "C1\t20000\t12000\t0\t2015-05-06\t\n")
    assert "In all: £4,000" in told


def test_a_row_that_cannot_be_read_is_told(window: Browser, tmp_path: Path) -> None:
    window.open(_page("care-review", tmp_path))
    told = window.run(_PUT_IN, "Case,Approved Budget\nC1,many\n")
    assert "Nothing can be worked out" in told
    assert "Case Reviews, row 2: Approved Budget “many” is not an amount in £" in told
    assert "Case Reviews, row 2: Reviewed On is empty, and should be a date, such as 2012-02-01" in told
    assert "BigInt" not in told
    assert "there is no column “Budget”" in window.run(_PUT_IN, "Case,Budget\nC1,1\n")


def test_what_is_wrong_with_rows_together_is_told_in_the_words_of_the_page(window: Browser, tmp_path: Path) -> None:
    window.open(_page("care-review", tmp_path))
    heading = "Case,Approved Budget,Revised Budget,Amount Reinstated,Reviewed On,Reinstated On"
    told = window.run(_PUT_IN, f"{heading}\nC1,200,100,0,2015-05-06,\nC1,200,100,0,2015-05-06,\n")
    assert "Case Reviews, row 3: another row has the same key" in told


def test_names_with_markup_stay_text_in_the_calculator(window: Browser, tmp_path: Path) -> None:
    window.open(_page("care-review", tmp_path))
    heading = "Case,Approved Budget,Revised Budget,Amount Reinstated,Reviewed On,Reinstated On"
    window.run(_PUT_IN, f"{heading}\n<img src=x id=evil>,200,100,0,2015-05-06,\n")
    assert window.run("return document.getElementById('evil') === null;") is True


def test_a_page_is_no_wider_than_the_window(window: Browser, tmp_path: Path) -> None:
    for name in ("resettlement", "west-yorkshire-custody"):
        window.open(_page(name, tmp_path))
        for width in (390, 1280):
            window.resize(width)
            found: list[Any] = window.run("return [document.documentElement.scrollWidth, window.innerWidth];")
            assert found[0] <= found[1], f"{name} at {width}"


def test_nothing_is_cut_off_on_paper(window: Browser, tmp_path: Path) -> None:
    """An A4 page with its margins is 174 mm wide, which is 658 pixels."""
    window.ask("/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"media": "print"})
    try:
        for name in ("resettlement", "childrens-centres"):
            window.open(_page(name, tmp_path))
            window.resize(658)
            wide = "[...document.querySelectorAll('math, table, pre, svg')].map((e) => e.getBoundingClientRect().right)"
            assert max(window.run(f"return {wide};")) <= 658, name
    finally:
        window.ask("/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"media": ""})
