"""A statement that was worked out just now."""

from fractions import Fraction

from pbrlang.interpret import key_in_words
from pbrlang.ir.program import Program
from pbrlang.ir.sharing import Split
from pbrlang.render.english.statement import BEYOND, BORNE, SPLIT
from pbrlang.render.statement.sheet import Currency, Part, Shared, Sheet, SheetClause, SheetLine
from pbrlang.settle import Settlement, Statement, for_what
from pbrlang.settle.model import ClauseTotal, SettledLine
from pbrlang.settle.sharing import Parts
from pbrlang.values.wording import in_words


def sheet_of(settlement: Settlement, statement: Statement, version: str) -> Sheet:
    """What a statement of a settlement says; what explains it and what it was made from is added later."""
    program = settlement.program
    terms, stretch = program.terms, statement.stretch
    lines = tuple(map(_line, statement.lines))
    beyond = statement.payers.not_paid if statement.payers is not None else None
    return Sheet(
        contract=terms.name,
        parties=terms.parties,
        currency=Currency(terms.currency, terms.symbol, terms.places),
        number=settlement.statements.index(statement) + 1,
        period=stretch.name,
        first=stretch.first,
        last=stretch.last,
        as_at=settlement.as_at,
        complete_to=settlement.complete_to,
        due_by=stretch.due_by(program),
        provisional=settlement.provisional,
        lines=lines,
        put_right=tuple(each for each in lines if each.corrects is not None),
        clauses=tuple(map(_clause, statement.clauses)),
        total=statement.total,
        to_date=statement.to_date,
        payable=statement.total,
        not_paid=(beyond.amount, beyond.to_date) if beyond is not None else (Fraction(0), Fraction(0)),
        shares=tuple(_shares(statement)),
        made_by=f"pbrlang {version}",
        ended=_ended(program),
    )


def _clause(each: ClauseTotal) -> SheetClause:
    sums = (each.due, each.cut, each.recovered, each.total, each.to_date)
    return SheetClause(each.number, each.clause, each.count, *sums)


def _line(each: SettledLine) -> SheetLine:
    key = tuple(key_in_words(each.line.element).items())
    corrects = each.corrects.name if each.corrects else None
    amounts = (each.due, each.cut, each.amount)
    named = (each.clause.clause, each.clause.name, key, for_what(each), each.line.date)
    return SheetLine(*named, *amounts, corrects, each.is_taken_back)


def _shares(statement: Statement) -> list[Shared]:
    """Who bears the total, and who receives what is split, of what clauses have lines here."""
    found = []
    if statement.payers is not None:
        found.append(Shared(BORNE, _parts(statement.payers)))
    here = {each.clause for each in statement.clauses}
    for each in statement.splits:
        clauses = each.sharing.clauses if isinstance(each.sharing, Split) else ()
        if here.intersection(clauses):
            found.append(Shared(SPLIT.format(clauses=" and ".join(clauses)), _parts(each)))
    return found


def _parts(parts: Parts) -> tuple[Part, ...]:
    told = [(each.name, each.amount, each.to_date) for each in parts.parts]
    beyond = parts.not_paid
    return (*told, *([(BEYOND, beyond.amount, beyond.to_date)] if beyond.to_date else []))


def _ended(program: Program) -> str | None:
    found = program.ended
    return f"{in_words(found.day)}, by {found.name} (clause {found.clause})" if found is not None else None
