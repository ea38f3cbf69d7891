"""What is paid as each measure moves, as a picture and as a table."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pbrlang.analysis.charts import View, view
from pbrlang.analysis.held import Case, case_of
from pbrlang.analysis.incentive import Incentive, Piece
from pbrlang.analysis.polynomials import value
from pbrlang.names.homes import ContractHome
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, paragraph, table
from pbrlang.render.english.saying import Words, fill, join, listed
from pbrlang.render.english.values import about
from pbrlang.render.model import Axis, Block, Chart, Mark, Picture, Section, Stretch, Text
from pbrlang.values.rounding import round_to
from pbrlang.values.wording import amount as in_words

_FAR = 10**9
_BENDS = 24
"""Into how many straight parts a bent piece is drawn."""
_MOST_TICKS = 6


def curves(material: Material) -> Section | None:
    """The section, where something is paid by what moves."""
    found = [_Curve(material, each) for each in material.incentives]
    if not found:
        return None
    lead = paragraph(
        "These pictures show what falls due as one quantity moves and all else is held, before any limit over several "
        "sums. They illustrate the text and add nothing to it."
    )
    parts = tuple(each.section(place) for place, each in enumerate(found, 1))
    return Section("curves", (Text("What is paid as results move"),), (lead, *parts))


def pictured(material: Material) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """The measures that have a picture: the name, the anchor of the picture, and the ends of its axis."""
    for place, each in enumerate(material.incentives, 1):
        if each.variable.measure is not None:
            seen = _Curve(material, each).seen
            yield each.variable.measure, f"picture-of-{place}", seen.low, seen.high


class _Curve:
    """One quantity, and what is paid by it."""

    def __init__(self, material: Material, found: Incentive) -> None:
        self._material = material
        self._found = found
        self.seen = view(found.total, (found.baseline,) if found.baseline is not None else ())

    def section(self, place: int) -> Section:
        """Its picture, its table, and what stands out."""
        name = self._found.variable.name
        title = f"What is paid by {name}"
        blocks: tuple[Block, ...] = (
            paragraph(self._about()),
            *self._supposed(),
            Picture(self._chart(title), (Text(title),), f"picture-of-{place}"),
            self._table(),
            *self._standing_out(),
        )
        return Section(f"curve-{place}", (Text(name[:1].upper() + name[1:]),), blocks)

    def _about(self) -> Words:
        names = listed([self._material.term(each.name) for each in self._found.clauses])
        home = self._found.clauses[0].home
        noun = self._material.speaker.places.noun(home)
        each = () if isinstance(home, ContractHome) else join("for one ", noun, ", ")
        name = self._material.term(self._found.variable.name)
        return fill("Shown {each}as {name} moves: what falls due under {names}.", each=each, name=name, names=names)

    def _supposed(self) -> list[Block]:
        if not self._found.supposed:
            return []
        lead = "All else is held at the values of the worked examples; where they give none, it is supposed that:"
        return [paragraph(lead), items(each.replace("`", "“", 1).replace("`", "”") for each in self._found.supposed)]

    def _money(self, amount: Fraction) -> str:
        terms = self._material.program.terms
        rounded = round_to(amount, Fraction(1, 10**terms.places), "half up")
        return in_words(rounded, terms.symbol, terms.places)

    def _quantity(self, number: Fraction) -> str:
        return about(number, self._found.variable.kind, self._material.program)

    def _chart(self, title: str) -> Chart:
        seen = self.seen
        inside = [x for x in seen.curve.points if seen.low < x < seen.high][:_MOST_TICKS]
        across = [(x, self._quantity(x)) for x in dict.fromkeys((seen.low, *inside, seen.high))]
        heights = dict.fromkeys((seen.least, seen.most, *(self._nought(seen))))
        up = Axis("Due", seen.least, seen.most, tuple((y, self._money(y)) for y in heights))
        axis = Axis(self._found.variable.name, seen.low, seen.high, tuple(across))
        return Chart(title, axis, up, tuple(self._line(seen)), tuple(self._marks(seen)), " ".join(self._told()))

    @staticmethod
    def _nought(seen: View) -> tuple[Fraction, ...]:
        return (Fraction(0),) if seen.least < 0 < seen.most else ()

    def _line(self, seen: View) -> Iterator[Stretch]:
        for piece in self._found.pieces:
            low = max(piece.low, seen.low)
            high = seen.high if piece.high is None else min(piece.high, seen.high)
            if low >= high:
                continue
            steps = 1 if piece.each is not None else _BENDS
            places = [low + (high - low) * step / steps for step in range(steps + 1)]
            for one, other in pairwise(places):
                yield Stretch((one, value(piece.poly, one)), (other, value(piece.poly, other)))
        for jump in self._found.jumps:
            if seen.low <= jump.at <= seen.high and jump.below != jump.above:
                yield Stretch((jump.at, jump.below), (jump.at, jump.above), jump=True)

    def _marks(self, seen: View) -> Iterator[Mark]:
        found = self._found
        if found.baseline is not None and seen.low <= found.baseline <= seen.high:
            yield Mark(f"baseline {self._quantity(found.baseline)}", x=found.baseline)
        for jump in found.jumps:
            if seen.low <= jump.at <= seen.high:
                yield Mark(f"threshold {self._quantity(jump.at)}", x=jump.at)
        for cap in found.caps:
            if seen.least <= cap.limit <= seen.most:
                yield Mark(f"{cap.cap} {self._money(cap.limit)}", y=cap.limit)
        for case in self._scenarios():
            x = case.definitions.get(found.variable.measure or found.variable.name)
            if x is not None and seen.low <= x <= seen.high:
                yield Mark(case.title, x, found.total(x))

    def _scenarios(self) -> list[Case]:
        program = self._material.program
        return [case_of(program, each) for each in program.scenarios.values()]

    def _told(self) -> Iterator[str]:
        """The picture in words."""
        pieces, total = self._found.pieces, self._found.total
        for place, point in enumerate(total.points):
            if not any(self._found.joins(place)) and place in (0, len(pieces)):
                yield f"At {self._quantity(point)}, {self._money(total.at[place])} is due."
            if place < len(pieces):
                yield self._piece(place)
        for jump in self._found.jumps:
            below, on, above = map(self._money, (jump.below, jump.on, jump.above))
            yield f"It jumps at {self._quantity(jump.at)}: {below} just below, {on} there, {above} just above."

    def _piece(self, place: int) -> str:
        piece, where = self._found.pieces[place], self._stretch(place)
        first = self._money(value(piece.poly, piece.low))
        if piece.is_flat:
            return f"{where}, {first} is due."
        more = self._one_more(piece)
        if piece.high is None:
            return f"{where}, it begins at {first} and changes by {more} {self._each_more()}."
        last = self._money(value(piece.poly, piece.high))
        return f"{where}, it goes from {first} to {last}, by {more} {self._each_more()}."

    def _stretch(self, place: int) -> str:
        """From where to where a piece goes, and whether what is due at its ends is that of the piece."""
        piece = self._found.pieces[place]
        low, begins = self._quantity(piece.low), self._found.joins(place)[1]
        unbounded = piece.low <= -_FAR
        if piece.high is None:
            return "Anywhere" if unbounded else f"From {low} on" if begins else f"Above {low}"
        high, ends = self._quantity(piece.high), self._found.joins(place + 1)[0]
        if unbounded:
            return f"Up to {high}" if ends else f"Below {high}"
        if begins:
            return f"Between {low} and {high}" if ends else f"From {low} to below {high}"
        return f"Above {low}, up to {high}" if ends else f"Above {low} and below {high}"

    def _one_more(self, piece: Piece) -> str:
        if piece.each is None:
            return "a varying amount"
        return self._money(piece.each / 100 if self._is_share() else piece.each)

    def _each_more(self) -> str:
        return "for each percentage point more" if self._is_share() else "for each one more"

    def _is_share(self) -> bool:
        return bool(getattr(self._found.variable.kind, "share", False))

    def _table(self) -> Block:
        more = "For one percentage point more" if self._is_share() else "For one more"
        heads = ((self._found.variable.name, "left"), ("Due", "right"), (more, "right"))
        return table(heads, list(self._rows()))

    def _rows(self) -> Iterator[tuple[Words, ...]]:
        """The stretches, and the points that stand apart from them, in order."""
        pieces, total = self._found.pieces, self._found.total
        for place, point in enumerate(total.points):
            if not any(self._found.joins(place)):
                yield f"At {self._quantity(point)}", self._money(total.at[place]), ""
            if place < len(pieces):
                piece = pieces[place]
                yield self._stretch(place), self._sums(piece), "" if piece.is_flat else self._one_more(piece)

    def _sums(self, piece: Piece) -> str:
        first = self._money(value(piece.poly, piece.low))
        if piece.is_flat:
            return first
        last = self._money(value(piece.poly, piece.high)) if piece.high is not None else ""
        if piece.low <= -_FAR:
            return f"to {last}"
        return f"{first} to {last}" if last else f"from {first}"

    def _standing_out(self) -> list[Block]:
        told: list[Words] = []
        for cap in self._found.caps:
            where = f"at {self._quantity(cap.reached)}" if cap.reached is not None else "nowhere here"
            told.append(
                f"{cap.cap} leaves {self._money(cap.limit)} for each if all are alike; that is reached {where}."
            )
        for each in self._found.break_evens:
            where = f"at {self._quantity(each.at)}" if each.at is not None else "nowhere here"
            told.append(f"It comes to as much as the fee beside it, {self._money(each.amount)}, {where}.")
        return [items(told)] if told else []
