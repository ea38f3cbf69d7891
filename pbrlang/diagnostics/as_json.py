"""Messages as JSON, for editors and other programs."""

import json
from collections.abc import Iterable

from pbrlang.diagnostics.finding import DataMessage, Finding
from pbrlang.diagnostics.model import Diagnostic, Edit
from pbrlang.diagnostics.order import file_of, in_order
from pbrlang.source import Span


def as_json(findings: Iterable[Finding]) -> str:
    """The findings as a JSON list in order of place, one field a line, without a line end at its end."""
    return json.dumps([as_object(finding) for finding in in_order(findings)], ensure_ascii=False, indent=2)


def as_object(finding: Finding) -> dict[str, object]:
    """One finding as what JSON is made of.

    Lines and columns count from 1; the end is the place just after the last character. For data,
    `line` is the row as a spreadsheet counts it, null for a whole file; the columns are null, and
    `data_column` and `value` are added.
    """
    place, rest = _contract_parts(finding) if isinstance(finding, Diagnostic) else _data_parts(finding)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "file": file_of(finding),
        **place,
        "message": finding.message(),
        "help": finding.help(),
        **rest,
    }


def _contract_parts(diagnostic: Diagnostic) -> tuple[dict[str, object], dict[str, object]]:
    edits = [_edit(edit) for edit in diagnostic.edits()]
    place = {**_place(diagnostic.span), "clause": diagnostic.span.clause}
    precedent = diagnostic.precedent()
    rest = {"edits": edits, "sources": list(diagnostic.sources())}
    return place, rest if precedent is None else {"elsewhere": precedent, **rest}


def _data_parts(finding: DataMessage) -> tuple[dict[str, object], dict[str, object]]:
    row = finding.place.row or None
    place: dict[str, object] = {"line": row, "column": None, "end_line": row, "end_column": None, "clause": None}
    found = {"data_column": finding.place.column, "value": finding.place.value}
    return place, {"edits": [], "sources": [], **found}


def _edit(edit: Edit) -> dict[str, object]:
    return {"title": edit.title, **_place(edit.span), "replacement": edit.replacement}


def _place(span: Span) -> dict[str, object]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
