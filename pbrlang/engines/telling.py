"""A plan in words: what runs in a database and what here, in which order, and why."""

from collections.abc import Iterator

from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import DIALECTS
from pbrlang.backends.sql.steps import Step
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import listing
from pbrlang.engines.answering import prepared_shapes
from pbrlang.engines.planning import Plan, Planner
from pbrlang.engines.reads import is_bulk
from pbrlang.ir.program import Clause, Program
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, Home, ListHome, PairHome


def plan_of(program: Program, engine: str = "duckdb") -> Plan | tuple[Diagnostic, ...]:
    """The plan of a contract whose data is not known yet in a database, by its name; or what is declined."""
    terms = program.terms
    return Planner(program, DIALECTS[engine], Days(terms.starts, terms.settles_until, terms.settles_until)).plan()


def told(plan: Plan) -> Iterator[str]:
    """The lines of a plan. Its SQL is as for data of which nothing is known, so that numbers are of the widest type."""
    asked = _asked(plan)
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
    for step in asked:
        yield ""
        yield step.text()
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


def _asked(plan: Plan) -> list[Step]:
    """What is asked of the database while the contract is settled; to be made before the statements of the plan."""
    steps = []
    for clause, (names, shape) in prepared_shapes(plan).items():
        found = plan.sheet_of(clause)
        if found is not None:
            key = [names[place] for place in shape.key]
            apart = clause in plan.apart
            steps.append(found.one_by_one(clause, names, key) if apart else found.added_up(clause, names))
    return [*steps, *(question.series or question.answers for question in plan.questions.values())]


def as_data(program: Program, plan: Plan | tuple[Diagnostic, ...] | None, engine: str) -> dict[str, object]:
    """A plan as JSON has it, or that there is none: because SQL cannot say the contract, or was not asked for."""
    told: dict[str, object] = {"contract": program.terms.name, "engine": engine if isinstance(plan, Plan) else "python"}
    if not isinstance(plan, Plan):
        return {**told, "declined": [each.message() for each in plan or ()]}
    asked = _asked(plan)
    clauses = [each for each in program.clauses.values() if not is_bulk(program, each)]
    return {
        **told,
        "declined": [],
        "strata": [
            {
                "stratum": plan.strata.of(sheet.clauses[0].clause.name),
                "for each": sheet.table,
                "clauses": [_data_of(each.clause.name, each.clause.clause) for each in sheet.clauses],
            }
            for sheet in plan.sheets
        ],
        "statements": [{"gives": each.title, "sql": each.sql} for each in plan.steps()],
        "questions": [{"gives": each.title, "sql": each.sql} for each in asked],
        "brought out": {
            "tables": list(plan.here.tables),
            "for": [{**_data_of(part.name, part.clause), "why": why.reason} for part, why in plan.here.why],
        },
        "here": [{**_data_of(each.name, each.clause), "home": _why(each.home)} for each in clauses]
        + [{**_data_of(each.name, each.clause), "home": "a limit"} for each in program.caps.values()],
        "line by line": sorted(plan.apart),
    }


def _data_of(name: str, number: str) -> dict[str, str]:
    return {"name": name, "clause": number}


def not_asked(program: Program) -> Iterator[str]:
    """That the interpreter was asked for."""
    yield f"{program.terms.name}: all of it is worked out by the interpreter, as --engine python asks"


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
