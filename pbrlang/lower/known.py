"""The parts of a compiled contract that can be lowered; whatever else a contract comes to hold is refused."""

from collections.abc import Collection
from typing import Any

import attrs

from pbrlang.ir import expressions as ex
from pbrlang.ir import leaving as lv
from pbrlang.ir import program as pr
from pbrlang.ir import recovering as rc
from pbrlang.ir import sharing as sh
from pbrlang.ir import tables as tb
from pbrlang.lower.refusals import Refusal

KNOWN: dict[type, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        pr.Program: "terms nouns calendars lists tables cohorts tariffs groups definitions clauses caps payers splits "
        "breaks date_tables "
        "examples always accepted scenarios variations prose order timed",
        lv.Break: "name clause day when keeps span",
        pr.Terms: "name purposes parties currency symbol places starts ends settles_until step rounding part_periods "
        "month_ends span examples_prevail due_after",
        sh.Payers: "shares taker clause span joint",
        sh.Split: "shares taker clause span clauses",
        sh.Share: "name share most step span",
        pr.Rounding: "unit way span",
        pr.Definition: "name role home kind body clause span better baseline baseline_kind baseline_source "
        "other_people note",
        pr.Group: "name table where clause span",
        pr.Cohort: "name table entry step periods observed_from days months confirmed clause span",
        pr.Tariff: "name keys columns cells places open_from clause span",
        pr.Often: "most paths homes span",
        pr.Clamp: "word value",
        rc.Recovery: "clauses line sources home means within instalments",
        rc.Instalments: "count months first",
        rc.Advance: "clauses line sources home unearned",
        rc.Unearned: "day means instalments",
        pr.Clause: "name word clause home day when amount clamps often recovery sign until parts payable_on_its_date "
        "span outcome note runs_on advance",
        pr.Cap: "name clause clauses most home each loser until span term_only",
        tb.Table: "name plural fields key span clause dated lasts activity supplier verifier verified_against source "
        "already_collected note by_name",
        tb.Field: "name kind span optional places least most note",
        tb.Lasting: "start end noun",
        pr.DateTable: "name step columns figures until_published file source clause span",
        ex.Constant: "kind span value",
        ex.FieldOf: "kind span path table field",
        ex.WordOf: "kind span path list",
        ex.ValueOf: "kind span path definition",
        ex.PreviousOf: "kind span path definition",
        ex.CellOf: "kind span tariff column keys",
        ex.YearOf: "kind span day",
        ex.PeriodNumber: "kind span path step",
        ex.ReadOn: "kind span",
        ex.FigureOf: "kind span path table column",
        ex.IndexedBy: "kind span of table column base each never_falls",
        ex.Choose: "kind span when then otherwise",
        ex.InGroup: "kind span path group",
        ex.Banded: "kind span tariff clause way quantity bands key choices open_from",
        ex.Band: "word bound prices span",
        ex.DayOf: "kind span which path",
        ex.Apply: "kind span operation arguments",
        ex.RoundedTo: "kind span of unit way",
        ex.Aggregate: "kind span word over member subject window where body length that_are keys ties",
        ex.Rows: "table",
        ex.Members: "group table",
        ex.Lines: "clause amount",
        ex.OfSubject: "kind span of",
        ex.Window: "word step cohort first last parts",
    }.items()
}
"""For each class of node, the attributes whose meaning is carried over."""

WORDS: dict[tuple[type, str], frozenset[Any]] = {
    (pr.Terms, "part_periods"): frozenset((None, "in full", "by days", "not paid")),
    (pr.Terms, "month_ends"): frozenset((None, "last", "next")),
    (pr.Terms, "step"): frozenset(("month", "quarter", "year")),
    (pr.Rounding, "way"): frozenset(("half up", "half down", "half to even", "up", "down")),
    (pr.Clamp, "word"): frozenset(("not more than", "not less than")),
    (pr.Clause, "parts"): frozenset((None, "in full", "by days", "not paid")),
    (pr.Clause, "word"): frozenset(
        ("payment", "grant", "fee", "milestone", "bonus", "deduction", "clawback", "advance", "floor")
    ),
    (pr.Cap, "loser"): frozenset(("latest first", "in proportion")),
    (tb.Lasting, "noun"): frozenset(("night", "day")),
    (ex.DayOf, "which"): frozenset(("first day", "last day", "confirmation")),
    (ex.Banded, "way"): frozenset(("lump sum", "whole quantity", "slice by slice", "straight line")),
    (ex.Lines, "amount"): frozenset(("due", "paid", "recovered")),
    (ex.Window, "word"): frozenset(("in", "in to date", "to date", "before this", "while observed", "stretch", "all")),
    (ex.RoundedTo, "way"): frozenset(("half up", "half down", "half to even", "up", "down")),
    (ex.Aggregate, "word"): frozenset(("total", "number", "share", "different")) | ex.PICKS,
    (ex.Aggregate, "length"): frozenset((None, "night", "day")),
}
"""For each attribute that holds one of several words, those whose meaning is carried over."""


NOT_OFFERED = {
    "Program.stepped": "earlier period",
    "Clause.to_date": "to date",
    "Table.recorded": "recorded",
    "Covered": "covered",
    "FirstDay": "first day",
    "Cap.carried": "carried on",
    "Cap.loser": "which stand",
    "Cap.limits": "which stand",
    "Cap.alternatives": "which stand",
    "Cap.net": "net",
    "Cap.taken": "net",
    "Cohort.group": "entering group",
}
"""Why a class of node, or what an attribute says, is refused, where that has a reason of its own."""


def refuse_unknown(node: Any, what: str, but: Collection[str] = ()) -> None:
    """Raise Refusal where a node holds something of which nothing is known here; `what` says what it is part of.

    The caller knows what the attributes `but` mean.
    """
    kind = type(node)
    known = KNOWN.get(kind)
    if known is None:
        why = NOT_OFFERED.get(kind.__name__, "unknown part")
        raise Refusal(why, getattr(node, "span", None), f"{kind.__name__} in {what}")
    known = known.union(but)
    for attribute in attrs.fields(kind):
        value = getattr(node, attribute.name)
        if attribute.name not in known and value != attribute.default and value not in (None, (), {}, False, ""):
            why = NOT_OFFERED.get(f"{kind.__name__}.{attribute.name}", "unknown part")
            raise Refusal(why, getattr(node, "span", None), f"`{attribute.name}` of {what}")
        words = WORDS.get((kind, attribute.name))
        if words is not None and value not in words and attribute.name not in but:
            why = NOT_OFFERED.get(f"{kind.__name__}.{attribute.name}", "unknown part")
            raise Refusal(why, getattr(node, "span", None), f"`{value}` in {what}")
