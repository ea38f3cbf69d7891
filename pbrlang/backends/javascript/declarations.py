"""The types of what a module of JavaScript gives, for TypeScript and for editors."""

import re

from pbrlang.backends.common.language import Function
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import type_of
from pbrlang.backends.javascript.language import comment
from pbrlang.backends.javascript.rows import RowWriter
from pbrlang.ir.tables import Field, Table
from pbrlang.lower.clauses import makes_later
from pbrlang.lower.expressions import field_form
from pbrlang.lower.forms import NUMBER
from pbrlang.source.late import changed

_TYPES = {"int": "bigint", "str": "string", "bool": "boolean", "date": "string", "None": "null"}

_ALWAYS = """
/** A quotient of two whole numbers, the second above nought. */
export interface Ratio {
    readonly over: bigint;
    readonly under: bigint;
}

/** A month, quarter or year of the contract. */
export interface Period {
    readonly step: string;
    readonly number: number;
    readonly name: string;
    readonly first: string;
    readonly last: string;
}

/** Rows that enter in a stretch of days. */
export interface Cohort {
    readonly cohort: string;
    readonly number: number;
    readonly first: string;
    readonly last: string;
    readonly confirmed: string;
}

/** One amount that a clause makes due for one element, before caps. */
export interface Line<Element> {
    readonly clause: string;
    readonly element: Element;
    readonly day: string;
    readonly due: bigint;
}

/** Nothing is paid, because of the data; `faults` says of each fault where it is and what is wrong. */
export declare class DataAtFault extends Error {
    readonly faults: readonly string[];
}

/** There is no value, because it divides by nought. */
export declare class Undefined extends Error {}

/** What one clause comes to in a statement; amounts are decimal numbers of the currency's main unit. */
export interface ClauseTotal {
    clause: string;
    number: string;
    count: number;
    due: string;
    cut: string;
    recovered: string;
    total: string;
    to_date: string;
}

/** A line of a statement. */
export interface StatementLine {
    clause: string;
    number: string;
    for: Record<string, string>;
    date: string;
    due: string;
    cut: string;
    amount: string;
}

/** What is due for one settlement period, or on one day. */
export interface Statement {
    period: string;
    from: string;
    to: string;
    total: string;
    to_date: string;
    clauses: ClauseTotal[];
    lines: StatementLine[];
}

/** The statements of the contract, as `pbr pay --json` writes them. */
export interface Result {
    format: 1;
    contract: string;
    currency: string;
    as_at: string;
    complete_to: string;
    provisional: false;
    total: string;
    statements: Statement[];
    not_settled: string[];
    accounting: {
        data: string;
        read: number;
        used: number;
        outside: { reason: string; count: number }[];
        set_aside: number;
    }[];
}

/** A result as JSON: two spaces for each step in, a line end at the end. */
export declare function asJson(result: Result): string;

/**
 * The statements of the contract on some data, as at a day, by default the one to which the data is complete.
 *
 * Throws DataAtFault where rows cannot be used: nothing is paid then.
 */
export declare function settle(data: Data, asAt?: string): Result;
"""


_COMBINED = """
/** A word of a list. */
export interface Word {
    readonly of: string;
    readonly number: number;
    readonly word: string;
}

/** One combination of elements. */
export interface Pair<Parts> {
    readonly parts: Parts;
}
"""
"""What is declared where a function is handed a word or a combination."""


def declarations(scope: Scope, exported: list[Function]) -> list[str]:
    """The text of the declarations."""
    lines = [line for table in scope.program.tables.values() for line in _table(scope, table)]
    rows = [f"    {each.rows}: readonly {each.row}Values[];" for each in scope.naming.tables.values()]
    lines += ["/** All rows, and the date to which they are complete. */", "export interface Data {", *rows]
    lines += ["    completeTo: string;", "}", "", "/** The data, with what has been worked out from it so far. */"]
    lines += [
        "export declare class Books {",
        "    constructor(data: Data, asAt: string);",
        "}",
        *_results(scope).splitlines(),
        "",
    ]
    handed = " ".join(kind for function in exported for _, kind in function.parameters)
    lines += _COMBINED.splitlines()[1:] if re.search(r"\b(Word|Pair)\b", handed) else []
    lines += [""]
    for function in exported:
        given = ", ".join(f"{name}: {typescript(kind)}" for name, kind in function.parameters)
        lines += comment(function.told)
        lines += [f"export declare function {function.name}({given}): {typescript(function.returns)};", ""]
    return lines


def _results(scope: Scope) -> str:
    """What is always declared, with what statements of this contract tell besides."""
    more = ["    due_by: string;"] if scope.program.terms.due_after else []
    shares = []
    if scope.lowered.payers:
        shares += ["    payers: { payer: string; amount: string; to_date: string }[];"]
        shares += ["    not_paid: { amount: string; to_date: string };"]
    if scope.lowered.splits:
        each = "{ receiver: string; amount: string; to_date: string }[]"
        shares += [f"    splits: {{ clauses: string[]; receivers: {each} }}[];"]
    told = "    to: string;\n    total: string;\n    to_date: string;\n    clauses"
    lines = ["    to: string;", *more, "    total: string;", "    to_date: string;", *shares, "    clauses"]
    kinds = []
    if scope.lowered.advances:
        kinds += ["    sets_off?: { clause: string; for: Record<string, string> };", "    unearned?: true;"]
    if scope.lowered.advances or scope.lowered.sources:
        kinds += ["    instalment?: number;", "    instalments?: number;"]
    if any(makes_later(cap) for cap in scope.program.caps.values()):
        kinds += ["    follows?: { date: string; cap: string; why: string };"]
    kinds += ["    corrects?: string;"] if scope.lowered.late else []
    amount = "    amount: string;\n}"
    found = _ALWAYS.replace(told, "\n".join(lines))
    if scope.lowered.breaks:
        ended = "    term_ended?: { break: string; number: string; on: string };"
        found = found.replace("    provisional: false;", f"    provisional: false;\n{ended}")
    return found.replace(amount, "\n".join(["    amount: string;", *kinds, "}"]), 1)


def _table(scope: Scope, table: Table) -> list[str]:
    names, writer = scope.naming.tables[table.name], RowWriter(scope)
    given = [f"    {names.fields[each.name]}{_given(each)};" for each in table.fields]
    held = [f"    readonly {names.fields[each.name]}: {_held(each)};" for each in table.fields]
    return [
        *comment(writer.told(table)),
        f"export interface {names.row}Values {{",
        *given,
        "    /** Where it stands in its file, for messages. */",
        "    row?: number;",
        "}",
        "",
        *comment(writer.told(table)),
        f"export declare class {names.row} {{",
        f"    constructor(values: {names.row}Values, row?: number);",
        *held,
        "}",
        "",
    ]


def _held(each: Field) -> str:
    return typescript(type_of(changed(field_form(each), blank=each.optional)))


def _given(each: Field) -> str:
    """How a field is given: a number also as a decimal number in text."""
    kind = "bigint | string" if field_form(each).what == NUMBER else _held(each).removesuffix(" | null")
    return f": {kind} | null" if each.optional else f": {kind}"


def typescript(kind: str) -> str:
    """A type in the words of TypeScript."""
    kind = re.sub(r"Pair\[(.*)\]", lambda found: f"Pair<[{', '.join(map(typescript, found[1].split(', ')))}]>", kind)
    kind = re.sub(r"Line\[(.*)\]", lambda found: f"Line<{typescript(found[1])}>", kind)
    return " | ".join(_TYPES.get(each, each) for each in kind.split(" | "))
