"""How much there is in a contract: its parts, counted, and the depth of its formulae."""

from attrs import frozen

from pbrlang.analysis.inlining import Inlined
from pbrlang.ir.expressions import Aggregate, Apply, Band, Banded, Choose, Covered, Expr, FirstDay, IndexedBy
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.signs import conjuncts
from pbrlang.ir.visit import clause_parts, parts, walk
from pbrlang.kinds.model import Identifier

_ARITHMETIC = {"add", "subtract", "multiply", "divide", "negate", "lesser", "greater", "otherwise"}
_WORKS_OUT = (Aggregate, Choose, Covered, FirstDay, IndexedBy)

EXAMPLES = {"west-yorkshire-custody": 11, "care-review": 13, "work-programme": 87}
"""The same count for contracts that come with this project, to compare with."""


@frozen
class Complexity:
    """How many parts of each sort a contract has. What has a name or stands in one place more makes no difference."""

    outcomes: int
    measures: int
    figures: int
    clauses: int
    conditions: int
    caps: int
    prices: int
    operations: int

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.breakdown().values())

    def breakdown(self) -> dict[str, int]:
        """How many of each sort, by what a reader calls it."""
        return {
            "outcome": self.outcomes,
            "measure": self.measures,
            "figure to be collected": self.figures,
            "clause of money": self.clauses,
            "condition": self.conditions,
            "limit": self.caps,
            "price": self.prices,
            "operation": self.operations,
        }


def complexity(program: Program) -> Complexity:
    """The parts of a contract."""
    inlined = Inlined(program)
    clauses = list(program.clauses.values())
    return Complexity(
        outcomes=len({each.outcome for each in clauses if each.outcome is not None}),
        measures=sum(each.role == "measure" for each in program.definitions.values()),
        figures=len(new_figures(program)),
        clauses=len(clauses),
        conditions=sum(len(conjuncts(each.when)) for each in clauses if each.when is not None),
        caps=len(program.caps),
        prices=sum(prices(program).values()),
        operations=sum(operations(inlined.of(each.amount)) for each in clauses),
    )


def new_figures(program: Program) -> list[tuple[str, str]]:
    """The fields, by table, that somebody must begin to collect; keys and references are left out."""
    return [
        (table.name, field.name)
        for table in program.tables.values()
        if not table.already_collected
        for field in table.fields
        if not isinstance(field.kind, Identifier)
    ]


def prices(program: Program) -> dict[str, int]:
    """How many prices each rate card has, those with bands too."""
    found = {name: len(each.cells) for name, each in program.tariffs.items()}
    bands: dict[str, set[tuple[Band, ...]]] = {}
    bodies = [each.body for each in program.definitions.values()]
    bodies += [part for clause in program.clauses.values() for part in clause_parts(clause)]
    for each in (inner for body in bodies for inner in walk(body) if isinstance(inner, Banded)):
        bands.setdefault(each.tariff, set()).add(each.bands)
    return found | {
        name: sum(len(each.prices) for column in columns for each in column) for name, columns in bands.items()
    }


def operations(expr: Expr) -> int:
    """How many operations of arithmetic an expression has, totals and numbers among them."""
    own = isinstance(expr, _WORKS_OUT) or (isinstance(expr, Apply) and expr.operation in _ARITHMETIC)
    return own + sum(map(operations, parts(expr)))


def depth(expr: Expr) -> int:
    """How many operations of arithmetic lie one inside another."""
    own = isinstance(expr, _WORKS_OUT) or (isinstance(expr, Apply) and expr.operation in _ARITHMETIC)
    return own + max(map(depth, parts(expr)), default=0)


def clause_depth(program: Program, clause: Clause) -> int:
    """The depth of what a clause pays, every definition written out."""
    return depth(Inlined(program).of(clause.amount))
