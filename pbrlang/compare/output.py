"""A comparison as JSON."""

import json
from typing import Any

from pbrlang.compare.model import BlockChange, Comparison, Difference, Moneys, PieceChange, Runs
from pbrlang.compare.wording import status
from pbrlang.values.wording import decimal

FORMAT = 1


def as_json(comparison: Comparison) -> str:
    """The comparison as JSON, two spaces for each step in: every change, and the sums of every trial.

    Amounts are decimal strings. Words are lists of runs, each `same`, `removed` or `inserted`.
    """
    told = {
        "format": FORMAT,
        "differs": comparison.differs,
        "contracts": [
            {"name": name, "sha256": digest} for name, digest in zip(comparison.titles, comparison.hashes, strict=True)
        ],
        "changes": [_block(each) for each in comparison.changes],
        "trials": [_moneys(each, comparison.places) for each in comparison.moneys],
        "not_tried": [{"trial": name, "because": list(why)} for name, why in comparison.refused.items()],
        "not_compared": list(comparison.incomparable),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _block(block: BlockChange) -> dict[str, Any]:
    return {
        "block": block.heading,
        "how": block.how,
        "said": status(block),
        "numbers": list(block.numbers),
        "names": list(block.names),
        "moved": block.moved,
        "pieces": [_piece(each) for each in block.pieces if each.how != "same"],
    }


def _piece(piece: PieceChange) -> dict[str, Any]:
    told: dict[str, Any] = {"is": piece.sort, "how": piece.how}
    if piece.rows:
        told["rows"] = [{"how": row.how, "cells": [_runs(cell) for cell in row.cells]} for row in piece.rows]
    else:
        told["words"] = _runs(piece.runs)
    return told


def _runs(runs: Runs) -> list[dict[str, str]]:
    return [{each.how: each.text} for each in runs]


def _moneys(moneys: Moneys, places: int) -> dict[str, Any]:
    return {
        "trial": moneys.trial,
        "differs": moneys.differs,
        "total": _difference(moneys.total, places),
        "clauses": [_difference(each, places) for each in moneys.clauses],
        "periods": [_difference(each, places) for each in moneys.periods],
        "groups": {name: [_difference(each, places) for each in rows] for name, rows in moneys.groups},
    }


def _difference(each: Difference, places: int) -> dict[str, str]:
    return {
        "name": each.name,
        "old": decimal(each.old, places, separator=""),
        "new": decimal(each.new, places, separator=""),
        "difference": decimal(each.more, places, separator=""),
    }
