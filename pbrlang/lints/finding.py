"""All advice on a contract, and what of it the parties accept."""

from collections.abc import Collection, Iterable

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.order import in_order
from pbrlang.ir.program import Accepted, Program
from pbrlang.lints.accepting import about_accepting, answers
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.registry import Lint, lints
from pbrlang.lints.settings import Settings
from pbrlang.settle import Worked
from pbrlang.syntax.tree.blocks import ContractText


@frozen(eq=False)
class Found:
    """What is open, and what the parties accept, each with their reason."""

    open: tuple[Advice, ...]
    accepted: tuple[tuple[Advice, Accepted], ...]


def find(
    program: Program,
    tree: ContractText,
    settings: Settings | None = None,
    *,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    worked: Worked | None = None,
) -> Found:
    """All advice on a contract without errors, in order of place.

    `only` and `skip` name checks by name, code or family; `worked` are the worked examples, if they are run elsewhere
    too. What the contract accepts is judged against all
    that was looked for: of what is left out nothing is said.
    """
    wanted = [each for each in lints() if _is_wanted(each, only, skip)]
    design = Design(program, tree, settings or Settings(), worked)
    told = [advice for each in wanted for advice in each.check(design)]
    told += about_accepting(program, told, {each.name for each in wanted}, only, skip)
    return _sorted(told, program)


def _is_wanted(lint: Lint, only: Collection[str], skip: Collection[str]) -> bool:
    if any(lint.is_called(word) for word in skip):
        return False
    return not only or any(lint.is_called(word) for word in only)


def _sorted(told: Iterable[Diagnostic], program: Program) -> Found:
    found = [each for each in in_order(told) if isinstance(each, Advice)]
    pairs = [(each, answers(each, program.accepted)) for each in found]
    return Found(
        tuple(each for each, accepted in pairs if accepted is None),
        tuple((each, accepted) for each, accepted in pairs if accepted is not None),
    )
