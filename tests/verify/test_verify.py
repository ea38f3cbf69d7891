"""`pbr verify` finds a penny that is wrong, and says where."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import pbrlang
from pbrlang.backends import build
from pbrlang.verify import TARGETS, WayFailed, compared, differences, grown_data, plain, way_of
from pbrlang.verify import ways as ways_module
from pbrlang.verify.ways import BuiltPython
from tests.cli.homes import BAD_MOVES, CONTRACT, run, write


@pytest.fixture
def meant(repository: Path) -> str:
    return pbrlang.load(repository / "examples" / "care-review").pay().as_json()


def spoilt(meant: str, spoil: Any) -> str:
    told = json.loads(meant)
    spoil(told)
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def test_a_penny_is_found_in_its_line(meant: str) -> None:
    line = json.loads(meant)["statements"][0]["lines"][0]
    more = str(Decimal(line["amount"]) + Decimal("0.01"))
    (found,) = differences(meant, spoilt(meant, lambda told: told["statements"][0]["lines"][0].update(amount=more)))
    assert (found.meant, found.found, found.pence) == (line["amount"], more, Decimal("0.01"))
    assert (
        found.where == f"quarter 1 of year 1, Share Of Saving (clause 3.2), Case {line['for']['Case']}, {line['date']}"
    )


def test_a_line_too_few_is_found(meant: str) -> None:
    line = json.loads(meant)["statements"][0]["lines"][-1]
    (found,) = differences(meant, spoilt(meant, lambda told: told["statements"][0]["lines"].pop()))
    assert (found.meant, found.found, found.pence) == (line["amount"], None, None)


def test_a_total_is_found(meant: str) -> None:
    (found,) = differences(meant, spoilt(meant, lambda told: told.update(total="0.00")))
    assert found.where == "total of all statements"


def test_what_is_no_sum_is_found_by_its_place(meant: str) -> None:
    (found,) = differences(meant, spoilt(meant, lambda told: told["accounting"][0].update(used=1)))
    assert found.where == "/accounting/0/used"


def test_another_order_is_a_difference(meant: str) -> None:
    (found,) = differences(meant, json.dumps(json.loads(meant)))
    assert found.meant is None
    assert not differences(meant, meant)


@pytest.mark.parametrize("example", ["care-review", "childrens-centres", "work-programme"])
def test_every_target_agrees_on_made_up_data(repository: Path, example: str) -> None:
    program = pbrlang.load(repository / "examples" / example).program
    every = [data for seed in range(15) if (data := grown_data(program, seed)) is not None]
    for target in TARGETS:
        try:
            way = way_of(program, target)
        except ways_module.NotThere:
            pytest.skip("needs the program node")
        assert not isinstance(way, tuple)
        assert [compared(way, data) for data in every if not compared(way, data).same] == []
        way.close()


def test_a_contract_is_verified(repository: Path) -> None:
    done = run("verify", repository / "examples" / "care-review", "--target", "python", "--grown", "3")
    assert done.exit_code == 0
    assert "python: the same, to the byte" in done.stdout


def test_a_wrong_penny_is_told_and_its_data_is_kept(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = pbrlang.load(repository / "examples" / "care-review").program
    files = build(program, "python")
    assert isinstance(files, dict)
    wrong = {name: text.replace("half_down(50 * saving", "1 + half_down(50 * saving") for name, text in files.items()}
    assert wrong != files
    monkeypatch.setattr(ways_module, "way_of", lambda *_: BuiltPython.of(program, wrong))
    monkeypatch.setattr("pbrlang.verify.way_of", lambda *_: BuiltPython.of(program, wrong))
    done = run("verify", repository / "examples" / "care-review", "--target", "python", "--keep", tmp_path)
    assert done.exit_code == 1
    assert "python: differs on " in done.stdout
    assert "is found (+0.01)" in done.stdout
    kept = sorted(each.name for each in tmp_path.iterdir())
    assert kept
    assert {each.name for each in (tmp_path / kept[0]).iterdir()} == {"case_reviews.csv", "complete.csv"}


def test_a_failure_of_what_is_built_is_a_difference(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = pbrlang.load(repository / "examples" / "care-review").program
    data = grown_data(program, 1)
    assert data is not None

    class Failing:
        def settled(self, *_: Any) -> str:
            raise WayFailed("case_reviews.csv, row 2: no such day")

        def close(self) -> None:
            """Nothing was started."""

    assert compared(Failing(), data).failure == "case_reviews.csv, row 2: no such day"
    assert not compared(Failing(), data).same


def test_what_cannot_be_built_is_told_where_it_is_asked_for(repository: Path) -> None:
    leaving = repository / "examples" / "west-yorkshire-custody" / "leaving"
    asked = run("verify", leaving, "--target", "python", "--grown", "1")
    assert asked.exit_code == 1
    assert "cannot be built" in asked.stderr
    every = run("verify", leaving, "--grown", "1")
    assert every.exit_code == 0
    assert "python: declined; `pbr build --to python` says why" in every.stderr


def test_an_unknown_target_is_wrong_usage(repository: Path) -> None:
    done = run("verify", repository / "examples" / "care-review", "--target", "cobol")
    assert done.exit_code == 2
    assert "there are python, javascript, json, excel and sql" in done.stderr


def test_bad_rows_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, CONTRACT, BAD_MOVES)
    done = run("verify", path)
    assert done.exit_code == 1
    assert "Nothing is paid." in done.stderr


def test_an_engine_is_compared(repository: Path) -> None:
    pytest.importorskip("duckdb")
    done = run("verify", repository / "examples" / "care-review", "--engine", "duckdb", "--grown", "4")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[2:] == ["duckdb (engine): the same, to the byte"]


def test_an_engine_that_loses_a_row_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    lose_a_row(monkeypatch)
    done = run("verify", repository / "examples" / "care-review", "--engine", "duckdb", "--grown", "0")
    assert done.exit_code == 1
    assert "duckdb (engine): differs on 1 of 1 set of data" in done.stdout


def test_an_unknown_engine_is_wrong_usage(repository: Path) -> None:
    done = run("verify", repository / "examples" / "care-review", "--engine", "abacus")
    assert done.exit_code == 2
    assert "there are python, duckdb, postgres and spark" in done.stderr


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--engine", "postgres"], "--engine postgres needs --url"),
        (["--engine", "duckdb", "--url", "postgresql://x"], "is for --engine postgres: name that too"),
    ],
)
def test_a_server_goes_with_its_engine(repository: Path, words: list[str], why: str) -> None:
    done = run("verify", repository / "examples" / "care-review", *words)
    assert done.exit_code == 2
    assert why in " ".join(done.stderr.split())


def test_several_ways_are_told_in_a_table(repository: Path) -> None:
    pytest.importorskip("duckdb")
    words = ["--target", "json", "--engine", "duckdb", "--engine", "python", "--grown", "2"]
    done = run("verify", repository / "examples" / "care-review", *words)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[2:] == [
        "",
        "                 sets  the same",
        "json                3         3",
        "duckdb (engine)     3         3",
        "python (engine)     3         3",
        "",
        "All give the same as the interpreter, to the byte.",
    ]


def lose_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    real = plain.tables_of
    monkeypatch.setattr(
        "pbrlang.verify.engines.tables_of",
        lambda program, rows: {name: those[1:] for name, those in real(program, rows).items()},
    )


def test_the_table_tells_who_differs_and_who_declines(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("psycopg")
    lose_a_row(monkeypatch)
    nowhere = "postgresql://nobody@/none?host=/nowhere"
    words = ["--target", "json", "--engine", "duckdb", "--engine", "postgres", "--url", nowhere, "--grown", "0"]
    done = run("verify", repository / "examples" / "care-review", *words)
    assert done.exit_code == 1
    assert "duckdb (engine): differs on 1 of 1 set of data" in done.stdout
    assert [" ".join(line.split()) for line in done.stdout.splitlines()[-4:]] == [
        "sets the same different declined",
        "json 1 1",
        "duckdb (engine) 1 1",
        "postgres (engine) 1 1",
    ]
    assert "the server cannot be used" in done.stderr


def test_all_of_it_is_there_as_json(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    folder = repository / "examples" / "care-review"
    same = json.loads(run("verify", folder, "--engine", "duckdb", "--target", "json", "--grown", "1", "--json").stdout)
    assert same["same"]
    assert [(each["name"], each["sets"], each["same"]) for each in same["ways"]] == [
        ("json", 2, 2),
        ("duckdb (engine)", 2, 2),
    ]
    assert [each["name"] for each in same["data"]] == [str(folder / "data"), "seed 1"]
    lose_a_row(monkeypatch)
    done = run("verify", folder, "--engine", "duckdb", "--grown", "0", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert not told["same"]
    [different] = told["ways"][0]["different"]
    assert different["data"] == str(folder / "data")
    assert {"where", "meant", "found"} == set(different["differences"][0])


def test_a_target_that_cannot_be_built_is_in_the_json(repository: Path) -> None:
    leaving = repository / "examples" / "west-yorkshire-custody" / "leaving"
    done = run("verify", leaving, "--target", "python", "--grown", "0", "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert (told["same"], told["not_built"], told["ways"]) == (False, ["python"], [])
