"""The help of each command teaches, and what it teaches is true."""

import shlex
from pathlib import Path

import click
import pytest

from pbrlang.cli.groups import Command
from pbrlang.cli.ledger import ledger
from pbrlang.cli.main import pbr
from tests.cli.homes import run

COMMANDS = [(name, command) for name, command in pbr.commands.items() if isinstance(command, Command)]
COMMANDS += [(f"ledger {name}", command) for name, command in ledger.commands.items() if isinstance(command, Command)]
EXAMPLES = [example for _, command in COMMANDS for example in command.examples]


def test_every_command_has_examples_and_says_what_its_status_means() -> None:
    assert list(pbr.commands) == [
        "check",
        "incentives",
        "test",
        "pay",
        "why",
        "settle",
        "ledger",
        "statement",
        "doc",
        "diff",
        "site",
        "build",
        "verify",
        "rule",
    ]
    assert [name for name, _ in COMMANDS if " " in name] == [f"ledger {name}" for name in ledger.commands]
    assert len(COMMANDS) == len(pbr.commands) - 1 + len(ledger.commands)
    for name, command in COMMANDS:
        done = run(*name.split(), "--help")
        assert done.exit_code == 0
        assert len(command.examples) == 2
        assert all(f"\n  {example}\n" in done.stdout for example in command.examples)
        assert all(f"\n  {status}  {meaning}" in done.stdout for status, meaning in command.statuses.items())


@pytest.mark.parametrize("example", [each for each in EXAMPLES if " contract." not in each])
def test_examples_can_be_typed_as_they_stand(repository: Path, monkeypatch: pytest.MonkeyPatch, example: str) -> None:
    monkeypatch.chdir(repository)
    words = [path for word in shlex.split(example)[1:] for path in (*map(str, sorted(Path().glob(word))),) or (word,)]
    assert run(*words).exit_code == 0


@pytest.mark.parametrize("example", [each for each in EXAMPLES if " contract." in each])
def test_examples_that_name_some_contract_have_words_that_there_are(example: str) -> None:
    name, *words = shlex.split(example)[1:]
    command = ledger.commands[words.pop(0)] if name == "ledger" else pbr.commands[name]
    known = {option for parameter in command.params for option in parameter.opts if isinstance(parameter, click.Option)}
    assert {word for word in words if word.startswith("-")} <= known


def test_a_misspelt_command_is_wrong_usage_and_the_right_one_is_shown() -> None:
    done = run("chekc")
    assert done.exit_code == 2
    assert "there is no command chekc: did you mean check?" in done.stderr
    known = "check, incentives, test, pay, why, settle, ledger, statement, doc, diff, site, build, verify and rule"
    assert f"there are {known}" in run("xyzzy").stderr
