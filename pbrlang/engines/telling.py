"""A plan in words: what runs in a database and what here, in which order, and why."""

from collections.abc import Iterator

from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import DUCKDB
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import listing
from pbrlang.engines.answering import prepared_shapes
from pbrlang.engines.planning import Plan, Planner
from pbrlang.engines.reads import is_bulk
from pbrlang.ir.program import Clause, Program
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, Home, ListHome, PairHome


def plan_of(program: Program) -> Plan | tuple[Diagnostic, ...]:
    """The plan of a contract whose data is not known yet, or what is declined."""
    terms = program.terms
    return Planner(program, DUCKDB, Days(terms.starts, terms.settles_until, terms.settles_until)).plan()


def told(plan: Plan) -> Iterator[str]:
    """The lines of a plan. Its SQL is as for data of which nothing is known, so that numbers are of the widest type."""
    shapes = prepared_shapes(plan)
    yield f"{plan.program.terms.name}: clauses for rows run in a database, the rest in exact fractions"
    yield ""
    yield "In the database, in this order:" if plan.sheets else "In the database, totals alone:"
    for sheet in plan.sheets:
        stratum = plan.strata.of(sheet.clauses[0].clause.name)
        yield f"  stratum {stratum}, for each {sheet.table}:"
        yield from (f"    {_named(each.clause)}" for each in sheet.clauses)
    for step in plan.steps():
        yield ""
        yield step.text()
    yield ""
    yield "Asked of the database while the contract is settled:"
    for clause, (names, shape) in shapes.items():
        found = plan.sheet_of(clause)
        if found is not None:
            key = [names[place] for place in shape.key]
            apart = clause in plan.apart
            step = found.one_by_one(clause, names, key) if apart else found.added_up(clause, names)
            yield ""
            yield step.text()
    for question in plan.questions.values():
        yield ""
        yield (question.series or question.answers).text()
    yield ""
    if plan.here.why:
        yield f"Here, of each {listing(list(plan.here.tables), 'and')} that is brought out of the database:"
        yield from (f"  {part.name} ({part.clause}): {refusal.reason}" for part, refusal in plan.here.why)
        yield ""
    yield "Here, once the database has answered, because it does not grow with the data:"
    for each in plan.program.clauses.values():
        if not is_bulk(plan.program, each):
            yield f"  {_named(each)}, {_why(each.home)}"
    yield from (f"  {each.name} ({each.clause}), a limit" for each in plan.program.caps.values())
    yield from (f"  what {name} is settled by, line by line" for name in sorted(plan.apart))


def declined(program: Program, why: tuple[Diagnostic, ...]) -> Iterator[str]:
    """That a contract is worked out by the interpreter alone, and which parts make it so."""
    yield f"{program.terms.name}: all of it is worked out by the interpreter, because SQL cannot say:"
    for each in why:
        yield f"  {each.message()}"


def _named(clause: Clause) -> str:
    return f"{clause.name} ({clause.clause})"


def _why(home: Home) -> str:
    match home:
        case CalendarHome(step=step):
            return f"for each {step}"
        case CohortHome(cohort=name):
            return f"for each {name}"
        case ListHome(list=name):
            return f"for each {name.rpartition('.')[2]}"
        case PairHome(parts=parts):
            return " and ".join(
                _why(each).removeprefix("for each ") if place else _why(each) for place, each in enumerate(parts)
            )
        case ContractHome():
            return "for the whole contract"
        case _:
            return "for lines of what is settled here"
