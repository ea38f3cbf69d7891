"""Workbooks, reckoned anew by LibreOffice from files without any values."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Every formula is reckoned when a file is opened, whatever values it holds."""

Values = dict[str, dict[str, Any]]
"""The value of each cell that holds one, by sheet and cell."""


class OfficeFailed(Exception):
    """LibreOffice gave no workbook; the text is what it said."""


def office() -> str | None:
    """The program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def reckoned(files: Mapping[str, bytes], folder: Path, program: str) -> dict[str, Values]:
    """The values of all cells of some workbooks, reckoned by LibreOffice in a fresh profile. Raises OfficeFailed."""
    profile, given, out = folder / "profile", folder / "given", folder / "out"
    for each in (profile / "user", given, out):
        each.mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    for name, content in files.items():
        (given / f"{name}.xlsx").write_bytes(emptied(content))
    paths = [str(given / f"{name}.xlsx") for name in files]
    words = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run([*words, "--outdir", str(out), *paths], capture_output=True, text=True, check=False)
    found = {name: out / f"{name}.xlsx" for name in files}
    if not all(path.is_file() for path in found.values()):
        raise OfficeFailed(done.stdout + done.stderr)
    return {name: values(path.read_bytes()) for name, path in found.items()}


def emptied(content: bytes) -> bytes:
    """The same workbook without the values that it shows for its formulae."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            text = old.read(each)
            if each.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            new.writestr(each, text)
    return out.getvalue()


def values(content: bytes) -> Values:
    """The value of each cell that holds one; an empty text is none."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    found: Values = {}
    for sheet in book.worksheets:
        cells = (cell for row in sheet.iter_rows() for cell in row)
        found[sheet.title] = {cell.coordinate: cell.value for cell in cells if cell.value not in (None, "")}
    return found


def unlike(shown: Values, found: Values) -> list[tuple[str, str, Any, Any]]:
    """The cells of two workbooks that hold something else; sums of pounds are shown to the penny."""
    told = []
    for sheet, cells in shown.items():
        for cell in {**cells, **found[sheet]}:
            one, other = cells.get(cell), found[sheet].get(cell)
            if one != other and not (sheet == "Statement" and _pence(one) == _pence(other)):
                told.append((sheet, cell, one, other))
    return told


def _pence(value: Any) -> Any:
    return round(value * 100) if isinstance(value, int | float) else value
