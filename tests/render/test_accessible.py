"""What a reader with a screen reader, a keyboard or weak sight needs of a page, as checkers ask for it."""

import re
from fractions import Fraction
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from pbrlang.render.formats import draw
from tests.render.made import EXAMPLES, document

_SVG = "{http://www.w3.org/2000/svg}"
_PAIRS = (
    ("ink", "paper"),
    ("soft", "paper"),
    ("link", "paper"),
    ("ink", "shade"),
    ("soft", "shade"),
    ("link", "shade"),
)
"""Colours of words and what they stand on; the ratio of their brightness has to be 4.5 or more."""


def _page(name: str) -> ET.Element:
    page = draw(document(name), ".html").decode()
    page = re.sub(r"<script.*?</script>|<style>.*?</style>|<meta[^>]*>|<!DOCTYPE html>", "", page, flags=re.DOTALL)
    return ET.fromstring(page)


@pytest.mark.parametrize("name", EXAMPLES)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [int(each.tag[1]) for each in _page(name).iter() if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels[0] == levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", EXAMPLES)
def test_ids_are_unique_and_all_that_refers_to_one_finds_it(name: str) -> None:
    page = _page(name)
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    named = {one for each in page.iter() for one in (each.get("aria-labelledby") or "").split()}
    linked = {(each.get("href") or "")[1:] for each in page.iter("a") if (each.get("href") or "").startswith("#")}
    assert named | linked <= set(ids)


@pytest.mark.parametrize("name", EXAMPLES)
def test_tables_pictures_formulae_and_what_scrolls_have_names(name: str) -> None:
    page = _page(name)
    assert page.get("lang") == "en-GB"
    assert all(
        "".join(each.itertext()).strip() for tag in ("th", "a", "h2", "h3", "caption") for each in page.iter(tag)
    )
    assert all(each.get("scope") in ("col", "row") for each in page.iter("th"))
    assert all(each.findtext(f"{_SVG}title") and each.findtext(f"{_SVG}desc") for each in page.iter(f"{_SVG}svg"))
    assert all(each.get("aria-label") for each in page.iter("math"))
    assert all(each.get("aria-label") for each in page.iter() if each.get("tabindex") == "0" and each.tag != "pre")


def _brightness(colour: str) -> Fraction:
    """The relative luminance of a colour, by the rule of the Web Content Accessibility Guidelines, a little rounded."""
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == len("fff") else digits
    parts = [Fraction(int(digits[at : at + 2], 16), 255) for at in (0, 2, 4)]
    straight = [each / Fraction("12.92") if each <= Fraction("0.04045") else _curved(each) for each in parts]
    return sum(
        (a * b for a, b in zip(straight, map(Fraction, ("0.2126", "0.7152", "0.0722")), strict=True)), Fraction(0)
    )


def _curved(part: Fraction) -> Fraction:
    return Fraction(round(((part + Fraction("0.055")) / Fraction("1.055")) ** Fraction("2.4") * 10**6), 10**6)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(scheme: int) -> None:
    style = files("pbrlang.render.html").joinpath("page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w+)", blocks[scheme]))
    for words, ground in _PAIRS:
        high, low = sorted((_brightness(colours[words]), _brightness(colours[ground])), reverse=True)
        assert (high + Fraction("0.05")) / (low + Fraction("0.05")) >= Fraction("4.5"), f"{words} on {ground}"
