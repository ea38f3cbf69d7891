from pathlib import Path

from click.testing import CliRunner

from pbrlang.cli.doc import doc


def test_it_writes_the_format_that_the_name_says(repository: Path, tmp_path: Path) -> None:
    contract = str(repository / "examples" / "west-yorkshire-custody")
    page, text = tmp_path / "a.html", tmp_path / "a.md"
    for file in (page, text):
        done = CliRunner().invoke(doc, [contract, "-o", str(file)])
        assert (done.exit_code, done.output) == (0, f"{file}: written\n")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert text.read_text(encoding="utf-8").startswith("# West Yorkshire Youth Custody Pathfinder\n")


def test_a_name_that_says_no_format_is_refused(repository: Path, tmp_path: Path) -> None:
    contract = str(repository / "examples" / "care-review")
    done = CliRunner().invoke(doc, [contract, "-o", str(tmp_path / "a.xyz")])
    assert done.exit_code == 2
    assert ".html (a web page)" in done.output
    done = CliRunner().invoke(doc, [contract, "-o", str(tmp_path / "none" / "a.html")])
    assert done.exit_code == 2
    assert "there is no folder" in done.output


def test_a_contract_with_errors_writes_nothing(tmp_path: Path) -> None:
    contract = tmp_path / "contract.pbr"
    contract.write_text("contract A\n", encoding="utf-8")
    done = CliRunner().invoke(doc, [str(contract), "-o", str(tmp_path / "a.html")])
    assert done.exit_code == 1
    assert not (tmp_path / "a.html").exists()
