"""Each message's page is true: its example gives the message, and what it says to do instead does not."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pbrlang.data.errors import (
    DATA_ERRORS,
    CellFault,
    DataDiagnostic,
    InexactNumber,
    MissingLibrary,
    UnclearSheet,
    UnreadableCharacters,
)
from pbrlang.data.folder import read_folder
from pbrlang.diagnostics import DataPlace
from pbrlang.diagnostics.draw import draw
from pbrlang.diagnostics.page import Page, Told
from tests.data.tables import GOOD_FILES, TABLES, write_files

ALL: tuple[type[Told], ...] = (*DATA_ERRORS, CellFault)
# No text can show what is not text, or what is not installed; the tests of each format show these messages.
NOT_AS_TEXT = (UnreadableCharacters, InexactNumber, MissingLibrary, UnclearSheet)
_TITLE = re.compile(r'title="(?P<file>[^"]+)"')


def name_of(message: type[DataDiagnostic]) -> str:
    return message.name


def told(folder: Path, files: Mapping[str, str]) -> list[DataDiagnostic]:
    if files:
        write_files(folder / "data", files)
    reading = read_folder(folder / "data", TABLES, symbol="£")
    return [*(each.fault for each in reading.bad), *reading.problems]


def files_of(page: Page, heading: str) -> Mapping[str, str]:
    """The files that a section of a page shows, among good ones; or the good ones that it lists."""
    files = dict(GOOD_FILES)
    for fence in page.examples(heading):
        title = _TITLE.search(fence.words)
        if title:
            stem = title["file"].partition(".")[0]
            files = {name: text for name, text in files.items() if name.partition(".")[0] != stem}
            files[title["file"]] = fence.text
        else:
            listed = [line.removeprefix("data/") for line in fence.text.splitlines() if line.startswith("data/")]
            files = {name: GOOD_FILES.get(name, "Note\nx\n") for name in listed}
    return files


@pytest.mark.parametrize("message", [each for each in DATA_ERRORS if each not in NOT_AS_TEXT], ids=name_of)
def test_the_example_of_a_page_gives_its_message(tmp_path: Path, message: type[DataDiagnostic]) -> None:
    page = Page.of(message)
    found = told(tmp_path, files_of(page, "Example"))
    assert message in {type(each) for each in found}
    for each in found:
        assert draw(each).startswith(f"{each.severity.value}[{each.code}]: ")


@pytest.mark.parametrize("message", DATA_ERRORS, ids=name_of)
def test_what_a_page_says_to_do_instead_is_free_of_faults(tmp_path: Path, message: type[DataDiagnostic]) -> None:
    assert told(tmp_path, files_of(Page.of(message), "Instead")) == []


def test_pages_have_their_parts() -> None:
    for message in ALL:
        page = Page.of(message)
        assert [section.heading for section in page.sections] == ["Why", "Example", "Instead"]
        assert page.title.endswith(".")


def test_codes_and_names_are_those_of_the_stage_and_stand_once() -> None:
    codes = sorted(each.code for each in ALL)
    assert codes == [f"PBR{number}" for number in range(501, 501 + len(codes))]
    names = {each.name for each in ALL}
    assert len(names) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", name) for name in names)


def test_a_class_without_a_text_of_its_own_cannot_be_told() -> None:
    with pytest.raises(TypeError, match="DataDiagnostic has no message"):
        DataDiagnostic(DataPlace("a.csv", 0)).message()
