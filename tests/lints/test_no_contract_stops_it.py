"""Nothing in the language stops the checker or `pbr incentives`: what they cannot follow they are silent about."""

from pathlib import Path

import pytest

from pbrlang.analysis.held import cases_of
from pbrlang.analysis.incentive import incentives
from pbrlang.ir.program import Program
from pbrlang.lints import find
from pbrlang.pipeline import Compilation
from tests.language.pages import PAGES, cases
from tests.language.running import compiled


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_contract_of_the_reference_can_be_looked_at(page: Path) -> None:

    for case in cases(page):
        compilation = compiled(case)
        if compilation.program is not None:
            _looked_at(compilation, compilation.program)


def _looked_at(compilation: Compilation, program: Program) -> None:
    told = find(program, compilation.tree).open
    assert all(each.message() and each.sources() and each.help() is not None for each in told)
    assert all(each.edits() is not None for each in told)
    for each in incentives(program, cases_of(program)):
        assert each.pieces
