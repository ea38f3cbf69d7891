"""The whole result: statements, what is not settled yet, and what became of each row."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.accounting import Term, account
from pbrlang.backends.python.kit.numbers import Undefined
from pbrlang.backends.python.kit.rows import DataAtFault, Row, RowAtFault, Workings
from pbrlang.backends.python.kit.statements import (
    Clause,
    Terms,
    as_told,
    make_statements,
    money,
    not_settled,
    statement_of,
)


def settlement(
    books: Workings,
    terms: Terms,
    term: Term,
    clauses: Mapping[str, Clause],
    tables: Mapping[str, Iterable[Row]],
    as_at: date,
    complete_to: date,
    term_ended: Callable[[], dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """The result as it is written as JSON; the first calendar of the term is the one by which it settles.

    Raises DataAtFault where the contract cannot be applied to some row; nothing is paid then.
    """
    calendar = term.calendars[0]
    try:
        ended_early = term_ended() if term_ended else {}
        made = make_statements(books, clauses, calendar, books.as_at)
    except (RowAtFault, Undefined) as fault:
        raise DataAtFault([*books.faults, str(fault)]) from None
    if books.faults:
        raise DataAtFault(books.faults)
    if terms.share:
        terms.share(made)
    so_far = dict.fromkeys(clauses, 0)
    return {
        "format": 1,
        "contract": terms.name,
        "currency": terms.currency,
        "as_at": as_at.isoformat(),
        "complete_to": complete_to.isoformat(),
        "provisional": False,
        **ended_early,
        "total": money(sum(each.total for each in made), terms.places),
        "statements": [as_told(each, terms, so_far) for each in made],
        "not_settled": not_settled(calendar, books.as_at),
        "accounting": account(
            books,
            tables,
            clauses.values(),
            term,
            lambda line: statement_of(clauses, calendar, line).last <= books.as_at,
        ),
    }
