import pytest

from pbrlang.catalog import messages
from tests.cli.homes import run


@pytest.mark.parametrize("name", ["ambiguous-date", "PBR513", "pbr513"])
def test_a_message_by_its_name_or_code(name: str) -> None:
    done = run("rule", name)
    assert done.stdout.startswith("ambiguous-date (PBR513, error)\n")
    assert "Why\n" in done.stdout
    assert done.exit_code == 0


def test_a_misspelt_name_is_wrong_usage_and_the_nearest_are_shown() -> None:
    done = run("rule", "ambigous-date")
    assert done.exit_code == 2
    assert "did you mean ambiguous-date" in done.stderr


def test_without_a_name_all_are_listed() -> None:
    lines = run("rule").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [each.code for each in messages()]
