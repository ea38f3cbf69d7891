import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import pbrlang
from pbrlang import api
from tests.cli.homes import BAD_MOVES, CONTRACT, write

GONE = CONTRACT.replace("currency GBP\n", "")


def test_a_contract_is_loaded_by_its_file_or_its_folder(tmp_path: Path) -> None:
    write(tmp_path)
    for path in (tmp_path, str(tmp_path), tmp_path / "contract.pbr"):
        contract = pbrlang.load(path)
        assert contract.path == tmp_path / "contract.pbr"
        assert contract.check() == ()


def test_what_cannot_be_loaded_is_raised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        pbrlang.load(tmp_path / "nothing.pbr")
    with pytest.raises(FileNotFoundError, match=r"holds no contract\.pbr"):
        pbrlang.load(tmp_path)
    (tmp_path / "contract.pbr").write_bytes(b"\xff")
    with pytest.raises(pbrlang.UnreadableContract, match="line 1"):
        pbrlang.load(tmp_path)


def test_mistakes_are_told_by_check_and_raised_by_all_else(tmp_path: Path) -> None:
    contract = pbrlang.load(write(tmp_path, GONE))
    told = contract.check()
    assert told
    for ask in (contract.test, contract.read, contract.pay, lambda: contract.why("3", "M1")):
        with pytest.raises(pbrlang.ContractMistakes) as raised:
            ask()
        assert raised.value.diagnostics == told


def test_evidence_counts_examples_and_failed_properties(tmp_path: Path) -> None:
    evidence = pbrlang.load(write(tmp_path, CONTRACT.replace("means £2,500", "means £2,499"))).test()
    assert (evidence.passed, evidence.failed) == (1, 1)
    assert [each.held for each in evidence.always] == [False]


def test_rows_given_from_a_file_lie_beside_the_contract(tmp_path: Path) -> None:
    start, end = CONTRACT.index("    given Moves"), CONTRACT.index("    expect Home Found in")
    given = CONTRACT[:start] + '    given Moves from "NAME"\n' + CONTRACT[end:]
    (tmp_path / "secret.csv").write_text("Move,Moved On,Bedrooms\nM1,2020-04-03,2\n")
    folder = write(tmp_path / "here", given.replace("NAME", "given/moves.csv"))
    assert pbrlang.load(folder).check()
    (folder / "given").mkdir()
    (tmp_path / "secret.csv").rename(folder / "given" / "moves.csv")
    assert pbrlang.load(folder).test().passed == 1
    (folder / "given" / "moves.csv").rename(tmp_path / "secret.csv")
    assert pbrlang.load(write(folder, given.replace("NAME", "../secret.csv"))).check()


def test_a_payment(tmp_path: Path) -> None:
    payment = pbrlang.load(write(tmp_path)).pay()
    assert payment.settlement.total == Fraction("2465.50")
    assert (payment.settlement.as_at, payment.provisional, payment.bad) == (date(2020, 9, 30), False, ())
    assert payment.as_json().startswith('{\n  "format": 1,')
    assert payment.as_csv().count("\n") == 5


def test_dates_bound_a_payment(tmp_path: Path) -> None:
    contract = pbrlang.load(write(tmp_path, complete=None))
    with pytest.raises(pbrlang.DataMistakes):
        contract.pay()
    until_june = contract.pay(as_at=date(2020, 6, 30), complete_to=date(2020, 12, 31))
    assert len(until_june.settlement.statements) == 3
    assert until_june.settlement.total == Fraction("1234.50")


def test_data_is_read_once_and_paid_by_twice(tmp_path: Path) -> None:
    contract = pbrlang.load(write(tmp_path / "a"))
    told: list[tuple[str, int]] = []
    reading = contract.read(tmp_path / "a" / "data", progress=lambda table, count: told.append((table, count)))
    assert told[-1] == ("Move", 4)
    totals = [contract.pay(reading, as_at=day).settlement.total for day in (date(2020, 4, 30), date(2020, 9, 30))]
    assert totals == [Fraction("1234.50"), Fraction("2465.50")]


def test_bad_rows_are_raised_or_set_aside(tmp_path: Path) -> None:
    contract = pbrlang.load(write(tmp_path, moves=BAD_MOVES))
    with pytest.raises(pbrlang.DataMistakes, match=r"2 errors in moves\.csv") as raised:
        contract.pay()
    assert [each.place.row for each in raised.value.bad] == [3, 3]
    assert len(raised.value.findings) == 2
    payment = contract.pay(set_aside=tmp_path / "aside.csv")
    assert payment.provisional
    assert payment.settlement.total == Fraction(2469)
    assert len((tmp_path / "aside.csv").read_text().splitlines()) == 3


def test_rows_that_the_contract_cannot_be_applied_to_are_bad_too(tmp_path: Path) -> None:
    prices = "tariff Price List by Contract Year of Asked On\n    | Contract Year | Price     |\n"
    by_year = CONTRACT[: CONTRACT.index("example ")].replace("pays £1,234.50", "pays Price")
    by_year = by_year.replace("Moved On    date", "Moved On    date\n    Asked On    date")
    by_year = by_year.replace("fee Home Found", prices + "    | 1 and later   | £1,234.50 |\n\nfee Home Found")
    moves = "Move,Moved On,Asked On,Bedrooms\nM1,2020-04-03,2020-04-01,2\nM2,2020-07-01,2019-07-01,2\n"
    contract = pbrlang.load(write(tmp_path, by_year, moves=moves))
    assert contract.check() == ()
    with pytest.raises(pbrlang.DataMistakes) as raised:
        contract.pay()
    assert [(each.place.row, each.fault.name) for each in raised.value.bad] == [(3, "outside-contract-years")]
    payment = contract.pay(set_aside=tmp_path / "aside.csv")
    assert (payment.provisional, payment.settlement.total) == (True, Fraction("1234.50"))
    assert "outside" not in contract.why("Home Found", "M1").text
    assert contract.why("Home Found", "M2").amount == 0


def test_why(tmp_path: Path) -> None:
    contract = pbrlang.load(write(tmp_path))
    one = contract.why("Home Found", "M3")
    assert one.amount == 31
    assert contract.why("3", {"Move": "M3"}, date(2020, 7, 9)).lines == one.lines
    assert len(one.lines) <= 15
    with pytest.raises(pbrlang.NoSuchAmount, match="Home Found") as raised:
        contract.why("Home Fond", "M3")
    assert raised.value.diagnostic.name == "no-such-clause"


def test_only_the_names_of_the_interface_are_there() -> None:
    assert all(hasattr(pbrlang, name) for name in pbrlang.__all__)
    with pytest.raises(AttributeError, match="laod"):
        _ = pbrlang.laod


def test_what_the_page_shows_runs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    shown = re.findall(
        r"```python\n(.*?)```", (repository / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(shown) == 2
    for program in (*shown, *re.findall(r"```python\n(.*?)```", api.__doc__ or "", re.DOTALL)):
        exec(program, {})  # the page is ours


def test_the_page_names_the_whole_interface(repository: Path) -> None:
    page = (repository / "docs" / "python.md").read_text(encoding="utf-8")
    assert [name for name in pbrlang.__all__ if f"`{name}" not in page and f".{name}" not in page] == ["__version__"]
