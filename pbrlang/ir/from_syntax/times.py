"""How what is counted belongs to the subject, and which of it counts in time."""

from pbrlang.ir.errors import CountsItself, NoSuchTime, PeriodUnsaid, TimeUnsaid
from pbrlang.ir.expressions import Window
from pbrlang.ir.from_syntax.days import THAT_DAY, check_that_day
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.from_syntax.stretches import WORDS, Reads, bounds
from pbrlang.names.errors import Unlinked
from pbrlang.names.homes import (
    CONTRACT,
    ByMembership,
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    Path,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    as_rows,
    part_of,
    parts_of,
    rows_of,
    steps_of,
)
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol, Counted, Symbols, TableSymbol
from pbrlang.syntax.tree import expressions as ex

_ORDER = ("month", "quarter", "year")


def counted_home(symbol: Counted) -> Home:
    """The home of what is counted."""
    return symbol.lines if isinstance(symbol, ClauseSymbol) else symbol.home


def line_link(symbols: Symbols, clause: ClauseSymbol, home: Home) -> tuple[Path, Path]:
    """Where the lines of a clause and a subject meet, for the clause's bare name: the ways of each."""
    to_clause = paths(symbols, home, clause.home)
    if CONTRACT in (clause.home, home):
        return (ToContract(),), () if home == CONTRACT else (ToContract(),)
    if len(to_clause) == 1:
        return (ToElement(clause.name),), to_clause[0]
    return paths(symbols, clause.lines, home)[0], ()


def link(scope: Scope, symbol: Counted, subject: Subject, node: ex.Aggregate) -> tuple[Path, Path] | None:
    """The ways by which members and subject meet; nothing, with a complaint, where there is not exactly one."""
    home, over = subject.home, counted_home(symbol)
    if isinstance(home, ContractHome):
        return (ToContract(),), ()
    if isinstance(home, CalendarHome):
        return (ToContract(),), (ToContract(),)
    rows = rows_of(home)
    if over == home or (rows is not None and over == TableHome(rows.table)):
        many = scope.symbols.plural(symbol)
        shared = _shared(scope, home)
        end = (node.over or node).span.at_end()
        scope.complain(CountsItself(node.span, many=many, here=home_words(home), place=end, shared=shared))
        return None
    if isinstance(home, LineHome) and isinstance(symbol, ClauseSymbol):
        return line_link(scope.symbols, symbol, home)
    # What belongs to a combination is dated in its period by a time word, as it is for a period alone.
    parts = [(place, each) for place, each in enumerate(parts_of(home)) if not isinstance(each, CalendarHome)]
    ways: list[tuple[Path, Path]] = []
    for place, part in parts:
        of_rows = as_rows(part)
        found = paths(scope.symbols, over, of_rows)
        if over == of_rows or len(found) != 1:
            name = node.over.span if node.over else node.span
            many = scope.symbols.plural(symbol)
            listed = isinstance(part, ListHome)
            scope.complain(Unlinked(name, many=many, here=home_words(part), ways=len(found), listed=listed))
            return None
        ways.append((found[0], (ToPart(place),) if isinstance(home, PairHome) else ()))
    if len(ways) == 1:
        return ways[0]
    return (ToPair(tuple(way for way, _ in ways)),), (ToPair(tuple(way for _, way in ways)),)


def _shared(scope: Scope, home: Home) -> tuple[str, ...]:
    """The fields by which several rows of a table may share something."""
    rows = rows_of(home)
    if rows is None:
        return ()
    fields = scope.symbols.tables[rows.table].node.fields
    return tuple(each.name.text for each in fields if each.kind.table is not None)


def window(
    scope: Scope, node: ex.Aggregate, symbol: Counted, subject: Subject, member: Path, reads: Reads
) -> Window | None:
    """Which of the members count in time; a complaint where that must be said and is not.

    `reads` gives the meaning of what is read at the subject.
    """
    if subject.that_day and node.times and _needs_time(scope, symbol, subject, member):
        check_that_day(scope, node)
    if not node.times:
        if _needs_time(scope, symbol, subject, member):
            scope.complain(
                TimeUnsaid(node.span, counted=scope.symbols.plural(symbol), answers=_answers(scope, subject))
            )
        return None
    found = [_window(scope, each, subject, reads) for each in node.times]
    parts = tuple(each for each in found if each is not None)
    return Window("all", parts=parts) if len(parts) > 1 else next(iter(parts), None)


def _window(scope: Scope, word: ex.TimeWord, subject: Subject, reads: Reads) -> Window | None:
    """What one time word keeps."""
    if word.word in WORDS:
        ends = bounds(scope, word, reads)
        return Window("stretch", first=ends[0], last=ends[1]) if ends else None
    if word.period is not None:
        _check_period(scope, word, subject)
        return Window(word.word, step=word.period)
    if word.word == "while observed":
        return _observed(scope, word, subject)
    if word.word == THAT_DAY:
        if not subject.that_day:
            scope.complain(NoSuchTime(word.span, said=THAT_DAY, here=home_words(subject.home)))
        return Window("to date")
    if word.word == "before this" and not _has_date(scope, subject.home):
        scope.complain(NoSuchTime(word.span, said=word.word, here=home_words(subject.home)))
    return Window(word.word)


def _has_date(scope: Scope, home: Home) -> bool:
    """Whether what a subject is has a date of its own, before which something can be."""
    if isinstance(home, PairHome):
        return any(_has_date(scope, each) for each in home.parts)
    if isinstance(home, TableHome | GroupHome):
        node = scope.symbols.tables[home.table].node
        return bool(node.dated or node.lasts)
    return not isinstance(home, ContractHome | ListHome)


def _needs_time(scope: Scope, symbol: Counted, subject: Subject, member: Path) -> bool:
    if (
        any(isinstance(step, ByMembership) for step in steps_of(member))
        and part_of(subject.home, CohortHome) is not None
    ):
        return False
    if isinstance(symbol, ClauseSymbol):
        return member[-1:] != (ToElement(symbol.name),) or symbol.home == CONTRACT
    table = symbol if isinstance(symbol, TableSymbol) else scope.symbols.tables[symbol.table]
    return bool(table.node.dated or table.node.lasts)


def _answers(scope: Scope, subject: Subject) -> tuple[str, ...]:
    """The time words that would do here."""
    if subject.that_day:
        return (THAT_DAY,)
    found = []
    calendar = part_of(subject.home, CalendarHome)
    if calendar is not None:
        found = [f"in the {step}" for step in _ORDER[_ORDER.index(calendar.step) :]]
    if len(_cohorts_of(scope, subject)) == 1:
        found.append("while observed")
    return (*found, "to date")


def _check_period(scope: Scope, word: ex.TimeWord, subject: Subject) -> None:
    """`in the year` needs one year: the subject's own."""
    goal = CalendarHome(word.period or "")
    if not paths(scope.symbols, subject.home, goal):
        scope.complain(PeriodUnsaid(word.span, period=word.period or "", here=home_words(subject.home)))


def _cohorts_of(scope: Scope, subject: Subject) -> tuple[str, ...]:
    """The cohort blocks of which the subject is a member."""
    return scope.symbols.observing(rows_of(subject.home))


def _observed(scope: Scope, word: ex.TimeWord, subject: Subject) -> Window | None:
    cohorts = _cohorts_of(scope, subject)
    if len(cohorts) != 1:
        scope.complain(NoSuchTime(word.span, said="while observed", here=home_words(subject.home), several=cohorts))
        return None
    return Window("while observed", cohort=cohorts[0])
