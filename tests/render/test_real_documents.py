"""Documents of whole contracts, as Word and PDF have them."""

import io
from pathlib import Path

import pypdf
import pytest

import pbrlang
from pbrlang.render.formats import draw
from pbrlang.render.model import Clause, Paragraph, Section
from pbrlang.render.model.visiting import every
from tests.cli.homes import CONTRACT
from tests.render.docx.reading import Counter, W, opened, value

QUICK = ("care-review", "west-yorkshire-custody")
EXAMPLES = sorted(path.parent.name for path in (Path(__file__).parents[2] / "examples").glob("*/contract.pbr"))
MARKUP = "<b>People</b> & *homes* $x_1$ #let @who [a](b) {c} `d` \\e ~f | g"


@pytest.mark.parametrize(
    "example", [each if each in QUICK else pytest.param(each, marks=pytest.mark.slow) for each in EXAMPLES]
)
def test_word_counts_every_number_of_an_example(repository: Path, example: str) -> None:
    document = pbrlang.load(repository / "examples" / example).document()
    parts = [each for each in every(document.sections) if isinstance(each, Section | Clause | Paragraph)]
    wanted = [each.number for each in parts if each.number is not None]
    word = opened(draw(document, ".docx"))
    counter = Counter(word.parts["word/numbering.xml"])
    found = []
    for each in word.body.iter(f"{W}p"):
        number = counter.number(each)
        style = each.find(f"{W}pPr/{W}pStyle")
        if number is not None and style is not None and value(style).startswith(("Heading", "Numbered")):
            found.append(number)
    assert len(wanted) > 20
    assert found == wanted


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_markup_in_a_contract_stays_words(tmp_path: Path, suffix: str) -> None:
    text = CONTRACT.replace("People leave shelters for homes of their own.", MARKUP)
    text = text.replace('"A charity"', f'"{MARKUP}"').replace("Signed tenancy agreement", MARKUP)
    (tmp_path / "contract.pbr").write_text(text, encoding="utf-8")
    content = draw(pbrlang.load(tmp_path).document(), suffix)
    if suffix == ".docx":
        said = opened(content).text()
    else:
        said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    letters = "".join(said.split())
    assert letters.count("".join(MARKUP.split())) >= 4
