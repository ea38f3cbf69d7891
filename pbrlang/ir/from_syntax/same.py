"""`of the same Y`: members that share something with the subject; and `this`: values of the subject."""

from attrs import frozen

from pbrlang.diagnostics import Edit
from pbrlang.ir.expressions import Apply, Expr, FieldOf, OfSubject, WordOf
from pbrlang.ir.from_syntax.reading import read_name
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.from_syntax.times import counted_home
from pbrlang.ir.from_syntax.ways import way_by_name
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import YES_NO
from pbrlang.names.errors import ThisOfNothing, Unlinked
from pbrlang.names.homes import GroupHome, Home, LineHome, Path, rows_of
from pbrlang.names.symbols import Counted
from pbrlang.source.late import changed
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name


def same_link(scope: Scope, symbol: Counted, subject: Subject, same: Name) -> tuple[Path, Path] | None:
    """The ways from members and subject to what they share; nothing, with a complaint, where there is none."""
    here = way_by_name(scope, same, subject.home, "what is shared")
    there = way_by_name(scope, same, _rows(counted_home(symbol)), "what is shared") if here else None
    if here is None or there is None:
        return None
    if isinstance(here[1], GroupHome):
        table = here[1].table
        fixes = (Edit(f"write `{table}`", same.span, table),)
        scope.complain(WrongKind(same.span, wanted="data", found="a group", where="what is shared", fixes=fixes))
        return None
    if here[1] != there[1]:
        many = scope.symbols.plural(symbol)
        scope.complain(Unlinked(same.span, many=many, here=f"{same.text} of this {home_words(subject.home)}", ways=0))
        return None
    return there[0], here[0]


def _rows(home: Home) -> Home:
    return rows_of(home) or home


def has_ties(symbol: Counted, subject: Subject, times: tuple[ex.TimeWord, ...]) -> bool:
    """Whether rows before the subject are counted that are of its own table."""
    if not any(each.word == "before this" for each in times):
        return False
    own, counted = rows_of(subject.home), rows_of(counted_home(symbol))
    return own is not None and counted is not None and own.table == counted.table


def this_reading(scope: Scope, node: ex.This, subject: Subject) -> Expr:
    """A value of the subject of the aggregate whose members are read."""
    outer, name = subject.outer, node.name
    if outer is None:
        return scope.complain(ThisOfNothing(node.span, said=name.text))
    found = read_name(scope, _owned_by(name, outer.home), outer)
    return OfSubject(found.kind, node.span, found)


def _owned_by(name: Name, home: Home) -> Name:
    """`this Long Visit's Length` is read at the long visit itself; `this Client's Region` by way of its client."""
    first = name.parts[0][0]
    if len(name.parts) > 1 and first == home_words(home) and isinstance(home, GroupHome | LineHome):
        return changed(name, parts=name.parts[1:], span=name.parts[1][1].to(name.parts[-1][1]))
    return name


@frozen(eq=False)
class Linked:
    """A condition without the parts of it that are links."""

    where: Expr | None
    keys: tuple[tuple[Expr, Expr], ...]


def links_in(scope: Scope, where: Expr | None) -> Linked:
    """`Kind is this Visit's Kind` links members with the subject, so that nobody need try each of them."""
    parts = _conjuncts(where)
    links = [_link(scope, each) for each in parts]
    rest = tuple(each for each, link in zip(parts, links, strict=True) if link is None)
    keys = tuple(each for each in links if each is not None)
    if not keys or where is None:
        return Linked(where, ())
    if len(rest) > 1:
        return Linked(Apply(YES_NO, where.span, "and", rest), keys)
    return Linked(rest[0] if rest else None, keys)


def _conjuncts(where: Expr | None) -> tuple[Expr, ...]:
    if where is None:
        return ()
    if isinstance(where, Apply) and where.operation == "and":
        return tuple(each for part in where.arguments for each in _conjuncts(part))
    return (where,)


def _link(scope: Scope, test: Expr) -> tuple[Expr, Expr] | None:
    """What is read at a member and at the subject, where a test says that the two are the same."""
    if not isinstance(test, Apply) or test.operation != "is":
        return None
    for member, other in (test.arguments, test.arguments[::-1]):
        if isinstance(other, OfSubject) and _is_fixed(scope, member):
            return member, other.of
    return None


def _is_fixed(scope: Scope, member: Expr) -> bool:
    """Whether a value of a member is the same for every reader: a field, but not the end of what lasts."""
    if isinstance(member, WordOf):
        return True
    if not isinstance(member, FieldOf):
        return False
    lasts = scope.symbols.tables[member.table].node.lasts
    return not lasts or lasts[0].end.text != member.field
