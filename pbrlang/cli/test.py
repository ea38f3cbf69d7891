"""`pbr test`: the worked examples of contracts, and the properties that they state."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import put_json, strong, tell
from pbrlang.cli.options import CONTRACTS, NO_COLOUR
from pbrlang.cli.wording import money, number_in_words, value_in_words

if TYPE_CHECKING:
    from fractions import Fraction

    from pbrlang.api import Contract, Evidence
    from pbrlang.diagnostics import Diagnostic
    from pbrlang.ir.program import Always, Program
    from pbrlang.settle import AlwaysResult, CounterExample, Outcome

    Pair = tuple[Fraction, Fraction]
    Tried = tuple[Contract, Evidence | None, tuple[Diagnostic, ...]]
    """A contract, with what came of it, or with the errors because of which it was not run."""


@click.command(
    cls=Command,
    short_help="Run the worked examples of a contract.",
    examples=[
        "pbr test contract.pbr",
        "pbr test examples/*",
    ],
    statuses={0: "all passed", 1: "something failed, or a contract has errors", 2: "wrong usage"},
)
@CONTRACTS
@click.option("--json", "as_json", is_flag=True, help="Print what came of each as JSON, for other programs.")
@NO_COLOUR
@click.pass_context
def test(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Run the worked examples of a contract, and show what came out where it is not what the contract expects.

    The properties that the contract says always to hold are tried on its examples, and on the data beside it;
    that they held there is no proof. One that fails counts as failed.
    """
    from pbrlang.api import ContractMistakes, load

    run: list[Tried] = []
    for path in paths:
        contract = load(path)
        try:
            tried: Tried = (contract, contract.test(), ())
        except ContractMistakes as mistakes:
            tried = (contract, None, mistakes.diagnostics)
        run.append(tried)
        if not as_json:
            if len(run) > 1:
                click.echo()
            _show(*tried)
    if _count(run, as_json):
        ctx.exit(MISTAKES)


def _show(contract: "Contract", evidence: "Evidence | None", mistakes: "tuple[Diagnostic, ...]") -> None:
    if evidence is None:
        tell(mistakes)
    else:
        _report(contract, evidence)


def _count(run: "list[Tried]", as_json: bool) -> bool:
    """Tell how many passed, and, as JSON, all that came of it; whether anything failed or was not run."""
    from pbrlang.diagnostics.prose import plural

    tried = [evidence for _, evidence, _ in run if evidence is not None]
    passed, failed = sum(each.passed for each in tried), sum(each.failed for each in tried)
    mistaken = len(run) - len(tried)
    if as_json:
        _put(run, passed, failed)
        return bool(failed or mistaken)
    if mistaken:
        click.echo(f"\nNot run, because of errors: {plural(mistaken, 'contract')}")
    click.echo(f"\n{passed} passed, {failed} failed")
    return bool(failed or mistaken)


def _put(run: "list[Tried]", passed: int, failed: int) -> None:
    import json

    from pbrlang.cli.test_json import not_run, told

    contracts = [
        told(contract, evidence) if evidence is not None else not_run(contract, mistakes)
        for contract, evidence, mistakes in run
    ]
    whole = {"passed": passed, "failed": failed, "contracts": contracts}
    put_json(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")


def _report(contract: "Contract", evidence: "Evidence") -> None:
    click.echo(strong(str(contract.path)))
    for result in evidence.examples:
        click.echo(f"  {_verdict(result.held)}  {result.example.title}")
        tell(result.faults)
        for outcome in (each for each in result.outcomes if not each.held):
            click.echo(_missed(outcome, contract.program))
        if not result.held and contract.program.terms.examples_prevail:
            click.echo("            worked examples prevail over the text: mend the text")
    if not evidence.examples:
        click.echo("  no worked examples")
    if evidence.always:
        _report_always(contract, evidence)


def _report_always(contract: "Contract", evidence: "Evidence") -> None:
    from pbrlang.diagnostics.prose import plural
    from pbrlang.settle import STANDING

    click.echo(f"  Properties ({STANDING}):")
    for result in evidence.always:
        tried = f"held in {plural(result.trials, 'trial')}" if result.trials else "could not be tried"
        click.echo(f"    {tried if result.held else _verdict(False)}  {result.always.text}")
        if result.failed:
            click.echo("\n".join(f"            {line}" for line in _counter_example(result, result.failed, contract)))
    if evidence.data_faults:
        faults = plural(len(evidence.data_faults), "fault")
        click.echo(f"    not tried on the data, which has {faults}: `pbr pay` tells them")


def _verdict(held: bool) -> str:
    return "passed" if held else strong("FAILED")


def _missed(outcome: "Outcome", program: "Program") -> str:
    expected = outcome.expected
    span = expected.span
    wanted = value_in_words(expected.value, expected.kind, program)
    found = outcome.why_not or f"came out {value_in_words(outcome.found, expected.kind, program)}"
    return f"          {span.source.name}:{span.line}: {_one_line(span.text)}\n            expected {wanted}, {found}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _counter_example(result: "AlwaysResult", failed: "CounterExample", contract: "Contract") -> Iterator[str]:
    span = result.always.span
    at = "".join(f", {value if value.startswith(name) else f'{name} {value}'}" for name, value in failed.at.items())
    yield f"{span.source.name}:{span.line}: in {failed.case}{at}"
    if failed.moved and failed.totals:
        yield _moves(result.always, failed.moved, failed.totals, contract.program)


def _moves(always: "Always", moved: "Pair", totals: "Pair", program: "Program") -> str:
    kind = program.definitions[always.cause or ""].kind
    before, after = (number_in_words(value, kind, program) for value in moved)
    low, high = (money(value, program.terms) for value in totals)
    return f"when {always.cause} goes from {before} to {after}, {always.effect} goes from {low} to {high}"
