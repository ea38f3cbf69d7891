"""Totals and numbers that are asked of a database where a contract is settled."""

from collections.abc import Mapping

from attrs import define, field

from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.places import Place
from pbrlang.backends.sql.reading import At, Book, Frame, Touched
from pbrlang.backends.sql.sources import ALIAS, Source
from pbrlang.backends.sql.steps import Step
from pbrlang.backends.sql.tallies import Over, TallyWriter
from pbrlang.backends.sql.values import ALWAYS, Sql, both
from pbrlang.backends.sql.windows import Stretch
from pbrlang.engines.reads import Part
from pbrlang.ir.expressions import Aggregate, Covered, Lines
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.nodes import OfMembers, ReadPick, ReadTally, Tally
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import CONTRACT
from pbrlang.source.late import changed


@define(eq=False)
class Question:
    """One aggregate as SQL.

    `series` gives what its members add by what they belong to and by day, where that is the same for every reader;
    `answers` gives it for each of the readers in the relation `readers`: a number, what they read at, the first and
    last day, and the date. Where members add quotients, both give a sum for each divisor, which stands before it.
    Of members that `cover` days, `series` gives the stretches that they cover together, as numbers of days.
    With `pick`, a word of an aggregate, `answers` gives one of what members hold, or how many different values.
    """

    aggregate: Aggregate
    part: Part
    tally: Tally
    number: int
    writer: TallyWriter
    book: Book
    cover: bool = False
    pick: str | None = None
    series: Step | None = field(init=False, default=None)
    answers: Step = field(init=False)
    keys: int = field(init=False)
    source: Source = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.answers = self._answers()
        if self.cover:
            self.series = self._cover_series()
        elif self.tally.still and self.pick is None:
            self.series = self._length_series() if self.tally.length else self._series()
        self.writer.check(self.tally)

    @property
    def of_quotients(self) -> bool:
        """Whether members add quotients, each with a divisor of its own."""
        return self.tally.word == "held" and self.pick is None

    @property
    def picked_scale(self) -> int:
        """Over what a number that is picked is held."""
        body = self.tally.body
        return body.form.scale if body is not None and self.pick != "different" else 1

    @property
    def readers(self) -> str:
        """The relation of those who ask."""
        return f"_readers{self.number}"

    @property
    def title(self) -> str:
        """What it is, in the contract's words, and who reads it first."""
        text = " ".join(self.aggregate.span.text.split())
        number = self.part.clause or "the contract"
        return f"{text}, read by {self.part.name} ({number})"

    def _named(self, name: str) -> str:
        return self.writer.emitter.walker.dialect.named(name)

    def _answers(self) -> Step:
        walker, tally = self.writer.emitter.walker, self.tally
        source = self.source = Source.of(walker.dialect, walker.aliases, self.readers)
        frame, alias = Frame(source), source.alias
        t = Sql(f"{alias}.{self._named('_t')}", uses=frozenset((alias,)))
        over = self.writer.over(tally, At(_nowhere(), t, (frame,), ALWAYS, self.book))
        self.keys = len(over.link)
        links = both(*(f"({alias}.{self._named(f'_k{n}')} = {text})" for n, text in enumerate(over.link, start=1)))
        days = Stretch([f"{alias}.{self._named('_first')}"], [f"{alias}.{self._named('_last')}"])
        found, in_time = self.writer.added(tally, over, days)
        over.frame.condition = links if tally.still else both(links, in_time)
        condition = both(links, in_time, over.counts, self._held(over))
        if not isinstance(tally.over, Lines):
            # Of what may cover a day all is looked at, also what does not belong to the group that is asked for.
            read = both(links, in_time) if self.cover else condition
            self.book.counted.append(Touched(tally.over.table, (frame,), ALWAYS, members=over.source, condition=read))
        number = f"{alias}.{self._named('_id')}"
        of_base = all(each == over.source.alias for text in over.link for each in ALIAS.findall(text))
        on = links if of_base else "TRUE"
        under = [over.adds.under.text] if over.adds.under else []
        given = ", ".join([number, *under, "COUNT(*)", _GIVEN[self.pick or "total"].format(found)])
        numbers = ", ".join(str(place) for place in range(1, len(under) + 2))
        sql = (
            f"SELECT {given}\nFROM {source.text()}\nJOIN {over.source.text(on)}\nWHERE {condition}\nGROUP BY {numbers}"
        )
        return Step(self.title, sql)

    def _held(self, over: Over) -> str:
        """Blanks are left out where values are picked."""
        return f"({over.adds.text} IS NOT NULL)" if self.pick and over.adds.blank else ALWAYS

    def _fresh(self) -> Over:
        """The members, each read on its own date."""
        walker = self.writer.emitter.walker
        over = self.tally.over
        lines = self.writer.lines[over.clause].relation if isinstance(over, Lines) else relation(over.table)
        source = walker.source(lines)
        if isinstance(over, Lines):
            t = Sql(f"{source.alias}.{self._named('_day')}")
        else:
            day = walker.date_of(walker.row(over.table, source))
            t = Sql(day or "DATE '9999-12-31'")
        return self.writer.over(self.tally, At(_nowhere(), t), source)

    def _series(self) -> Step:
        over = self._fresh()
        by = [*over.link, over.day or "CAST(NULL AS DATE)", *([over.adds.under.text] if over.adds.under else [])]
        there = both(*(f"({each} IS NOT NULL)" for each in over.link), over.counts)
        numbers = ", ".join(str(number) for number in range(1, len(by) + 1))
        sql = (
            f"SELECT {', '.join(by)}, COUNT(*), SUM({over.adds.text})\nFROM {over.source.text()}\n"
            f"WHERE {there}\nGROUP BY {numbers}"
        )
        return Step(self.title, sql)

    def _length_series(self) -> Step:
        over = self._fresh()
        start, end = self.writer.span(over)
        there = both(*(f"({each} IS NOT NULL)" for each in over.link), over.counts)
        by = ", ".join(str(number) for number in range(1, len(over.link) + 3))

        def counted(kind: int, day: str) -> str:
            columns = ", ".join([*over.link, str(kind), day])
            return f"SELECT {columns}, COUNT(*)\nFROM {over.source.text()}\nWHERE {there}\nGROUP BY {by}"

        return Step(self.title, f"{counted(0, start)}\nUNION ALL\n{counted(1, end)}")

    def _cover_series(self) -> Step:
        """Stretches that meet or follow one another are one."""
        dialect, over = self.writer.emitter.walker.dialect, self._fresh()
        start, end = self.writer.span(over)
        end = f"COALESCE({end}, DATE '9999-12-31')"
        keys = [self._named(f"_k{number}") for number in range(1, len(over.link) + 1)]
        first, last, new, stretch = map(self._named, ("_first", "_last", "_new", "_stretch"))
        days = [f"({dialect.days_between(each, _FIRST_DAY)} + 1)" for each in (start, end)]
        told = [f"{text} AS {name}" for text, name in zip((*over.link, *days), (*keys, first, last), strict=True)]
        there = both(*(f"({each} IS NOT NULL)" for each in over.link), over.counts, f"({start} < {end})")
        spans = f"SELECT {', '.join(told)}\n{_indented(f'FROM {over.source.text()}')}\n    WHERE {there}"
        of = f"PARTITION BY {', '.join(keys)} " if keys else ""
        order = f"{of}ORDER BY {first}, {last}"
        before = f"MAX({last}) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        begun = f"SELECT *, CASE WHEN {first} <= {before} THEN 0 ELSE 1 END AS {new}\n  FROM (\n    {spans}\n  ) AS s"
        counted = f"SUM({new}) OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        sql = (
            f"SELECT {', '.join([*keys, f'MIN({first})', f'MAX({last})'])}\n"
            f"FROM (SELECT *, {counted} AS {stretch} FROM (\n  {begun}) AS b) AS c\n"
            f"GROUP BY {', '.join([*keys, stretch])}"
        )
        return Step(self.title, sql)


_GIVEN = {"total": "SUM({})", "different": "COUNT(DISTINCT {})", "greatest": "MAX({})", "least": "MIN({})"}
_FIRST_DAY = "DATE '0001-01-01'"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _nowhere() -> Place:
    return Place()


def question(writer: TallyWriter, aggregate: Aggregate, part: Part, number: int, book: Book) -> Question:
    """An aggregate as SQL; Refusal where SQL cannot say it."""
    node = _read(writer, aggregate, part)
    pick = node.word if isinstance(node, ReadPick) and node.word != "total" else None
    return Question(aggregate, part, node.tally, number, writer, book, pick=pick)


def _read(writer: TallyWriter, aggregate: Aggregate, part: Part) -> OfMembers:
    refuse_unknown(aggregate, part.name)
    names = writer.emitter.names
    node = names.tally(changed(aggregate, window=None), names.reader(CONTRACT, part.name, part.clause))
    summed = isinstance(node, ReadTally) or (isinstance(node, ReadPick) and node.word in _GIVEN)
    if not isinstance(node, OfMembers) or not summed or node.keys or node.asked or node.stretches or node.ties:
        raise Refusal("not in SQL", aggregate.span, " ".join(aggregate.span.text.split()))
    return node


def covering(
    writer: TallyWriter, covered: Covered, part: Part, known: Mapping[object, Question], book: Book
) -> dict[object, Question]:
    """What rows cover as SQL, for each kind of them that is not known yet; Refusal where SQL cannot say it."""
    found: dict[object, Question] = {}
    for each in dict.fromkeys((*covered.by, *covered.without)):
        kind, span = covered.kind, covered.span
        nights = Aggregate(kind, span, "total", each.over, each.member, each.subject, length=covered.length)
        tally = _read(writer, nights, part).tally
        if not tally.still:
            raise Refusal("not in SQL", span, "what is covered by members of a group that changes")
        if each not in known:
            number = len(known) + len(found) + 1
            found[each] = Question(nights, part, tally, number, writer, book, cover=True)
    return found
