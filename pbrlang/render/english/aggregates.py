"""Totals, numbers, shares and picks in words: what is counted, whose, and which of it in time."""

from typing import TYPE_CHECKING

from pbrlang.ir.expressions import (
    Aggregate,
    Cover,
    Covered,
    Expr,
    FieldOf,
    Lines,
    Members,
    Rows,
    ValueOf,
    Window,
)
from pbrlang.names.homes import CalendarHome, ContractHome, GroupHome, Home, PairHome, TableHome, ToElement, part_of
from pbrlang.render.english.phrases import AGGREGATES, AMOUNTS, PICKS, STEPS, WINDOWS
from pbrlang.render.english.places import Here
from pbrlang.render.english.reading import stretch
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.model import Inlines

if TYPE_CHECKING:
    from pbrlang.render.english.speaker import Speaker

PICKED = frozenset(PICKS)


def aggregate(speaker: "Speaker", expr: Aggregate, here: Here) -> Inlines:
    """An aggregate as a noun phrase."""
    if expr.word == "total" and isinstance(expr.over, Lines) and expr.body is None:
        return _sums(speaker, expr, here)
    if expr.word == "total" and expr.length is not None:
        return _lasting(speaker, expr, here)
    those = members(speaker, expr, here)
    if expr.word == "number":
        return fill(AGGREGATES["number"], members=those)
    if expr.word == "share":
        return fill(AGGREGATES["share"], members=those, group=_that_are(speaker, expr))
    body = of_member(speaker, expr, expr.body) if expr.body is not None else ()
    return fill((PICKS if expr.word in PICKS else AGGREGATES)[expr.word], body=body, members=those)


def short(speaker: "Speaker", expr: Aggregate) -> Inlines:
    """What is counted, without whose and when, as a term in a formula."""
    those = _plural(speaker, expr)
    if isinstance(expr.over, Lines) and expr.word == "total" and expr.body is None:
        return speaker.term(expr.over.clause, None)
    if expr.word == "share":
        return fill(
            "share of {members} that are {group}", members=those, group=speaker.places.plural(expr.that_are or "")
        )
    if expr.word == "number":
        return join("number of ", those)
    body = of_member(speaker, expr, expr.body) if expr.body is not None else ()
    return fill("{word} {body} of {members}", word=expr.word, body=body, members=those)


def _that_are(speaker: "Speaker", expr: Aggregate) -> Inlines:
    """What some of those that count are, in the plural if the contract has it so."""
    group = expr.that_are or ""
    plural = speaker.program.nouns.plural(group)
    return speaker.term(group, plural if plural in expr.span.text else None)


def _lasting(speaker: "Speaker", expr: Aggregate, here: Here) -> Inlines:
    """Nights or days of rows that last, each row counted by itself."""
    those = join(_plural(speaker, expr), _whose(speaker, expr, here))
    if expr.window is None:
        return fill("the {noun}s of all {members}, added up", noun=expr.length or "", members=those)
    told = fill("the {noun}s of {members} that fall", noun=expr.length or "", members=those)
    return join(told, *_which(speaker, expr, here), ", added up")


def of_member(speaker: "Speaker", expr: Aggregate, body: Expr) -> Inlines:
    """What is summed or picked: the name alone where it is a value of the member itself."""
    if isinstance(body, FieldOf) and not body.path:
        return speaker.term(body.field, None)
    if isinstance(body, ValueOf) and not body.path:
        return speaker.defined(body.definition)
    return join("(", speaker.value(body, _member(speaker, expr)), ")")


def _member(speaker: "Speaker", expr: Aggregate) -> Here:
    return Here(home_of(speaker, expr), member=True)


def home_of(speaker: "Speaker", expr: Aggregate) -> Home:
    """The home of what is counted."""
    match expr.over:
        case Rows(table=table):
            return TableHome(table)
        case Members(group=group, table=table):
            return GroupHome(group, table)
        case Lines(clause=clause):
            return speaker.program.clauses[clause].home


def members(speaker: "Speaker", expr: Aggregate, here: Here) -> Inlines:
    """What is counted: `Reoffences of the Offender while it is observed, with …`."""
    return join(_plural(speaker, expr), _whose(speaker, expr, here), *_which(speaker, expr, here))


def _plural(speaker: "Speaker", expr: Aggregate) -> Inlines:
    match expr.over:
        case Rows(table=name) | Members(group=name):
            return speaker.places.plural(name)
        case Lines(clause=name, amount=amount):
            return join(f"sums {AMOUNTS[amount]} under ", speaker.term(name, None))


def _sums(speaker: "Speaker", expr: Aggregate, here: Here) -> Inlines:
    """The sums of a clause themselves."""
    if not isinstance(expr.over, Lines):
        raise TypeError("only lines are sums")
    clause = speaker.program.clauses[expr.over.clause]
    direct = len(expr.member) == 1 and isinstance(expr.member[0], ToElement) and not expr.subject
    alone = isinstance(clause.home, ContractHome) and clause.recovery is None and clause.advance is None
    one = (direct or alone) and expr.window is None
    noun = join(f"the {'sum' if one else 'sums'} {AMOUNTS[expr.over.amount]} under ", speaker.term(clause.name, None))
    return join(noun, _whose(speaker, expr, here, " for "), *_which(speaker, expr, here))


def _whose(speaker: "Speaker", expr: Aggregate, here: Here, word: str = " of ") -> Inlines:
    """To what those that count belong; nothing where they are all that there are."""
    place = speaker.places.reached(expr.subject, here)
    if isinstance(place.home, ContractHome):
        return ()
    if isinstance(place.home, CalendarHome) and not expr.subject:
        return join(f" in the {place.home.step}") if expr.window is None else ()
    if isinstance(expr.over, Lines):
        word = " for "
    return join(word, place.words)


def _which(speaker: "Speaker", expr: Aggregate, here: Here) -> list[Inlines]:
    """In which time, with which values, under which condition."""
    told = []
    if expr.window is not None:
        told.append(join(" ", window(speaker, expr.window, here, expr)))
    member = _member(speaker, expr)
    for inner, outer in expr.keys:
        told.append(
            fill(
                ", of which {inner} is the same as {outer}",
                inner=speaker.value(inner, member),
                outer=speaker.value(outer, here),
            )
        )
    if expr.where is not None:
        told.append(join(", counting only those where ", speaker.value(expr.where, member)))
    return told


def window(speaker: "Speaker", found: Window, here: Here, counted: Aggregate | None = None) -> Inlines:
    """Which of the dated things count."""
    if found.word == "all":
        return listed([window(speaker, each, here, counted) for each in found.parts])
    if found.word == "stretch" and found.first is not None and found.last is not None:
        return stretch(speaker, found.first, found.last, here)
    member = speaker.places.the(Here(home_of(speaker, counted), member=True)) if counted is not None else ()
    if found.word == "while observed":
        member = speaker.places.the(Here(_observed(speaker, found, here)))
    return fill(
        WINDOWS[found.word],
        period=_period(speaker, found.step, here) if found.step else (),
        this=speaker.places.the(here),
        member=member,
        cohort=speaker.term(found.cohort, None) if found.cohort else (),
    )


def _observed(speaker: "Speaker", found: Window, here: Here) -> Home:
    """Whose observation it is: that of the row among what it is read at."""
    rows = part_of(here.home, TableHome) or part_of(here.home, GroupHome)
    return rows or TableHome(speaker.program.cohorts[found.cohort or ""].table)


def _period(speaker: "Speaker", step: str, here: Here) -> Inlines:
    own = part_of(here.home, CalendarHome)
    if own is not None and own.step == step:
        return join(f"the {step}")
    if own is not None:
        return join(f"the {STEPS[step]} that holds the {own.step}")
    if isinstance(here.home, ContractHome):
        return join(f"the {STEPS[step]} of that day")
    if isinstance(here.home, PairHome):
        return join(f"the {STEPS[step]} in which it is dated")
    return fill("the {step} in which {owner} is dated", step=STEPS[step], owner=speaker.places.the(here))


def covered(speaker: "Speaker", expr: Covered, here: Here) -> Inlines:
    """Nights or days that some rows cover and others do not."""
    by = listed([_cover(speaker, each, here) for each in expr.by], "or")
    without = listed([_cover(speaker, each, here) for each in expr.without], "or")
    some = "the number of {noun}s" if expr.word == "number" else "the longest unbroken run of {noun}s"
    told = [fill(f"{some} covered by at least one of {{by}}", noun=expr.length, by=by)]
    if without:
        told.append(fill(" and by none of {without}", without=without))
    if expr.window is not None:
        told.append(join(" ", window(speaker, expr.window, here)))
    if expr.gap:
        noun = expr.length if expr.gap == 1 else f"{expr.length}s"
        told.append(join(f"; a gap of up to {expr.gap} {noun} does not end a run, and adds nothing to it"))
    return join(*told, ", each counted once" if expr.word == "number" else "")


def _cover(speaker: "Speaker", each: Cover, here: Here) -> Inlines:
    name = each.over.group if isinstance(each.over, Members) else each.over.table
    place = speaker.places.reached(each.subject, here)
    whose = () if isinstance(place.home, ContractHome) else join(" of ", place.words)
    return join(speaker.places.plural(name), whose)
