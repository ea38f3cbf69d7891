"""What the parties accept, and what is wrong with how they say so."""

from collections.abc import Collection, Iterable, Iterator

from pbrlang.diagnostics import Edit, Severity
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Accepted, Program
from pbrlang.lints.advice import Advice


class AcceptUnknown(Advice):
    """The contract accepts something that the checker does not look for.

    ## Why
    An `accept` answers for a finding by its name. Where there is no such name the reason answers nothing, and the
    finding that was meant stays open.

    ## Source
    - The rule of this language on [accepting a finding](../language/18-accepting-findings.md)

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        accept no-upper-limit because "The council books each session itself."
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        accept no-cap because "The council books each session itself."
    ```
    """

    code = "PBR991"
    name = "accept-unknown"

    finding: str
    near: tuple[str, ...]

    def message(self) -> str:
        return f"there is no finding called {quoted(self.finding)} to accept"

    def help(self) -> str:
        return "`pbr rule` lists all names"

    def edits(self) -> tuple[Edit, ...]:
        start = self.span.text.find(self.finding)
        place = type(self.span)(
            self.span.source, self.span.start + start, self.span.start + start + len(self.finding), self.span.clause
        )
        return tuple(Edit(f"did you mean {quoted(each)}?", place, each) for each in self.near)


class AcceptUnused(Advice):
    """The contract accepts a finding that is not found there.

    ## Why
    It tells a reader of a weakness that the terms no longer have, and it would hide one that comes back.

    ## Source
    - The rule of this language on [accepting a finding](../language/18-accepting-findings.md)

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        accept milestone because "The council wants it so."
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30
    ```
    """

    code = "PBR992"
    name = "accept-unused"
    severity = Severity.NOTE

    finding: str

    def message(self) -> str:
        return f"{quoted(self.finding)} is accepted here, and is not found"

    def help(self) -> str:
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("leave it out", self.span, ""),)


class AcceptWithoutReason(Advice):
    """The contract accepts a finding and gives no reason.

    ## Why
    The reason is what the other party, and whoever audits the contract in five years, has to read.

    ## Source
    - The rule of this language on [accepting a finding](../language/18-accepting-findings.md)

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        accept no-cap because " "
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        accept no-cap because "The council books each session itself."
    ```
    """

    code = "PBR993"
    name = "accept-without-reason"

    finding: str

    def message(self) -> str:
        return f"{quoted(self.finding)} is accepted, and no reason is given"

    def help(self) -> str:
        return f'write the reason: `accept {self.finding} because "…"`'


ABOUT_ACCEPTING = (AcceptUnknown, AcceptUnused, AcceptWithoutReason)


def answers(advice: Advice, every: Iterable[Accepted]) -> Accepted | None:
    """What answers for a finding: in its own block, in the outcome that holds it, or for the whole contract."""
    if isinstance(advice, ABOUT_ACCEPTING):
        return None
    for each in every:
        if each.finding == advice.name and _covers(each, advice.span.clause):
            return each
    return None


def _covers(accepted: Accepted, clause: str | None) -> bool:
    if accepted.clause is None:
        return True
    return clause is not None and f"{clause}.".startswith(f"{accepted.clause}.")


def about_accepting(
    program: Program, told: Iterable[Advice], looked_for: Collection[str], only: Collection[str], skip: Collection[str]
) -> Iterator[Advice]:
    """What is wrong with each `accept`; of findings that were not looked for only that no reason is given."""
    from pbrlang.lints.registry import lints

    told = list(told)
    names = [each.name for each in lints()]
    titles = _titles(program)
    for each in program.accepted:
        about = titles.get(each.clause or "", "contract")
        if each.finding not in names and _is_asked(AcceptUnknown, only, skip):
            near = tuple(nearest(each.finding, names, limit=2))
            yield AcceptUnknown(each.span, about, each.finding, near)
        is_used = any(answers(advice, [each]) for advice in told)
        if each.finding in looked_for and not is_used and _is_asked(AcceptUnused, only, skip):
            yield AcceptUnused(each.span, about, each.finding)
        if not each.because.strip() and _is_asked(AcceptWithoutReason, only, skip):
            yield AcceptWithoutReason(each.span, about, each.finding)


def _is_asked(message: type[Advice], only: Collection[str], skip: Collection[str]) -> bool:
    called = {message.name, message.code.casefold(), "accepting"}
    if any(word.casefold() in called for word in skip):
        return False
    return not only or any(word.casefold() in called for word in only)


def _titles(program: Program) -> dict[str, str]:
    """The names of blocks by their numbers."""
    found = {each.clause: each.name for each in program.definitions.values()}
    found |= {each.clause: each.name for each in program.caps.values()}
    return found | {each.clause: each.name for each in program.clauses.values()}
