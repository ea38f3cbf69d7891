"""When the first money under a clause can come."""

from datetime import date

from pbrlang.analysis.timing import first_known, fixed_day
from pbrlang.ir.program import Clause
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome


def first_due(design: Design, clause: Clause) -> date:
    """The end of the settlement period in which the first sum under a clause can fall due."""
    terms = design.program.terms
    day = fixed_day(clause) or first_known(design.program, clause.home)
    if day is None:
        day = terms.settles_until if isinstance(clause.home, ContractHome) else terms.starts
    period = design.program.calendars[terms.step].at(min(max(day, terms.starts), terms.settles_until))
    return day if clause.payable_on_its_date or period is None else period.last
