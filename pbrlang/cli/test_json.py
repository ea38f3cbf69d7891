"""What came of worked examples and properties, as JSON."""

from typing import TYPE_CHECKING, Any

from pbrlang.diagnostics.as_json import as_object
from pbrlang.explain.output import in_json
from pbrlang.values.wording import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pbrlang.api import Contract, Evidence
    from pbrlang.diagnostics import Diagnostic
    from pbrlang.settle import AlwaysResult, ExampleResult, Outcome
    from pbrlang.source import Span


def not_run(contract: "Contract", mistakes: "Iterable[Diagnostic]") -> dict[str, Any]:
    """A contract that has errors, with its messages."""
    return {"contract": str(contract.path), "messages": [as_object(each) for each in mistakes]}


def told(contract: "Contract", evidence: "Evidence") -> dict[str, Any]:
    """A contract that was tried: each worked example with what it expects, and each property."""
    return {
        "contract": str(contract.path),
        "passed": evidence.passed,
        "failed": evidence.failed,
        "examples": [_example(each) for each in evidence.examples],
        "properties": [_property(each) for each in evidence.always],
        "data_faults": [as_object(each) for each in evidence.data_faults],
    }


def _example(result: "ExampleResult") -> dict[str, Any]:
    return {
        "title": result.example.title,
        **_place(result.example.span),
        "passed": result.held,
        "expected": [_outcome(each) for each in result.outcomes],
        "messages": [as_object(each) for each in result.faults],
    }


def _outcome(outcome: "Outcome") -> dict[str, Any]:
    expected = outcome.expected
    return {
        "text": " ".join(expected.span.text.split()),
        **_place(expected.span),
        "passed": outcome.held,
        "expected": in_json(expected.value),
        "found": in_json(outcome.found),
        "why_not": outcome.why_not,
    }


def _property(result: "AlwaysResult") -> dict[str, Any]:
    failed = result.failed
    counter = failed and {
        "case": failed.case,
        "at": failed.at,
        "moved": [exact(each) for each in failed.moved or ()],
        "totals": [exact(each) for each in failed.totals or ()],
    }
    held = {"held": result.held, "trials": result.trials, "counter_example": counter}
    return {"text": result.always.text, **_place(result.always.span), **held}


def _place(span: "Span") -> dict[str, Any]:
    return {"file": span.source.name, "line": span.line}
