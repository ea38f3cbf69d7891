"""A Word document as a real word processor opens it."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from pbrlang.render.formats import draw
from tests.render.everything import EVERYTHING, HOSTILE


@pytest.fixture
def office(program: Callable[[str], str], tmp_path: Path) -> Callable[[bytes], pypdf.PdfReader]:
    """Print a Word document with LibreOffice, in a profile of its own."""
    soffice = program("lowriter")
    program("lomath")  # without it equations are left out

    def printed(content: bytes) -> pypdf.PdfReader:
        (tmp_path / "document.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*command, str(tmp_path / "document.docx")], check=True, capture_output=True, timeout=300)
        return pypdf.PdfReader(io.BytesIO((tmp_path / "document.pdf").read_bytes()))

    return printed


def test_libreoffice_shows_numbers_headers_and_equations(office: Callable[[bytes], pypdf.PdfReader]) -> None:
    reader = office(draw(EVERYTHING, ".docx"))
    pages = [" ".join(each.extract_text().split()) for each in reader.pages]
    whole = " ".join(pages)
    for shown in (
        "4.1 Fee",
        "4.1.1 It is paid once.",
        "4.3 Bonus",
        "4.4 A clause that is new",
        "1.1 A numbered paragraph",
    ):
        assert shown in whole
    assert HOSTILE.split()[0] in whole
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all(EVERYTHING.running in page for page in pages[1:])
    assert EVERYTHING.running not in pages[0]
    assert "days in the period" in whole.split("Formulae and pictures")[-1]
    months = [page for page in pages if "Month 1 " in page or "Month 60 " in page]
    assert len(months) == 2
    assert all("Month Days" in page for page in months)
