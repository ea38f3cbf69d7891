"""Messages about contracts in the Static Analysis Results Interchange Format, version 2.1.0."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pbrlang.diagnostics.model import Diagnostic, Edit, Severity
from pbrlang.diagnostics.order import in_order
from pbrlang.diagnostics.page import Page

if TYPE_CHECKING:
    from pbrlang.source import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.PROBLEM: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(diagnostics: Iterable[Diagnostic], version: str, accepted: Iterable[tuple[Diagnostic, str]] = ()) -> str:
    """The messages as one run of `pbr`, those that are accepted with their reasons as suppressed."""
    reasons = {id(each): because for each, because in accepted}
    told = [each for each in in_order([*diagnostics, *(each for each, _ in accepted)]) if isinstance(each, Diagnostic)]
    rules = list({type(each): None for each in told})
    driver = {"name": "pbr", "version": version, "rules": [_rule(each) for each in rules]}
    results = [_result(each, rules.index(type(each)), reasons.get(id(each))) for each in told]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(message: type[Diagnostic]) -> dict[str, Any]:
    page = Page.of(message)
    return {
        "id": message.code,
        "name": message.name,
        "shortDescription": {"text": page.title},
        "help": {"text": page.terminal(), "markdown": page.markdown()},
        "defaultConfiguration": {"level": _LEVELS[message.severity]},
    }


def _result(diagnostic: Diagnostic, rule: int, because: str | None) -> dict[str, Any]:
    parts = [diagnostic.message(), diagnostic.precedent(), diagnostic.help()]
    found: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(part for part in parts if part)},
        "locations": [{"physicalLocation": _place(diagnostic.span)}],
    }
    remarks = [
        {"physicalLocation": _place(each.span), "message": {"text": each.label}} for each in diagnostic.remarks()
    ]
    fixes = [_fix(each) for each in diagnostic.edits() if "…" not in each.replacement]
    found |= {"relatedLocations": remarks} if remarks else {}
    found |= {"fixes": fixes} if fixes else {}
    if because is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": because}]
    return found


def _fix(edit: Edit) -> dict[str, Any]:
    place = _place(edit.span)
    replacement = {"deletedRegion": place["region"], "insertedContent": {"text": edit.replacement}}
    change = {"artifactLocation": place["artifactLocation"], "replacements": [replacement]}
    return {"description": {"text": edit.title}, "artifactChanges": [change]}


def _place(span: "Span") -> dict[str, Any]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"artifactLocation": {"uri": span.source.name.replace("\\", "/")}, "region": region}
