"""The payments by measures as JSON: exact numbers as text, `12.5` or `1/3`."""

import json
from typing import TYPE_CHECKING, Any

from pbrlang.values.wording import exact

if TYPE_CHECKING:
    from pbrlang.analysis.incentive import Incentive
    from pbrlang.ir.program import Program


def as_json(found: "list[Incentive]", program: "Program") -> str:
    """All measures, in the order in which they are shown."""
    terms = program.terms
    whole = {"contract": terms.name, "currency": terms.currency, "measures": [_measure(each) for each in found]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _measure(each: "Incentive") -> dict[str, Any]:
    variable = each.variable
    return {
        "name": variable.name,
        "better": variable.better,
        "baseline": exact(each.baseline),
        "clauses": [{"clause": clause.clause, "name": clause.name} for clause in each.clauses],
        "supposed": list(each.supposed),
        "points": [
            {"at": exact(x), "paid": exact(paid)} for x, paid in zip(each.total.points, each.total.at, strict=True)
        ],
        "pieces": [
            {
                "from": exact(piece.low),
                "to": exact(piece.high),
                "coefficients": [exact(x) for x in piece.poly],
                "for_one_more": exact(piece.each),
            }
            for piece in each.pieces
        ],
        "jumps": [
            {"at": exact(jump.at), "below": exact(jump.below), "on": exact(jump.on), "above": exact(jump.above)}
            for jump in each.jumps
        ],
        "limits": [{"name": cap.cap, "limit": exact(cap.limit), "reached": exact(cap.reached)} for cap in each.caps],
        "break_even": [
            {
                "covers": point.covers,
                "amount": exact(point.amount),
                "needed": exact(point.needed),
                "at": exact(point.at),
            }
            for point in each.break_evens
        ],
        "least": exact(each.least),
        "most": exact(each.most),
    }
