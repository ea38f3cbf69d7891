"""Where and for whom something is read, and a book of the rows that are read on the way."""

from attrs import define, field, frozen

from pbrlang.backends.sql.places import Place, RowPlace
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import ALWAYS, Sql, both


@define(eq=False)
class Frame:
    """A source whose rows are gone through, and the condition under which one is."""

    source: Source
    condition: str = ALWAYS


@frozen
class Touched:
    """Rows of a table that are read: by another's `reference` to their key, or as `members` that count.

    They are where each of `frames` goes through a row and `reach` holds; of members the `condition` too.
    """

    table: str
    frames: tuple[Frame, ...]
    reach: str
    reference: str = ""
    members: Source | None = None
    condition: str = ALWAYS

    def text(self, wanted: str) -> str:
        """The query that gives something for each of these rows."""
        sources = [each.source.text() for each in self.frames]
        sources += [self.members.text()] if self.members else []
        where = both(*(each.condition for each in self.frames), self.reach, self.condition)
        return f"SELECT {wanted}\nFROM {', '.join(sources)}\nWHERE {where}"


@define(eq=False)
class Book:
    """What is read of rows, beside what clauses are for."""

    named: list[Touched] = field(factory=list)
    counted: list[Touched] = field(factory=list)


@frozen
class At:
    """Where and for whom something is read: a place, the reader's date (nothing for one without), and when it is.

    `reach` is the condition under which it is read at all, once each of `frames` has gone on to a row. `asked` are the
    values of a subject that members of a tally are tried with.
    """

    place: Place
    t: Sql | None
    frames: tuple[Frame, ...] = ()
    reach: str = ALWAYS
    book: Book = field(factory=Book)
    asked: tuple[Sql, ...] = ()

    def only(self, condition: str) -> "At":
        """The same where a further condition holds."""
        return At(self.place, self.t, self.frames, both(self.reach, condition), self.book, self.asked)

    def of(self, place: Place) -> "At":
        """The same at another place."""
        return At(place, self.t, self.frames, self.reach, self.book, self.asked)

    def inside(self, place: Place, frame: Frame, t: Sql | None, asked: tuple[Sql, ...] = ()) -> "At":
        """At each row of a further source, which may ask for values of what reads it."""
        return At(place, t, (*self.frames, frame), self.reach, self.book, asked)

    def name(self, place: RowPlace, reach: str) -> None:
        """Note that a row is read because another names it."""
        self.book.named.append(Touched(place.table, self.frames, reach, place.reference or ""))
