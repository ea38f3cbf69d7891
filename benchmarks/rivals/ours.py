"""The Work Programme by pbrlang: `python ours.py FOLDER [ENGINE]`."""

import json
import sys
from pathlib import Path

import scheme

import pbrlang

EXAMPLE = Path(__file__).parents[2] / "examples" / "work-programme"


def main(folder: Path, engine: str) -> dict[str, int]:
    """What each clause pays in all, in pence."""
    paid = dict.fromkeys(scheme.CLAUSES, 0)
    for statement in pbrlang.load(EXAMPLE).pay(folder, engine=engine, lines=False).settlement.statements:
        for clause in statement.clauses:
            paid[clause.clause] += int(clause.total * 100)
    return paid


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "python")))
