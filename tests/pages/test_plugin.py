"""Sites with contracts on their pages: mistakes by page and line, what is shown, and colours in two themes."""

import re
import shutil
from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="needs mkdocs")
pytest.importorskip("jinja2", reason="needs jinja2")

from pbrlang.pages.fences import fences
from pbrlang.pages.reading import Reader
from pbrlang.pages.showing import shown
from tests.cli.homes import CONTRACT
from tests.pages.sites import MATERIAL, PLAIN, ROOT, build, declare

WRONG = CONTRACT.replace("pays £1,234.50", "pays 3 bedrooms")
LINE = 1 + WRONG.splitlines().index("    pays 3 bedrooms")


@pytest.fixture(autouse=True)
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(tmp_path, monkeypatch)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def fenced(text: str, info: str = "") -> str:
    return f"```pbr{info}\n{text}```\n"


def test_a_sound_contract_is_coloured_in_the_plain_theme(tmp_path: Path) -> None:
    built = build(tmp_path, {"index.md": f"# Homes\n\n{fenced(CONTRACT)}"})
    assert built.warnings == []
    assert '<span class="kd">fee</span>' in built.page()
    assert "pbr-code" in (built.folder / "assets" / "pbr-pages.css").read_text(encoding="utf-8")
    assert 'href="assets/pbr-pages.css"' in built.page()


def test_superfences_colours_it_by_the_same_words(tmp_path: Path) -> None:
    built = build(tmp_path, {"index.md": fenced(CONTRACT, ' title="contract.pbr"')}, MATERIAL)
    assert built.warnings == []
    assert '<span class="kd">fee</span>' in built.page()
    assert '<span class="filename">contract.pbr</span>' in built.page()


@pytest.mark.parametrize("settings", [PLAIN, MATERIAL])
def test_a_mistake_is_told_with_its_page_and_line(tmp_path: Path, settings: str) -> None:
    front = "---\ntitle: A page\n---\n\n"
    page = f"{front}# Homes\n\n{fenced(CONTRACT)}\nAnd:\n\n{fenced(WRONG)}"
    built = build(tmp_path, {"index.md": "# Home\n", "a/homes.md": page}, settings)
    (told,) = built.warnings
    place = page[: page.index(WRONG)].count("\n") + LINE
    assert page.splitlines()[place - 1] == "    pays 3 bedrooms"
    assert told.startswith(f"a/homes.md:{place}: PBR")


def test_a_strict_build_fails(tmp_path: Path) -> None:
    from mkdocs.exceptions import Abort

    with pytest.raises(Abort, match="1 warning"):
        build(tmp_path, {"index.md": fenced(WRONG)}, f"strict: true\n{PLAIN}")


def test_inside_an_admonition_and_in_a_list_lines_are_right_too(tmp_path: Path) -> None:
    indented = "".join(f"    {line}\n" if line else "\n" for line in fenced(WRONG).splitlines())
    built = build(tmp_path, {"index.md": f'!!! note "So"\n\n{indented}'}, MATERIAL)
    (told,) = built.warnings
    assert told.startswith(f"index.md:{3 + LINE}: PBR")


def test_a_part_of_a_contract_is_checked_for_how_it_is_written(tmp_path: Path) -> None:
    sound = "payment Home\n    for each Move\n    pays £5\n"
    built = build(tmp_path, {"index.md": fenced(sound) + "\n" + fenced(sound.replace("pays", "gives"))})
    (told,) = built.warnings
    assert told.startswith("index.md:10: PBR1")
    assert "gives" in told


def test_what_is_not_to_be_checked_is_not(tmp_path: Path) -> None:
    pages = {"index.md": fenced(WRONG, ' check="no"'), "bad/one.md": fenced(WRONG)}
    built = build(tmp_path, pages, PLAIN, 'pbr: {unchecked: ["bad/*"]}')
    assert built.warnings == []
    assert '<span class="m">3</span>' in built.page()
    assert build(tmp_path / "off", {"index.md": fenced(WRONG)}, PLAIN, "pbr: {check: false}").warnings == []


def test_a_fence_in_a_fence_is_text(tmp_path: Path) -> None:
    assert build(tmp_path, {"index.md": f"````markdown\n{fenced(WRONG)}````\n"}).warnings == []


def test_a_contract_is_put_together_from_titled_blocks(tmp_path: Path) -> None:
    first = CONTRACT.partition("always:")[0]
    more = "Most Of All means £2,500\n"
    wrong = "fee Home Found\n    for each Move\n    pays Nothing Known\n"
    page = (
        fenced(first, ' title="contract.pbr"')
        + "\n"
        + fenced(more, ' title="contract.pbr, added at the end"')
        + "\n"
        + fenced(wrong, ' title="contract.pbr, the block changed"')
    )
    built = build(tmp_path, {"index.md": page})
    (told,) = built.warnings
    line = page.splitlines().index("    pays Nothing Known") + 1
    assert told.startswith(f"index.md:{line}: PBR2")


def test_tables_of_other_blocks_are_files_beside_the_contract(repository: Path, tmp_path: Path) -> None:
    page = (repository / "docs" / "how-to" / "index-linked-fee.md").read_text(encoding="utf-8")
    assert build(tmp_path, {"index.md": page}).warnings == []


def test_a_contract_from_its_file_is_shown_in_each_way(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "west-yorkshire-custody", tmp_path / "contracts")
    wanted = ("source", "clauses", "curve Bed Nights", "example a third", "findings")
    page = "\n\n".join(f'```pbr file="contracts/contract.pbr" show="{each}"\n```' for each in wanted)
    built = build(tmp_path, {"index.md": page})
    assert built.warnings == []
    html = built.page()
    assert '<span class="kd">contract</span>' in html
    assert html.count("<figure") >= 1
    assert html.count("<svg") >= 1
    assert "Example 2: a third off bed nights keeps the whole grant" in html
    assert "Example 1:" not in html
    assert "pbr-findings" in html
    assert "Investment Grant</h3>" in html
    ids = [each.split('"')[0] for each in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_of_the_clauses_those_that_are_named_are_shown(tmp_path: Path) -> None:
    page = fenced(CONTRACT, ' show="clauses" only="small home, Yearly Budget"')
    html = build(tmp_path, {"index.md": page}).page()
    assert re.findall(r"</span> ([^<]+)</h3>", html) == ["Small Home", "Yearly Budget"]


def test_the_whole_document_can_stand_on_a_page(tmp_path: Path) -> None:
    built = build(tmp_path, {"index.md": fenced(CONTRACT, ' show="document"')})
    assert built.warnings == []
    assert "How amounts are computed" in built.page()


def test_a_rate_card_is_a_table_and_its_words_are_text(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "work-programme" / "contract.pbr").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples" / "work-programme", tmp_path / "wp")
    (tmp_path / "wp" / "contract.pbr").write_text(text, encoding="utf-8")
    built = build(tmp_path, {"index.md": '```pbr file="wp" show="tariff Price List"\n```\n'})
    assert built.warnings == []
    assert "Price List</caption>" in built.page()
    assert "Attachment Price" not in built.page()
    assert "£3,500" in built.page()


@pytest.mark.parametrize(
    ("info", "told"),
    [
        ('file="nowhere.pbr"', "there is no file `nowhere.pbr`"),
        ('file="c.pbr" show="music"', "there is nothing called `music` to show: there are source"),
        ('file="c.pbr" show="curve Rain"', "the contract has no curve `Rain`: there are `Bedrooms`"),
        ('file="c.pbr" show="tariff Rain"', "the contract has no rate card `Rain`: it has none of them"),
        ('file="c.pbr" show="example rain"', "the contract has no example `rain`: there are `one home`"),
        ('title="x.pbr, the block changed"', None),
    ],
)
def test_what_cannot_be_shown_is_told(tmp_path: Path, info: str, told: str | None) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "c.pbr").write_text(CONTRACT, encoding="utf-8")
    built = build(tmp_path, {"index.md": f"# A\n\n```pbr {info}\n```\n"})
    if told is None:
        assert built.warnings == []
    else:
        (warning,) = built.warnings
        assert warning.startswith(f"index.md:3: {told}")


def test_a_mistake_in_a_file_is_told_with_its_line_there(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "c.pbr").write_text(WRONG, encoding="utf-8")
    (told,) = build(tmp_path, {"index.md": '# A\n\n```pbr file="c.pbr"\n```\n'}).warnings
    assert told.startswith(f"index.md:3: c.pbr, line {LINE}: PBR")


def test_no_program_runs_on_a_page_of_a_site() -> None:
    reader = Reader((ROOT / "examples",))
    contract = reader.read(fences(['```pbr file="work-programme"', "```"])[0])
    html = shown(contract, "document", "one")
    assert "Worked examples" in html
    assert "<script" not in html
