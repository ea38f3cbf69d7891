"""A Word document as a real word processor opens it."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from pbrlang.render.formats import draw
from tests.render.docx.office import Office
from tests.render.everything import EVERYTHING, HOSTILE


@pytest.fixture
def office(program: Callable[[str], str], tmp_path: Path) -> Office:
    found = program("lowriter")
    program("lomath")  # without it equations are left out
    return Office(found, tmp_path)


def test_libreoffice_shows_numbers_headers_and_equations(office: Office) -> None:
    reader = pypdf.PdfReader(io.BytesIO(office.printed(draw(EVERYTHING, ".docx"))))
    pages = [" ".join(each.extract_text().split()) for each in reader.pages]
    whole = " ".join(pages)
    shown = ("4.1 Fee", "4.1.1 It is paid once.", "4.3 Bonus", "4.4 A clause that is new", "1.1 A numbered paragraph")
    assert [each for each in shown if each not in whole] == []
    assert HOSTILE.split()[0] in whole
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all(EVERYTHING.running in page for page in pages[1:])
    assert EVERYTHING.running not in pages[0]
    assert "days in the period" in whole.split("Formulae and pictures")[-1]
    months = [page for page in pages if "Month 1 " in page or "Month 60 " in page]
    assert len(months) == 2
    assert all("Month Days" in page for page in months)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "there", "gone"),
    [
        (
            "AcceptAllTrackedChanges",
            ["The fee was £1,000 from 1 April 2031.", "A clause that is new", "New words."],
            ["£900", "A clause that is gone", "Old words."],
        ),
        (
            "RejectAllTrackedChanges",
            ["The fee was £900.", "A clause that is gone", "Old words."],
            ["£1,000 from", "A clause that is new", "New words."],
        ),
    ],
)
def test_changes_are_accepted_or_rejected_by_a_word_processor(
    office: Office, command: str, there: list[str], gone: list[str]
) -> None:
    text = office.decided(draw(EVERYTHING, ".docx"), command)
    assert [each for each in there if each not in text] == []
    assert [each for each in gone if each in text] == []
