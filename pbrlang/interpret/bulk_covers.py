"""What lasting rows cover where they are in a database, which unites the stretches of those that belong together."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from pbrlang.interpret.bulk import Bulk, Read
from pbrlang.interpret.coverage import Coverage, Interval, united, without
from pbrlang.interpret.elements import Element
from pbrlang.interpret.subjects import link_of_subject
from pbrlang.interpret.windows import Windows
from pbrlang.interpret.world import World
from pbrlang.ir.expressions import Cover, Covered

Links = tuple[Element | None, ...]


class BulkCovers:
    """Evaluates what rows in a database cover; `reads` are those of each cover."""

    def __init__(self, world: World, bulk: Bulk) -> None:
        self._world = world
        self._bulk = bulk
        self._windows = Windows(world)
        self._known: dict[tuple[Covered, Links], Coverage] = {}
        self.reads: list[Read] = []

    def evaluate(self, expr: Covered, element: Element, t: date) -> Fraction:
        """The number of nights or days, or the longest run, for a reader dated `t` at an element."""
        days = self._windows.days(expr.window, element, t)
        covers = (*expr.by, *expr.without)
        links = tuple([self._link(each, element, t) for each in covers])
        self.reads += [(each, link, days, t) for each, link in zip(covers, links, strict=True) if link is not None]
        key = (expr, links)
        coverage = self._known.get(key)
        if coverage is None:
            by, taken = zip(expr.by, links, strict=False), zip(expr.without, links[len(expr.by) :], strict=True)
            coverage = Coverage(without(self._united(by), self._united(taken)), expr.gap)
            self._known[key] = coverage
        if expr.word == "number":
            return Fraction(coverage.number(*days))
        return Fraction(coverage.longest(*days)[0])

    def _link(self, cover: Cover, element: Element, t: date) -> Element | None:
        link = link_of_subject(self._world, cover, element, t)
        return None if link is None else link[0]

    def _united(self, covers: Iterable[tuple[Cover, Element | None]]) -> list[Interval]:
        return united(span for cover, link in covers if link is not None for span in self._bulk.intervals(cover, link))
