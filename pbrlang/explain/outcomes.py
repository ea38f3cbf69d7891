"""What came of an element, in a few words."""

from collections.abc import Sequence
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row
from pbrlang.diagnostics.prose import listing, plural, quoted
from pbrlang.explain.model import Verdict
from pbrlang.explain.words import Words, of_clause
from pbrlang.explain.working import Worker, Working
from pbrlang.interpret import CohortElement, Element, Line, ListElement, PairElement, SetOff, Unearned, key_in_words
from pbrlang.ir.program import Clause
from pbrlang.values.wording import in_words

_DONE = {"deduction": " deducted", "clawback": " recovered"}


def done(clause: Clause) -> str:
    """What was done with an amount, where it was not paid."""
    return _DONE.get(clause.word, "")


def _done_with(clause: Clause, line: Line, words: Words) -> str:
    """The same of one line, which may take back what was paid in advance."""
    match line:
        case SetOff():
            key = words.key(line.against)
            return f" set off against {line.against.clause}{f' for {key}' if key else ''}"
        case Unearned():
            return " recovered"
        case _:
            return done(clause)


def outcome(working: Working, paid: Fraction, words: Words, worker: Worker) -> str:
    """The amount, its date and its statement; or that there is none."""
    clause, line = working.clause, working.line
    if line is None:
        return f"nothing{done(clause)} ({of_clause(clause.clause)})"
    told = f"{words.money(paid)}{_done_with(clause, line, words)} on {in_words(line.date)}"
    stretches = worker.statements_of(line)
    word = "statement" if len(stretches) == 1 else "statements"
    statement = f"{of_clause(clause.clause)}, {word} of {listing([each.name for each in stretches], 'and')}"
    if working.verdict is not Verdict.UNSETTLED:
        return f"{told} ({statement})"
    ends, settled_to = in_words(stretches[0].last), in_words(worker.settled_to)
    return f"{told}, not yet settled ({statement}, which ends on {ends}; settled to {settled_to})"


def how_many(elements: Sequence[Element], words: Words) -> str:
    """A number of elements: `3 Employment Claims`, `2 years`."""
    match elements[0]:
        case Row(table=table):
            return words.rows(len(elements), table.name)
        case Period(step=noun) | CohortElement(cohort=noun):
            return plural(len(elements), noun)
        case ListElement(list=noun):
            return plural(len(elements), noun, words.program.nouns.plural(noun))
        case PairElement():
            return plural(len(elements), "combination")
        case _:
            return plural(len(elements), "line")


def which_of(asked: Sequence[tuple[Element, Line | None]]) -> str | None:
    """How to pick the first of several: by the parts of the key in which they differ, else by its date if they do."""
    keys = [key_in_words(element) for element, _ in asked]
    rest = [f"{name}={value}" for name, value in keys[0].items() if any(each.get(name) != value for each in keys)]
    days = dict.fromkeys(line.date for _, line in asked if line is not None)
    options = [f'--for "{part}"' if " " in part else f"--for {part}" for part in rest]
    if not options and len(days) > 1:
        options = [f"--date {next(iter(days))}"]
    return f"add {listing(map(quoted, options), 'and')}, for example" if options else None
