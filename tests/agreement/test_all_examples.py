"""Every example builds and pays what `pbr pay` pays, in each target, or is declined with its clause and reason."""

from pathlib import Path

import pytest

import pbrlang
from pbrlang.backends import PROGRAMS, build
from pbrlang.lower.errors import CannotBuild
from tests.agreement.both import by_python, module_of
from tests.agreement.node import Node, data_for, source_of

EXAMPLES = sorted(each.name for each in (Path(__file__).parents[2] / "examples").iterdir() if each.is_dir())
DECLINED: dict[str, set[str]] = {}
"""What each declined example has that cannot be built; the words of the reasons that name it."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_is_built_and_agrees_or_is_declined(repository: Path, node: Node, example: str) -> None:
    contract = pbrlang.load(repository / "examples" / example)
    found = {target: build(contract.program, target) for target in PROGRAMS}
    if example in DECLINED:
        for told in found.values():
            assert not isinstance(told, dict), "it can be built now: take it off the list"
            assert all(isinstance(each, CannotBuild) and each.reason and each.advice for each in told)
            reasons = " ".join(each.reason for each in told if isinstance(each, CannotBuild))
            assert all(what in reasons for what in DECLINED[example])
        return
    python, script = found["python"], found["javascript"]
    assert isinstance(python, dict), [each.message() for each in python]
    assert isinstance(script, dict)
    folder = repository / "examples" / example / "data"
    reading = contract.read(folder)
    assert reading.as_at
    meant = contract.pay(reading).as_json()
    assert by_python(module_of(contract.program), folder, reading.as_at, reading.as_at) == meant
    assert node.settled(source_of(script), data_for(contract.program, reading, reading.as_at), reading.as_at) == meant
